// Verifies softmax with cross-entropy, and that the suite finds the formulas that the reports print wrongly.
#include "layers/softmax_cross_entropy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "reference/as_published/softmax_cross_entropy.hpp"
#include "reference/softmax_cross_entropy.hpp"
#include "tests/mutants/loss.hpp"
#include "tests/suite/loss.hpp"

namespace backcheck {
namespace {

const suite::LossNature nature{.shift_invariant = true};

VERIFY_LOSS(SoftmaxCrossEntropy, layers::SoftmaxCrossEntropy, reference::SoftmaxCrossEntropy);

template <class L>
class SoftmaxCrossEntropyByHand : public ::testing::Test {};
using Twins = ::testing::Types<layers::SoftmaxCrossEntropy<double>, reference::SoftmaxCrossEntropy<double>>;
TYPED_TEST_SUITE(SoftmaxCrossEntropyByHand, Twins);

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

using mutants::Loss;

const mutants::LossMutants list{
    {"SoftmaxDerivativeTwice", "grad_logits",  // Report A, softmax, as printed
     [](const Loss&) -> Loss {
       return reference::as_published::SoftmaxCrossEntropy<double>{{.subtract_largest = true}};
     }},
    {"LargestNotSubtracted", "loss",  // Report A, softmax: exp overflows
     [](const Loss&) -> Loss {
       return reference::as_published::SoftmaxCrossEntropy<double>{{.softmax_derivative_twice = false}};
     }},
    {"MinusForgotten", "grad_logits",  // Report B, equation 16, differentiated
     [](const Loss& right) -> Loss {
       return [right](const Tensor<double>& logits, Labels labels, Tensor<double>& grad) {
         const double loss = right(logits, labels, grad);
         for (double& g : grad) g = -g;
         return loss;
       };
     }},
    {"MinusForgottenInTheLoss", "grad_logits",  // Report B, equation 16: a right gradient of another loss
     [](const Loss& right) -> Loss {
       return [right](const Tensor<double>& logits, Labels labels, Tensor<double>& grad) {
         return -right(logits, labels, grad);
       };
     }},
    {"NotAveragedOverBatch", "grad_logits",
     [](const Loss& right) -> Loss {
       return [right](const Tensor<double>& logits, Labels labels, Tensor<double>& grad) {
         const double loss = right(logits, labels, grad);
         for (double& g : grad) g *= static_cast<double>(labels.size());
         return loss;
       };
     }},
    {"LabelsShiftedByOne", "grad_logits",
     [](const Loss& right) -> Loss {
       return [right](const Tensor<double>& logits, Labels labels, Tensor<double>& grad) {
         Tensor<double> unused;
         const double loss = right(logits, labels, unused);
         std::vector<int> shifted(labels.begin(), labels.end());
         for (int& label : shifted) label = (label + 1) % static_cast<int>(logits.shape()[1]);
         right(logits, shifted, grad);
         return loss;
       };
     }},
    {"GradientAccumulated", "grad_logits",
     [](const Loss& right) -> Loss {
       return [right](const Tensor<double>& logits, Labels labels, Tensor<double>& grad) {
         const Tensor<double> before = grad;
         const double loss = right(logits, labels, grad);
         for (Index i = 0; before.shape() == grad.shape() && i < grad.size(); ++i) grad[i] += before[i];
         return loss;
       };
     }},
};

KILL_LOSS_MUTANTS(SoftmaxCrossEntropy, reference::SoftmaxCrossEntropy, list);

}  // namespace
}  // namespace backcheck
