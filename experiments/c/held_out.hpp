// What the experiments on Report C's networks measure of a network: how it does on the images it is trained on, and on
// images held out.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

// Records at x "training loss", "training accuracy", "held-out loss" and "held-out accuracy".
inline void record_metrics(const JobContext& context, double x, const Metrics& training, const Metrics& held_out) {
  context.record(x, "training loss", training.loss);
  context.record(x, "training accuracy", training.accuracy);
  context.record(x, "held-out loss", held_out.loss);
  context.record(x, "held-out accuracy", held_out.accuracy);
}

// The same of these images of the training set, and of those of the test set, pixels standardised over the training
// set.
inline void record_metrics(const JobContext& context, double x, Network<float>& network,
                           const LossFunction<float>& loss, std::span<const Index> training,
                           std::span<const Index> held_out) {
  const auto metrics = [&](const ImageSet& images, std::span<const Index> indices) {
    return evaluate(network, loss, images, indices, context.data.train, Normalization::standardized);
  };
  record_metrics(context, x, metrics(context.data.train, training), metrics(context.data.test, held_out));
}

// The first test images, at most so many.
inline std::vector<Index> held_out_images(const JobContext& context, Index quick, Index otherwise) {
  return index_range(0, std::min<Index>(context.data.test.size(), context.settings.pick(quick, otherwise, otherwise)));
}

}  // namespace backcheck::experiments::report_c
