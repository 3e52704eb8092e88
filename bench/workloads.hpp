// What is timed: the layers of the reports' networks, in the shapes that the reports run them in, and those networks.
#pragma once

#include <string>
#include <vector>

#include "core/architecture.hpp"

namespace backcheck::bench {

struct LayerWorkload {
  std::string name;  // "report-a-conv1-batch100": the first convolution of Report A's network
  AnyOptions options;
  Shape input;
  bool first_layer = false;  // nobody reads the gradient of its input: backward is timed without it as well
  bool ladder = false;       // timed on every rung from naive to fast: bench/ladder
  bool float_only = false;
};

std::vector<LayerWorkload> layer_workloads();

// Small convolutions of one image, over channels and sizes: where do nested loops win?
struct Crossover {
  static constexpr Index channels[] = {1, 2, 4, 8, 16, 32};  // in and out
  static constexpr Index sizes[] = {3, 4, 6, 8, 12, 16};     // height and width
};
std::vector<LayerWorkload> crossover_workloads();

struct NetworkWorkload {
  std::string name;
  Architecture architecture;
  Shape input;
  Index images_per_epoch = 60000;
};

std::vector<NetworkWorkload> network_workloads();

}  // namespace backcheck::bench
