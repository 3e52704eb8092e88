// Report D's forward errors, which are not errors of a layer: they are how far the eight printed digits of the public
// assignment's expected values lie from the exact ones. A right layer gives them to every digit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "run_layer.hpp"
#include "twins.hpp"

namespace backcheck {
namespace {

template <class Twin>
class Golden : public testing::Test {};
TYPED_TEST_SUITE(Golden, Twins, TwinName);

using Doubles = Tensor<double>;

// `shape.size()` numbers evenly spaced from `first` to `last`.
Doubles linspace(double first, double last, const Shape& shape) {
  Doubles tensor(shape);
  const double intervals = static_cast<double>(tensor.size() - 1);
  for (Index i = 0; i < tensor.size(); ++i) tensor[i] = first + (last - first) * static_cast<double>(i) / intervals;
  return tensor;
}

// One denominator for the whole tensor: max |a - b| / max(|a| + |b|).
double tensor_relative_error(const Doubles& a, const Doubles& b) {
  double difference = 0, magnitude = 0;
  for (Index i = 0; i < a.size(); ++i) {
    difference = std::max(difference, std::abs(a[i] - b[i]));
    magnitude = std::max(magnitude, std::abs(a[i]) + std::abs(b[i]));
  }
  return difference / magnitude;
}

// A denominator for each element: max of |a - b| / max(1e-8, |a| + |b|).
double element_wise_error(const Doubles& a, const Doubles& b) {
  double error = 0;
  for (Index i = 0; i < a.size(); ++i) {
    error = std::max(error, std::abs(a[i] - b[i]) / std::max(1e-8, std::abs(a[i]) + std::abs(b[i])));
  }
  return error;
}

// Half a unit of the seventh and last digit given. The layer's own rounding, near 1e-16, is below that: only so can all
// seven digits be reproduced.
constexpr double half_unit(double last_digit) { return last_digit / 2; }

TYPED_TEST(Golden, ConvolutionGivesReportDsError) {  // D-04
  const typename TypeParam::template Conv2d<double> layer{
      {.in_channels = 3, .out_channels = 3, .kernel_size = 4, .stride = 2, .padding = 1}};
  const Doubles expected({2, 3, 2, 2}, {-0.08759809, -0.10987781, -0.18387192, -0.2109216,  0.21027089, 0.21661097,
                                        0.22847626,  0.23004637,  0.50813986,  0.54309974,  0.64082444, 0.67101435,
                                        -0.98053589, -1.03143541, -1.19128892, -1.24695841, 0.69108355, 0.66880383,
                                        0.59480972,  0.56776003,  2.36270298,  2.36904306,  2.38090835, 2.38247847});
  const Doubles output =
      run_layer(layer, linspace(-0.1, 0.5, {2, 3, 4, 4}), {linspace(-0.2, 0.3, {3, 3, 4, 4}), linspace(-0.1, 0.2, {3})})
          .output;
  ASSERT_EQ(output.shape(), expected.shape());
  EXPECT_NEAR(tensor_relative_error(output, expected), 1.014182e-09, half_unit(1e-15));
  EXPECT_NEAR(element_wise_error(output, expected), 2.212148e-08, half_unit(1e-14));
}

TYPED_TEST(Golden, MaxPoolingGivesReportDsError) {  // D-10
  const typename TypeParam::template MaxPool2d<double> layer{{}};
  const Doubles expected({2, 3, 2, 2}, {-0.26315789, -0.24842105, -0.20421053, -0.18947368, -0.14526316, -0.13052632,
                                        -0.08631579, -0.07157895, -0.02736842, -0.01263158, 0.03157895,  0.04631579,
                                        0.09052632,  0.10526316,  0.14947368,  0.16421053,  0.20842105,  0.22315789,
                                        0.26736842,  0.28210526,  0.32631579,  0.34105263,  0.38526316,  0.4});
  const Doubles output = run_layer(layer, linspace(-0.3, 0.4, {2, 3, 4, 4})).output;
  ASSERT_EQ(output.shape(), expected.shape());
  EXPECT_NEAR(tensor_relative_error(output, expected), 5.921053e-09, half_unit(1e-15));
  EXPECT_NEAR(element_wise_error(output, expected), 4.166667e-08, half_unit(1e-14));
}

}  // namespace
}  // namespace backcheck
