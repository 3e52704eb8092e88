// Verifies average pooling.
#include "layers/avg_pool2d.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "reference/avg_pool2d.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<AvgPool2dOptions>& specification = suite::avg_pool2d_specification();

VERIFY_LAYER(AvgPool2d, layers::AvgPool2d, reference::AvgPool2d);
KILL_MUTANTS(AvgPool2d, reference::AvgPool2d, mutants::mutants_of<AvgPool2dOptions>());

// Means worked out by hand.
template <class L>
class AvgPool2dByHand : public ::testing::Test {};
using Implementations = ::testing::Types<layers::AvgPool2d<double>, reference::AvgPool2d<double>>;
TYPED_TEST_SUITE(AvgPool2dByHand, Implementations);

TYPED_TEST(AvgPool2dByHand, AveragesEachWindow) {
  const Tensor<double> input({1, 1, 4, 4}, {4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4});
  Tensor<double> output;
  typename TypeParam::Cache cache;
  TypeParam{{.kernel_size = 2, .stride = 2}}.forward(input, {}, {}, output, cache);
  EXPECT_EQ(output, Tensor<double>({1, 1, 2, 2}, {4.5, 3, 5.75, 3}));
}

// A mean is never larger than the largest number it is of, although their sum is.
template <class L>
class AvgPool2dInFloat : public ::testing::Test {};
using InFloat = ::testing::Types<layers::AvgPool2d<float>, reference::AvgPool2d<float>>;
TYPED_TEST_SUITE(AvgPool2dInFloat, InFloat);

TYPED_TEST(AvgPool2dInFloat, AveragesLargeNumbersWithoutOverflow) {
  for (const AvgPool2dOptions options :
       {AvgPool2dOptions{.kernel_size = 2, .stride = 2}, AvgPool2dOptions{.kernel_size = 2, .stride = 1},
        AvgPool2dOptions{.kernel_size = 3, .stride = 1}}) {
    const Tensor<float> input({1, 1, 6, 6}, 3e38F);
    const auto is_as_large = [](float x) { return x == 3e38F; };
    Tensor<float> output;
    Gradients<float> grads;
    const TypeParam layer{options};
    NoCache cache;
    layer.forward(input, {}, {}, output, cache);
    EXPECT_TRUE(std::all_of(output.begin(), output.end(), is_as_large)) << options.kernel_size;
    // In the middle of the image, as many windows hand their share to a pixel as there are shares.
    layer.backward(output, input, {}, {}, grads);
    EXPECT_EQ(grads.input(0, 0, 2, 2), options.stride == 1 ? 3e38F : 3e38F / 4) << options.kernel_size;
  }
}

}  // namespace
}  // namespace backcheck
