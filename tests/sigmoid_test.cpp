// Verifies the logistic function, far out as well. An exponential is right to two units in the last place; the
// addition, the division and the products of the derivative add one half each: 4 in all.
#include "layers/sigmoid.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "element_wise_cases.hpp"
#include "reference/sigmoid.hpp"
#include "tests/mutants/kill.hpp"

namespace backcheck {
namespace {

const suite::Specification<SigmoidOptions> specification =
    element_wise<SigmoidOptions>({.in_input = suite::Smoothness::smooth, .ulps = 4});

VERIFY_LAYER(Sigmoid, layers::Sigmoid, reference::Sigmoid);
KILL_MUTANTS(Sigmoid, reference::Sigmoid, mutants::mutants_of<SigmoidOptions>());

template <class L>
class SigmoidByHand : public ::testing::Test {
 protected:
  Tensor<typename L::Number> output;
  Gradients<typename L::Number> grads;
  void run(const Tensor<typename L::Number>& input) {
    typename L::Cache cache;
    L().forward(input, {}, {}, output, cache);
    L().backward(Tensor<typename L::Number>(input.shape(), 1), input, {}, cache, grads);
  }
};
using Implementations = ::testing::Types<layers::Sigmoid<float>, layers::Sigmoid<double>, reference::Sigmoid<float>,
                                         reference::Sigmoid<double>>;
TYPED_TEST_SUITE(SigmoidByHand, Implementations);

TYPED_TEST(SigmoidByHand, SaturatesWithoutOverflow) {
  using T = typename TypeParam::Number;
  const T huge = std::numeric_limits<T>::max();
  this->run(Tensor<T>({5}, {-huge, -1000, 0, 1000, huge}));
  EXPECT_EQ(this->output, Tensor<T>({5}, {0, 0, 0.5, 1, 1}));
  EXPECT_EQ(this->grads.input, Tensor<T>({5}, {0, 0, 0.25, 0, 0}));
}

}  // namespace
}  // namespace backcheck
