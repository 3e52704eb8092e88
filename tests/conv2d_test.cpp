// Verifies the convolutions.
#include "layers/conv2d.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "reference/conv2d.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<Conv2dOptions>& specification = suite::conv2d_specification();

VERIFY_LAYER(Conv2d, layers::Conv2d, reference::Conv2d);
KILL_MUTANTS(Conv2d, reference::Conv2d, mutants::mutants_of<Conv2dOptions>());

// One infinite number among the inputs, then among the gradients of the outputs: what does not depend on it is finite.
// (Without padding: at the border, the fast twin multiplies by the zeros there.)
TEST(Conv2dFast, KeepsAnInfinityToTheGradientsThatDependOnIt) {
  const Conv2dOptions options{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .stride = 2};
  const auto finite = [](const Tensor<float>& tensor) {
    std::vector<bool> elements;
    for (const float x : tensor) elements.push_back(std::isfinite(x));
    return elements;
  };
  for (const Index size : {5, 8, 37}) {
    const Shape shape{4, 3, size, size};
    Parameters<float> params{Tensor<float>(options.parameter_shapes().weight),
                             Tensor<float>(options.parameter_shapes().bias)};
    Tensor<float> input(shape), grad_output(options.output_shape(shape));
    fill_uniform(params.weight, 1, 2, 1);
    fill_uniform(input, 1, 2, 2);
    fill_uniform(grad_output, 1, 2, 3);
    for (Tensor<float>* infinite : {&input, &grad_output}) {
      float& one = (*infinite)(1, 1, 1, 1);
      const float before = std::exchange(one, std::numeric_limits<float>::infinity());
      Gradients<float> ours, wanted;
      layers::Conv2d<float>{options}.backward(grad_output, input, params, {}, ours);
      reference::Conv2d<float>{options}.backward(grad_output, input, params, {}, wanted);
      EXPECT_EQ(finite(ours.input), finite(wanted.input)) << size;
      EXPECT_EQ(finite(ours.weight), finite(wanted.weight)) << size;
      EXPECT_EQ(finite(ours.bias), finite(wanted.bias)) << size;
      one = before;
    }
  }
}

// Whole multiples of the smallest float: nothing is rounded, so nothing may be lost.
TEST(Conv2dFast, ComputesWithDenormalNumbers) {
  const Conv2dOptions options{.in_channels = 3, .out_channels = 5, .kernel_size = 3, .padding = 1};
  const Shape shape{2, 3, 9, 9};
  Parameters<float> params{Tensor<float>(options.parameter_shapes().weight),
                           Tensor<float>(options.parameter_shapes().bias)};
  Tensor<float> input(shape), grad_output(options.output_shape(shape));
  const auto fill_whole = [](Tensor<float>& tensor, std::uint64_t seed, float unit) {
    fill_uniform(tensor, -9, 9, seed);
    for (float& x : tensor) x = std::trunc(x) * unit;
  };
  fill_whole(params.weight, 1, 1);
  fill_whole(input, 2, std::numeric_limits<float>::denorm_min());
  fill_whole(grad_output, 3, 1);
  Tensor<float> ours, wanted;
  NoCache cache;
  layers::Conv2d<float>{options}.forward(input, params, {}, ours, cache);
  reference::Conv2d<float>{options}.forward(input, params, {}, wanted, cache);
  EXPECT_EQ(ours, wanted);
  Gradients<float> our_grads, wanted_grads;
  layers::Conv2d<float>{options}.backward(grad_output, input, params, {}, our_grads);
  reference::Conv2d<float>{options}.backward(grad_output, input, params, {}, wanted_grads);
  EXPECT_EQ(our_grads.weight, wanted_grads.weight);
}

}  // namespace
}  // namespace backcheck
