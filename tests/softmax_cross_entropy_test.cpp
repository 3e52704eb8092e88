// Verifies softmax with cross-entropy, and that the suite finds the formulas that the reports print wrongly.
#include "layers/softmax_cross_entropy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "reference/softmax_cross_entropy.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/mutants/loss.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<suite::LossOptions>& specification = suite::softmax_cross_entropy_specification();

VERIFY_LOSSES(SoftmaxCrossEntropy, layers::SoftmaxCrossEntropy, reference::SoftmaxCrossEntropy);

KILL_MUTANTS(SoftmaxCrossEntropy, SoftmaxCrossEntropyTextbookLayer, mutants::softmax_cross_entropy_mutants());

template <class L>
class SoftmaxCrossEntropyByHand : public ::testing::Test {};
using Implementations = ::testing::Types<layers::SoftmaxCrossEntropy<double>, reference::SoftmaxCrossEntropy<double>>;
TYPED_TEST_SUITE(SoftmaxCrossEntropyByHand, Implementations);

TYPED_TEST(SoftmaxCrossEntropyByHand, IsTheLogarithmOfTheClassesForEqualLogits) {
  Tensor<double> grad;
  EXPECT_DOUBLE_EQ(TypeParam{}(Tensor<double>({2, 10}, 3), std::vector<int>{0, 9}, grad), std::log(10.0));
  EXPECT_DOUBLE_EQ(grad(0, 0), -0.45);
  EXPECT_DOUBLE_EQ(grad(1, 0), 0.05);
}

// exp(0), exp(ln 2) and exp(ln 5): probabilities 1/8, 2/8 and 5/8.
TYPED_TEST(SoftmaxCrossEntropyByHand, GivesProbabilitiesWorkedOutByHand) {
  const Tensor<double> logits({1, 3}, {0, std::log(2.0), std::log(5.0)});
  Tensor<double> grad;
  EXPECT_DOUBLE_EQ(TypeParam{}(logits, std::vector<int>{1}, grad), std::log(4.0));
  EXPECT_DOUBLE_EQ(grad[0], 0.125);
  EXPECT_DOUBLE_EQ(grad[1], -0.75);
  EXPECT_DOUBLE_EQ(grad[2], 0.625);
}

// What is common to all logits is subtracted before anything is added to it: at 2^20, adding first would cost 20 bits.
TYPED_TEST(SoftmaxCrossEntropyByHand, LosesNoDigitsToWhatAllLogitsShare) {
  Tensor<double> grad, shifted_grad;
  const double loss = TypeParam{}(Tensor<double>({1, 3}, {0, 1, 2.5}), std::vector<int>{1}, grad);
  const double shared = 0x1p20;
  const Tensor<double> shifted({1, 3}, {shared, shared + 1, shared + 2.5});  // exactly
  EXPECT_EQ(TypeParam{}(shifted, std::vector<int>{1}, shifted_grad), loss);
  EXPECT_EQ(shifted_grad, grad);
}

// exp(-30) is far below the rounding of the largest probability, but it is a gradient of its own.
TYPED_TEST(SoftmaxCrossEntropyByHand, KeepsTinyProbabilities) {
  Tensor<double> grad;
  TypeParam{}(Tensor<double>({1, 3}, {0, -30, -600}), std::vector<int>{0}, grad);
  EXPECT_NEAR(grad[1] / std::exp(-30.0), 1, 1e-12);  // the exponent and the sum round
  EXPECT_NEAR(grad[2] / std::exp(-600.0), 1, 1e-12);
}

}  // namespace
}  // namespace backcheck
