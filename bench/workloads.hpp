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
  bool only_forward_in_float = false;
};

std::vector<LayerWorkload> layer_workloads();

// The workloads of crossover.hpp.
std::vector<LayerWorkload> crossover_workloads();

struct NetworkWorkload {
  std::string name;
  Architecture architecture;
  Shape input;
  Index images_per_epoch = 60000;
};

std::vector<NetworkWorkload> network_workloads();

}  // namespace backcheck::bench
