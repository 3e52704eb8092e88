// Verifies the hyperbolic tangent, far out as well.
#include "layers/tanh.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reference/tanh.hpp"
#include "run_layer.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<TanhOptions>& specification = suite::tanh_specification();

VERIFY_LAYER(Tanh, layers::Tanh, reference::Tanh);
KILL_MUTANTS(Tanh, reference::Tanh, mutants::mutants_of<TanhOptions>());

template <class L>
class TanhByHand : public ::testing::Test {};
using Implementations =
    ::testing::Types<layers::Tanh<float>, layers::Tanh<double>, reference::Tanh<float>, reference::Tanh<double>>;
TYPED_TEST_SUITE(TanhByHand, Implementations);

TYPED_TEST(TanhByHand, SaturatesWithoutOverflow) {
  using T = typename TypeParam::Number;
  const T huge = std::numeric_limits<T>::max();
  const auto result = run_layer(TypeParam(), Tensor<T>({5}, {-huge, -1000, 0, 1000, huge}), {}, Tensor<T>({5}, 1));
  EXPECT_EQ(result.output, Tensor<T>({5}, {-1, -1, 0, 1, 1}));
  EXPECT_EQ(result.grads.input, Tensor<T>({5}, {0, 0, 1, 0, 0}));
}

TYPED_TEST(TanhByHand, KeepsTheSignOfZero) {
  using T = typename TypeParam::Number;
  const auto result = run_layer(TypeParam(), Tensor<T>({2}, {-T(0), T(0)}), {}, Tensor<T>({2}, 1));
  EXPECT_TRUE(std::signbit(result.output[0]));
  EXPECT_FALSE(std::signbit(result.output[1]));
}

// Where the output is 1 to the last bit, the derivative is still 4 exp(-2|x|), to the rounding of a few operations.
TEST(TanhFast, HasADerivativeFarOut) {
  const Tensor<float> input({2}, {15, -15});
  const auto result = run_layer(layers::Tanh<float>(), input, {}, Tensor<float>({2}, 1));
  const double wanted = 4 * std::exp(-30.0);
  for (const float grad : result.grads.input) EXPECT_NEAR(grad, wanted, 4e-7 * wanted);
}

}  // namespace
}  // namespace backcheck
