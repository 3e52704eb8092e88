// Errors of tensors, statistics without intervals, and numbers as text: what several experiments need.
#pragma once

#include <string>
#include <vector>

#include "core/network.hpp"

namespace backcheck::experiments {

// max |a - b| / max(|a| + |b|), one denominator for the whole tensor.
double tensor_relative_error(const Tensor<double>& a, const Tensor<double>& b);
// max over the elements of |a - b| / max(1e-8, |a| + |b|).
double element_wise_error(const Tensor<double>& a, const Tensor<double>& b);

// The sum of the squares of all weights; biases are not penalised.
template <Scalar T>
double squared_weights(const Network<T>& network) {
  double sum = 0;
  for (const Parameters<T>& params : network.parameters()) {
    for (const T weight : params.weight) sum += static_cast<double>(weight) * static_cast<double>(weight);
  }
  return sum;
}

// `count` different indices below `size`, drawn from `seed`; all of them if there are no more.
std::vector<Index> sample_indices(Index size, Index count, std::uint64_t seed);

// Throw std::invalid_argument where there are no values.
double mean(const std::vector<double>& values);
double median(std::vector<double> values);
// The median distance from the median.
double median_deviation(const std::vector<double>& values);

// "+1.08"
std::string with_sign(double value, int digits);

}  // namespace backcheck::experiments
