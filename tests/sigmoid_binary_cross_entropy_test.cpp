// Verifies the sigmoid with binary cross-entropy.
#include "layers/sigmoid_binary_cross_entropy.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reference/sigmoid_binary_cross_entropy.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/mutants/loss.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<suite::LossOptions>& specification = suite::sigmoid_binary_cross_entropy_specification();

VERIFY_LOSSES(SigmoidBinaryCrossEntropy, layers::SigmoidBinaryCrossEntropy, reference::SigmoidBinaryCrossEntropy);
KILL_MUTANTS(SigmoidBinaryCrossEntropy, SigmoidBinaryCrossEntropyTextbookLayer,
             mutants::sigmoid_binary_cross_entropy_mutants());

template <class L>
class SigmoidBinaryCrossEntropyByHand : public ::testing::Test {};
using Implementations =
    ::testing::Types<layers::SigmoidBinaryCrossEntropy<double>, reference::SigmoidBinaryCrossEntropy<double>>;
TYPED_TEST_SUITE(SigmoidBinaryCrossEntropyByHand, Implementations);

TYPED_TEST(SigmoidBinaryCrossEntropyByHand, IsTheLogarithmOfTwoForEveryClassAtZero) {
  Tensor<double> grad;
  EXPECT_DOUBLE_EQ(TypeParam{}(Tensor<double>({2, 5}, 0), std::vector<int>{0, 4}, grad), 5 * std::log(2.0));
  EXPECT_DOUBLE_EQ(grad(0, 0), -0.25);
  EXPECT_DOUBLE_EQ(grad(0, 1), 0.25);
}

// Sigmoids of -ln 3 and ln 3: 1/4 and 3/4.
TYPED_TEST(SigmoidBinaryCrossEntropyByHand, GivesProbabilitiesWorkedOutByHand) {
  const Tensor<double> logits({1, 2}, {-std::log(3.0), std::log(3.0)});
  Tensor<double> grad;
  EXPECT_DOUBLE_EQ(TypeParam{}(logits, std::vector<int>{0}, grad), std::log(16.0));
  EXPECT_DOUBLE_EQ(grad[0], -0.75);
  EXPECT_DOUBLE_EQ(grad[1], 0.75);
}

TYPED_TEST(SigmoidBinaryCrossEntropyByHand, HasItsLimitsAtInfiniteLogits) {
  const double infinity = std::numeric_limits<double>::infinity();
  Tensor<double> grad;
  EXPECT_EQ(TypeParam{}(Tensor<double>({1, 2}, {infinity, -infinity}), std::vector<int>{0}, grad), 0);
  EXPECT_EQ(grad, Tensor<double>({1, 2}, {0, 0}));
  EXPECT_EQ(TypeParam{}(Tensor<double>({1, 2}, {infinity, -infinity}), std::vector<int>{1}, grad), infinity);
  EXPECT_EQ(grad, Tensor<double>({1, 2}, {1, -1}));
}

// log(1 + u) of a tiny u is u.
TYPED_TEST(SigmoidBinaryCrossEntropyByHand, KeepsTinyLosses) {
  Tensor<double> grad;
  EXPECT_DOUBLE_EQ(TypeParam{}(Tensor<double>({1, 1}, {50}), std::vector<int>{0}, grad), std::exp(-50.0));
}

}  // namespace
}  // namespace backcheck
