// Report D's training on CIFAR-10: its network with 500 hidden units, Adam with learning rate 0.002, batches of 64, and
// a penalty of 0.001 times the sum of squared weights.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_d {

// The runs.
constexpr const char* large = "40,000 images";
constexpr const char* small = "4,000 images";
constexpr const char* timing = "time of an update";

constexpr double updates_an_epoch = 625;  // of 64 of the 40,000 images
constexpr const char* roughness_of_filters = "roughness of the filters";
// The name of a quantity before the number of the epoch; x is the position in the tensor.
inline const std::string filter_weights = "filter weight after epoch ";

// Trains on the first `count` images; otherwise x is the number of updates. Records the "loss", penalty included, every
// ten updates; after the first update and after each epoch "training accuracy" (of 1,000 of the images), "validation
// accuracy" and the roughness of the first layer's filters; and the filters themselves after the epochs `kept`.
void train_network(Index count, Index epochs, const std::vector<Index>& kept, const JobContext& context);

// Records "seconds an update".
void time_updates(const JobContext& context);

}  // namespace backcheck::experiments::report_d
