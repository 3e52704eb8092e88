// Verifies the logistic function, far out as well.
#include "layers/sigmoid.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reference/sigmoid.hpp"
#include "run_layer.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<SigmoidOptions>& specification = suite::sigmoid_specification();

VERIFY_LAYER(Sigmoid, layers::Sigmoid, reference::Sigmoid);
KILL_MUTANTS(Sigmoid, reference::Sigmoid, mutants::mutants_of<SigmoidOptions>());

template <class L>
class SigmoidByHand : public ::testing::Test {};
using Implementations = ::testing::Types<layers::Sigmoid<float>, layers::Sigmoid<double>, reference::Sigmoid<float>,
                                         reference::Sigmoid<double>>;
TYPED_TEST_SUITE(SigmoidByHand, Implementations);

TYPED_TEST(SigmoidByHand, SaturatesWithoutOverflow) {
  using T = typename TypeParam::Number;
  const T huge = std::numeric_limits<T>::max();
  const auto result = run_layer(TypeParam(), Tensor<T>({5}, {-huge, -1000, 0, 1000, huge}), {}, Tensor<T>({5}, 1));
  EXPECT_EQ(result.output, Tensor<T>({5}, {0, 0, 0.5, 1, 1}));
  EXPECT_EQ(result.grads.input, Tensor<T>({5}, {0, 0, 0.25, 0, 0}));
}

// Where exp(-x) overflows, and where the output is 1 to the last bit: numbers by the functions of the C library in
// double.
TEST(SigmoidFast, IsRightFarOut) {
  const Tensor<float> input({4}, {-88, -100, 20, -20});
  const auto result = run_layer(layers::Sigmoid<float>(), input, {}, Tensor<float>({4}, 1));
  for (Index i = 0; i < input.size(); ++i) {
    const double e = std::exp(-std::abs(static_cast<double>(input[i])));
    const double wanted = input[i] < 0 ? e / (1 + e) : 1 / (1 + e);
    // Below the normal numbers, units in the last place are this large whatever the number.
    const double smallest = std::numeric_limits<float>::denorm_min();
    EXPECT_NEAR(result.output[i], wanted, 3e-7 * wanted + smallest) << input[i];
    EXPECT_NEAR(result.grads.input[i], e / ((1 + e) * (1 + e)), 3e-7 * e + smallest) << input[i];
  }
}

}  // namespace
}  // namespace backcheck
