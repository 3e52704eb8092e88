// What the experiments on Report D's three-layer network share.
#pragma once

#include "experiments/running/experiment.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_d {

// Weights N(0, 0.001), biases 0.
template <Scalar T>
Network<T> fresh_network(const published::ThreeLayer& sizes, const JobContext& context) {
  Network<T> network = make_network<T>(published::report_d_three_layer(sizes), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::gaussian, .standard_deviation = 1e-3}, context.seed);
  return network;
}

// The sum of the squares of all weights; biases are not penalised.
template <Scalar T>
double squared_weights(const Network<T>& network) {
  double sum = 0;
  for (const Parameters<T>& params : network.parameters()) {
    for (const T weight : params.weight) sum += static_cast<double>(weight) * static_cast<double>(weight);
  }
  return sum;
}

// The first images to train on, at most `count`, and of the last fifth, which is for validation, at most `held_out`.
struct Split {
  std::vector<Index> training, validation;
};
inline Split split(const ImageSet& images, Index count, Index held_out) {
  const Index boundary = images.size() - images.size() / 5;
  return {index_range(0, std::min(count, boundary)),
          index_range(boundary, std::min(images.size(), boundary + held_out))};
}

}  // namespace backcheck::experiments::report_d
