// How Report C's networks are trained here. What it leaves open is chosen once, for all experiments on them.
#pragma once

#include "core/random.hpp"
#include "experiments/running/experiment.hpp"
#include "experiments/training/subsets.hpp"

namespace backcheck::experiments::report_c {

// Biases are zero.
inline Network<float> fresh_network(const Architecture& architecture, const JobContext& context,
                                    Initializer::Kind weights = Initializer::Kind::he) {
  Network<float> network = make_network<float>(architecture, context.settings.twin);
  initialize(network, {.kind = weights}, context.seed);
  return network;
}

// Random images of the training set. For a seed, fewer images are the first ones of more.
inline std::vector<Index> random_images(const JobContext& context, Index count) {
  return random_subset(context.data.train, count, mix(context.seed, 500));
}

// One image an update, as the report has it, unless a batch size is given.
struct Descent {
  double rate = 0.001, momentum = 0.9;
  Index batch_size = 1;
};
inline TrainingOptions training_options(Index epochs, const Descent& descent = {}) {
  return {.epochs = epochs,
          .batch_size = descent.batch_size,
          .schedule = {.initial = descent.rate},
          .optimizer = SgdOptions{.momentum = descent.momentum},
          .normalization = Normalization::standardized};
}

}  // namespace backcheck::experiments::report_c
