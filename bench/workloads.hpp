// What is timed: the layers of the reports' networks, in the shapes that the reports run them in.
#pragma once

#include <string>
#include <vector>

#include "core/architecture.hpp"

namespace backcheck::bench {

struct LayerWorkload {
  std::string name;  // "a-1to4-k5-28x28-n100": channels in and out, kernel, image, batch
  AnyOptions options;
  Shape input;
  bool first_layer = false;  // nobody reads the gradient of its input: backward is timed without it as well
};

// The letters are those of the tables in reports/bench.
std::vector<LayerWorkload> layer_workloads();

// One step of training: forward, loss, backward, update with plain SGD.
struct NetworkWorkload {
  std::string name;
  Architecture architecture;
  Shape input;
  Index images_per_epoch = 60000;
};

std::vector<NetworkWorkload> network_workloads();

}  // namespace backcheck::bench
