// Verifies the rectifier, and its convention at 0.
#include "layers/relu.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reference/relu.hpp"
#include "run_layer.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<ReLUOptions>& specification = suite::relu_specification();

VERIFY_LAYER(ReLU, layers::ReLU, reference::ReLU);
KILL_MUTANTS(ReLU, reference::ReLU, mutants::mutants_of<ReLUOptions>());

template <class L>
class ReLUByHand : public ::testing::Test {};
using Implementations =
    ::testing::Types<layers::ReLU<float>, layers::ReLU<double>, reference::ReLU<float>, reference::ReLU<double>>;
TYPED_TEST_SUITE(ReLUByHand, Implementations);

TYPED_TEST(ReLUByHand, HasDerivativeZeroAtZero) {
  using T = typename TypeParam::Number;
  const auto result = run_layer(TypeParam(), Tensor<T>({5}, {-2, -0.0, 0, 0.5, 3}), {}, Tensor<T>({5}, 1));
  EXPECT_EQ(result.output, Tensor<T>({5}, {0, 0, 0, 0.5, 3}));
  EXPECT_EQ(result.grads.input, Tensor<T>({5}, {0, 0, 0, 1, 1}));
}

TYPED_TEST(ReLUByHand, HandsNaNOn) {
  using T = typename TypeParam::Number;
  const T nan = std::numeric_limits<T>::quiet_NaN();
  const auto result = run_layer(TypeParam(), Tensor<T>({3}, {-1, nan, 2}), {}, Tensor<T>({3}, 1));
  EXPECT_EQ(result.output[0], 0);
  EXPECT_TRUE(std::isnan(result.output[1]));
  EXPECT_EQ(result.grads.input, Tensor<T>({3}, {0, 1, 1}));
}

}  // namespace
}  // namespace backcheck
