// Report D's forward errors, which are not errors of a layer: they are how far the eight printed digits of the public
// assignment's expected values lie from the exact ones. A right layer gives them to every digit.
#include <gtest/gtest.h>

#include "implementations.hpp"
#include "reference/as_published/assignment.hpp"
#include "run_layer.hpp"

namespace backcheck {
namespace {

using namespace published;

template <class Layers>
class Golden : public testing::Test {};
TYPED_TEST_SUITE(Golden, Implementations, ImplementationName);

using Doubles = Tensor<double>;

// Half a unit of the seventh and last digit given. The layer's own rounding, near 1e-16, is below that: only so can all
// seven digits be reproduced.
constexpr double half_unit(double last_digit) { return last_digit / 2; }

TYPED_TEST(Golden, ConvolutionGivesReportDsError) {  // D-04
  const typename TypeParam::template Conv2d<double> layer{
      {.in_channels = 3, .out_channels = 3, .kernel_size = 4, .stride = 2, .padding = 1}};
  const Doubles expected = expected_convolution();
  const Doubles output =
      run_layer(layer, linspace({2, 3, 4, 4}, -0.1, 0.5), {linspace({3, 3, 4, 4}, -0.2, 0.3), linspace({3}, -0.1, 0.2)})
          .output;
  ASSERT_EQ(output.shape(), expected.shape());
  EXPECT_NEAR(tensor_relative_error(output, expected), 1.014182e-09, half_unit(1e-15));
  EXPECT_NEAR(element_wise_error(output, expected), 2.212148e-08, half_unit(1e-14));
}

TYPED_TEST(Golden, MaxPoolingGivesReportDsError) {  // D-10
  const typename TypeParam::template MaxPool2d<double> layer{{}};
  const Doubles expected = expected_max_pooling();
  const Doubles output = run_layer(layer, linspace({2, 3, 4, 4}, -0.3, 0.4)).output;
  ASSERT_EQ(output.shape(), expected.shape());
  EXPECT_NEAR(tensor_relative_error(output, expected), 5.921053e-09, half_unit(1e-15));
  EXPECT_NEAR(element_wise_error(output, expected), 4.166667e-08, half_unit(1e-14));
}

}  // namespace
}  // namespace backcheck
