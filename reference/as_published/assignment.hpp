// What the public assignment that Report D answers gives: the inputs and the expected outputs of its checks of the
// forward passes, printed to eight digits, and its two metrics of error.
#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/tensor.hpp"

namespace backcheck::published {

// Evenly spaced numbers, `last` included.
inline Tensor<double> linspace(const Shape& shape, double first, double last) {
  Tensor<double> tensor(shape);
  for (Index i = 0; i < tensor.size(); ++i) {
    tensor[i] = first + static_cast<double>(i) * (last - first) / static_cast<double>(tensor.size() - 1);
  }
  return tensor;
}

// linspace(-0.1, 0.5), (2, 3, 4, 4), convolved with linspace(-0.2, 0.3), (3, 3, 4, 4), and biases linspace(-0.1,
// 0.2), stride 2, padding 1: (2, 3, 2, 2).
inline Tensor<double> expected_convolution() {
  return {{2, 3, 2, 2},
          {-0.08759809, -0.10987781, -0.18387192, -0.2109216, 0.21027089,  0.21661097,  0.22847626,  0.23004637,
           0.50813986,  0.54309974,  0.64082444,  0.67101435, -0.98053589, -1.03143541, -1.19128892, -1.24695841,
           0.69108355,  0.66880383,  0.59480972,  0.56776003, 2.36270298,  2.36904306,  2.38090835,  2.38247847}};
}

// linspace(-0.3, 0.4), (2, 3, 4, 4), after 2x2 max pooling with stride 2: (2, 3, 2, 2).
inline Tensor<double> expected_max_pooling() {
  return {{2, 3, 2, 2},
          {-0.26315789, -0.24842105, -0.20421053, -0.18947368, -0.14526316, -0.13052632, -0.08631579, -0.07157895,
           -0.02736842, -0.01263158, 0.03157895,  0.04631579,  0.09052632,  0.10526316,  0.14947368,  0.16421053,
           0.20842105,  0.22315789,  0.26736842,  0.28210526,  0.32631579,  0.34105263,  0.38526316,  0.4}};
}

// One denominator for the whole tensor: max |a - b| / max(|a| + |b|), which is taken to be at least 1e-10, so that two
// tensors of zeros do not differ.
inline double tensor_relative_error(const Tensor<double>& a, const Tensor<double>& b) {
  if (a.shape() != b.shape()) throw std::invalid_argument("tensor_relative_error: the shapes differ");
  double difference = 0, magnitude = 1e-10;
  for (Index i = 0; i < a.size(); ++i) {
    difference = std::max(difference, std::abs(a[i] - b[i]));
    magnitude = std::max(magnitude, std::abs(a[i]) + std::abs(b[i]));
  }
  return difference / magnitude;
}

// A denominator for each element, in an older version of the assignment: max of |a - b| / max(1e-8, |a| + |b|).
inline double element_wise_error(const Tensor<double>& a, const Tensor<double>& b) {
  if (a.shape() != b.shape()) throw std::invalid_argument("element_wise_error: the shapes differ");
  double worst = 0;
  for (Index i = 0; i < a.size(); ++i) {
    worst = std::max(worst, std::abs(a[i] - b[i]) / std::max(1e-8, std::abs(a[i]) + std::abs(b[i])));
  }
  return worst;
}

}  // namespace backcheck::published
