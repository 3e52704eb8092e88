#include "experiments/c/bank.hpp"

#include <cmath>

namespace backcheck::experiments {
namespace {

// A centred Gaussian (order 0) or its first or second derivative, without the factor that makes its integral 1.
double gaussian_derivative(double t, double deviation, int order) {
  const double variance = deviation * deviation;
  const double gaussian = std::exp(-t * t / (2 * variance));
  if (order == 0) return gaussian;
  return order == 1 ? -t / variance * gaussian : (t * t - variance) / (variance * variance) * gaussian;
}

void normalise(float* filter, Index count) {
  double mean = 0, magnitude = 0;
  for (Index i = 0; i < count; ++i) mean += filter[i] / static_cast<double>(count);
  for (Index i = 0; i < count; ++i) magnitude += std::abs(filter[i] - mean);
  for (Index i = 0; i < count; ++i) filter[i] = static_cast<float>((filter[i] - mean) / magnitude);
}

}  // namespace

Tensor<float> filter_bank(const FilterBank& bank) {
  const Index size = bank.size, centre = size / 2;
  Tensor<float> filters(Shape{bank.count(), 1, size, size});
  Index f = 0;
  for (const int order : {1, 2}) {
    for (const double width : bank.widths) {
      for (Index o = 0; o < bank.orientations; ++o, ++f) {
        const double angle = std::numbers::pi * static_cast<double>(o) / static_cast<double>(bank.orientations);
        for (Index kh = 0; kh < size; ++kh) {
          for (Index kw = 0; kw < size; ++kw) {
            const double x = static_cast<double>(kw - centre), y = static_cast<double>(kh - centre);
            const double along = x * std::cos(angle) + y * std::sin(angle);
            const double across = y * std::cos(angle) - x * std::sin(angle);
            filters(f, 0, kh, kw) = static_cast<float>(gaussian_derivative(along, bank.elongation * width, 0) *
                                                       gaussian_derivative(across, width, order));
          }
        }
        normalise(&filters(f, 0, 0, 0), size * size);
      }
    }
  }
  return filters;
}

}  // namespace backcheck::experiments
