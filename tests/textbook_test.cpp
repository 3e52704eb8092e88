// The textbook layers sum in double: in float they round once, at the end, so they are what they are in double but for
// that rounding.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "reference/avg_pool2d.hpp"
#include "reference/conv2d.hpp"
#include "reference/linear.hpp"
#include "run_layer.hpp"

namespace backcheck {
namespace {

Tensor<double> widened(const Tensor<float>& narrow) {
  Tensor<double> wide(narrow.shape());
  std::copy(narrow.begin(), narrow.end(), wide.begin());
  return wide;
}

void expect_rounded_once(const Tensor<float>& narrow, const Tensor<double>& wide) {
  ASSERT_EQ(narrow.shape(), wide.shape());
  for (Index i = 0; i < wide.size(); ++i) {
    // Half an epsilon of the number itself; the 1e-12 is for sums of at most 2000 products below 1 in double.
    const double rounding = std::numeric_limits<float>::epsilon() / 2.0 * std::abs(wide[i]);
    ASSERT_NEAR(narrow[i], wide[i], rounding + 1e-12) << "element " << i;
  }
}

template <template <Scalar> class L, LayerOptions O>
void expect_layer_rounded_once(const O& options, const Shape& shape) {
  const ParameterShapes shapes = options.parameter_shapes();
  Tensor<float> input(shape), grad_output(options.output_shape(shape));
  Parameters<float> params{Tensor<float>(shapes.weight), Tensor<float>(shapes.bias)};
  fill_uniform(input, 0, 1, 1);  // all of one sign, so that a sum in float would lose digits in every step
  fill_uniform(params.weight, 0, 1, 2);
  fill_uniform(params.bias, 0, 1, 3);
  fill_uniform(grad_output, 0, 1, 4);
  const auto narrow = run_layer(L<float>{options}, input, params, grad_output);
  const auto wide = run_layer(L<double>{options}, widened(input), {widened(params.weight), widened(params.bias)},
                              widened(grad_output));
  expect_rounded_once(narrow.output, wide.output);
  expect_rounded_once(narrow.grads.input, wide.grads.input);
  expect_rounded_once(narrow.grads.weight, wide.grads.weight);
  expect_rounded_once(narrow.grads.bias, wide.grads.bias);
}

TEST(TextbookConv2d, RoundsOnceInFloat) {
  expect_layer_rounded_once<reference::Conv2d>(
      Conv2dOptions{.in_channels = 13, .out_channels = 11, .kernel_size = 5, .padding = 2}, {5, 13, 9, 9});
}

TEST(TextbookLinear, RoundsOnceInFloat) {
  expect_layer_rounded_once<reference::Linear>(LinearOptions{.in_features = 500, .out_features = 70}, {90, 500});
}

TEST(TextbookAvgPool2d, RoundsOnceInFloat) {
  expect_layer_rounded_once<reference::AvgPool2d>(AvgPool2dOptions{.kernel_size = 12, .stride = 1}, {1, 1, 40, 40});
}

}  // namespace
}  // namespace backcheck
