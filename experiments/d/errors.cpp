#include "experiments/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>
#include <stdexcept>

namespace backcheck::experiments {
double tensor_relative_error(const Tensor<double>& a, const Tensor<double>& b) {
  if (a.shape() != b.shape()) throw std::invalid_argument("tensor_relative_error: the shapes differ");
  double difference = 0, magnitude = 1e-10;  // the assignment's floor, so that two zero tensors do not differ
  for (Index i = 0; i < a.size(); ++i) {
    difference = std::max(difference, std::abs(a[i] - b[i]));
    magnitude = std::max(magnitude, std::abs(a[i]) + std::abs(b[i]));
  }
  return difference / magnitude;
}

double element_wise_error(const Tensor<double>& a, const Tensor<double>& b) {
  if (a.shape() != b.shape()) throw std::invalid_argument("element_wise_error: the shapes differ");
  double worst = 0;
  for (Index i = 0; i < a.size(); ++i) {
    worst = std::max(worst, std::abs(a[i] - b[i]) / std::max(1e-8, std::abs(a[i]) + std::abs(b[i])));
  }
  return worst;
}

std::vector<Index> sample_indices(Index size, Index count, std::uint64_t seed) {
  std::vector<Index> indices(static_cast<std::size_t>(size));
  std::iota(indices.begin(), indices.end(), 0);
  std::mt19937_64 engine(seed);
  std::shuffle(indices.begin(), indices.end(), engine);
  indices.resize(static_cast<std::size_t>(std::min(size, count)));
  return indices;
}

double mean(const std::vector<double>& values) {
  if (values.empty()) throw std::invalid_argument("mean: there are no values");
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median(std::vector<double> values) {
  if (values.empty()) throw std::invalid_argument("median: there are no values");
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double median_deviation(const std::vector<double>& values) {
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - median(values)));
  return median(distances);
}

std::string with_sign(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%+.*f", digits, value);
  return text;
}

}  // namespace backcheck::experiments
