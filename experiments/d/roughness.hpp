// How far filters are from smooth.
#pragma once

#include <cmath>

#include "core/tensor.hpp"

namespace backcheck::experiments::report_d {

// How rough filters (F, C, K, K) are: the mean squared difference of neighbouring weights, divided by twice their
// variance within a channel; the mean over all filters. 1 for independent random weights, near 0 for smooth ones.
inline double roughness(const Tensor<float>& filters) {
  const Index F = filters.shape()[0], C = filters.shape()[1], K = filters.shape()[2];
  double sum = 0;
  for (Index f = 0; f < F; ++f) {
    double differences = 0, variance = 0;
    for (Index c = 0; c < C; ++c) {
      double plane = 0;
      for (Index h = 0; h < K; ++h)
        for (Index w = 0; w < K; ++w) plane += static_cast<double>(filters(f, c, h, w));
      for (Index h = 0; h < K; ++h)
        for (Index w = 0; w < K; ++w) {
          const double weight = static_cast<double>(filters(f, c, h, w));
          variance += std::pow(weight - plane / static_cast<double>(K * K), 2);
          if (h > 0) differences += std::pow(weight - static_cast<double>(filters(f, c, h - 1, w)), 2);
          if (w > 0) differences += std::pow(weight - static_cast<double>(filters(f, c, h, w - 1)), 2);
        }
    }
    const double pairs = static_cast<double>(C * 2 * K * (K - 1)), weights = static_cast<double>(C * (K * K - 1));
    sum += (differences / pairs) / (2 * variance / weights);
  }
  return sum / static_cast<double>(F);
}

}  // namespace backcheck::experiments::report_d
