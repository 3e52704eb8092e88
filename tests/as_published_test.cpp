// The formulas as the reports print them: that they are what the reports print, and wrong in the way stated.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/random.hpp"
#include "error_message.hpp"
#include "reference/as_published/log_likelihood.hpp"
#include "reference/as_published/per_pixel_bias_conv2d.hpp"
#include "reference/as_published/relu_pieces.hpp"
#include "reference/as_published/shared_kernel_conv2d.hpp"
#include "reference/as_published/sigmoid.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"
#include "reference/conv2d.hpp"
#include "reference/softmax_cross_entropy.hpp"
#include "run_layer.hpp"

namespace backcheck::reference {
namespace {

using Doubles = Tensor<double>;

Doubles random(const Shape& shape, std::uint64_t seed) {
  Doubles tensor(shape);
  fill_normal(tensor, 1, seed);
  return tensor;
}

// Integers from -8 to 8, for which sums are exact in any order.
Doubles integers(const Shape& shape, std::uint64_t seed) {
  Doubles tensor(shape);
  for (Index i = 0; i < tensor.size(); ++i) tensor[i] = random_bits(seed, static_cast<std::uint32_t>(i)) % 17 - 8.0;
  return tensor;
}

double dot(const Doubles& a, const Doubles& b) {
  double sum = 0;
  for (Index i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// ---- Report A's convolution

constexpr as_published::SharedKernelConv2dOptions shared{
    .in_channels = 3, .out_channels = 2, .kernel_size = 3, .stride = 2};

TEST(SharedKernelConv2d, IsTheConvolutionWhoseKernelRepeatsOverTheChannels) {
  const Doubles input = integers({2, 3, 8, 7}, 1), weight = integers({2, 1, 3, 3}, 2), grad = integers({2, 2, 3, 3}, 3);
  Doubles repeated({2, 3, 3, 3});
  for (Index f = 0; f < 2; ++f)
    for (Index c = 0; c < 3; ++c)
      for (Index i = 0; i < 9; ++i) repeated(f, c, i / 3, i % 3) = weight(f, 0, i / 3, i % 3);

  const auto as_printed = run_layer(as_published::SharedKernelConv2d<double>{shared}, input, {weight, {}}, grad);
  const auto standard =
      run_layer(Conv2d<double>{{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .stride = 2, .bias = false}},
                input, {repeated, {}}, grad);
  EXPECT_EQ(as_printed.output, standard.output);
  EXPECT_EQ(as_printed.grads.input, standard.grads.input);
  EXPECT_TRUE(as_printed.grads.bias.empty());
  for (Index f = 0; f < 2; ++f)
    for (Index i = 0; i < 9; ++i) {  // what moves one weight moves it in every channel
      double sum = 0;
      for (Index c = 0; c < 3; ++c) sum += standard.grads.weight(f, c, i / 3, i % 3);
      EXPECT_EQ(as_printed.grads.weight(f, 0, i / 3, i % 3), sum);
    }
}

TEST(SharedKernelConv2d, HasTheWeightsOfReportA) {  // 4 * 25 + 8 * 25 instead of 104 + 808
  EXPECT_EQ((as_published::SharedKernelConv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5}
                 .parameter_shapes()),
            (ParameterShapes{{4, 1, 5, 5}, {}}));
  EXPECT_EQ((as_published::SharedKernelConv2dOptions{.in_channels = 4, .out_channels = 8, .kernel_size = 5}
                 .parameter_shapes()),
            (ParameterShapes{{8, 1, 5, 5}, {}}));
}

TEST(SharedKernelConv2d, RefusesOtherChannels) {
  EXPECT_EQ(error_message([] {
              shared.output_shape({1, 4, 8, 8});
            }),
            "Conv2d: input has 4 channels, this layer was built for 3; input shape (1, 4, 8, 8)");
}

// ---- Report B's convolution

constexpr as_published::PerPixelBiasConv2dOptions per_pixel{
    .in_channels = 2, .out_channels = 3, .kernel_size = 3, .height = 5, .width = 6};

TEST(PerPixelBiasConv2d, IsTheConvolutionWhereAllPixelsShareTheirBias) {
  const Doubles input = integers({2, 2, 5, 6}, 1), weight = integers({3, 2, 3, 3}, 2), bias = integers({3}, 3);
  const Doubles grad = integers({2, 3, 3, 4}, 4);
  Doubles repeated({3, 3, 4});
  for (Index i = 0; i < repeated.size(); ++i) repeated[i] = bias[i / 12];

  const auto untied = run_layer(as_published::PerPixelBiasConv2d<double>{per_pixel}, input, {weight, repeated}, grad);
  const auto tied =
      run_layer(Conv2d<double>{{.in_channels = 2, .out_channels = 3, .kernel_size = 3}}, input, {weight, bias}, grad);
  EXPECT_EQ(untied.output, tied.output);
  EXPECT_EQ(untied.grads.input, tied.grads.input);
  EXPECT_EQ(untied.grads.weight, tied.grads.weight);
  for (Index i = 0; i < repeated.size(); ++i) {  // B-05: dE/dB = dE/dY, summed over the two images
    EXPECT_EQ(untied.grads.bias[i], grad[i] + grad[repeated.size() + i]);
  }
}

TEST(PerPixelBiasConv2d, HasTheBiasesOfReportB) {  // B-01: 2304 + 512 biases instead of 4 + 8
  const as_published::PerPixelBiasConv2dOptions first{1, 4, 5, 28, 28}, second{4, 8, 5, 12, 12};
  EXPECT_EQ(first.parameter_shapes(), (ParameterShapes{{4, 1, 5, 5}, {4, 24, 24}}));
  EXPECT_EQ(second.parameter_shapes(), (ParameterShapes{{8, 4, 5, 5}, {8, 8, 8}}));
  EXPECT_EQ(first.output_shape({1, 1, 28, 28}), (Shape{1, 4, 24, 24}));
}

TEST(PerPixelBiasConv2d, RefusesImagesOfAnotherSize) {
  EXPECT_EQ(error_message([] {
              per_pixel.output_shape({1, 2, 6, 6});
            }),
            "PerPixelBiasConv2d: built for images of 5 x 6; input shape (1, 2, 6, 6)");
}

// ---- Report A's loss

template <Scalar T>
struct LossAndGradient {
  T loss;
  Tensor<T> grad;
};

template <Scalar T>
LossAndGradient<T> report_a(const Tensor<T>& logits, const std::vector<int>& labels,
                            as_published::SoftmaxCrossEntropyOptions options = {}) {
  LossAndGradient<T> result;
  result.loss = as_published::SoftmaxCrossEntropy<T>{options}(logits, labels, result.grad);
  return result;
}

LossAndGradient<double> correct(const Doubles& logits, const std::vector<int>& labels) {
  LossAndGradient<double> result;
  result.loss = SoftmaxCrossEntropy<double>{}(logits, labels, result.grad);
  return result;
}

TEST(SoftmaxCrossEntropyOfReportA, ShrinksTheGradientElevenfoldAtUniformLogits) {
  const Doubles logits({1, 10});
  const auto printed = report_a(logits, {3}), right = correct(logits, {3});
  EXPECT_DOUBLE_EQ(printed.loss, right.loss);
  for (Index k = 0; k < 10; ++k) EXPECT_DOUBLE_EQ(right.grad[k] / printed.grad[k], 1 / (0.1 * 0.9));  // 11.1
  EXPECT_NEAR(1 / (0.1 * 0.9), 11.1, 0.05);
}

TEST(SoftmaxCrossEntropyOfReportA, KeepsEverySignSoThatTrainingDescends) {
  const Doubles logits = random({4, 10}, 1);
  const auto printed = report_a(logits, {3, 1, 4, 1}), right = correct(logits, {3, 1, 4, 1});
  EXPECT_GT(dot(printed.grad, right.grad), 0);
  for (Index i = 0; i < 40; ++i) EXPECT_GT(printed.grad[i] * right.grad[i], 0);
}

TEST(SoftmaxCrossEntropyOfReportA, HasRowsThatDoNotSumToZero) {
  const auto printed = report_a(Doubles({1, 3}, {0, 1, 2}), {0});
  EXPECT_GT(std::abs(printed.grad[0] + printed.grad[1] + printed.grad[2]), 1e-3);  // 0 up to rounding where right
}

TEST(SoftmaxCrossEntropyOfReportA, VanishesWhereConfidentlyWrong) {
  const Doubles logits({1, 2}, {20, -20});
  EXPECT_NEAR(correct(logits, {1}).grad[0], 1, 1e-15);
  EXPECT_LT(std::abs(report_a(logits, {1}).grad[0]), 1e-15);  // s (1 - s) is exp(-40), 4e-18
}

TEST(SoftmaxCrossEntropyOfReportA, IsCorrectOnceBothFlawsAreSwitchedOff) {
  const Doubles logits = random({4, 10}, 2);
  const auto printed = report_a(logits, {3, 1, 4, 1}, {.softmax_derivative_twice = false, .subtract_largest = true});
  const auto right = correct(logits, {3, 1, 4, 1});
  EXPECT_DOUBLE_EQ(printed.loss, right.loss);
  for (Index i = 0; i < 40; ++i) EXPECT_DOUBLE_EQ(printed.grad[i], right.grad[i]);
}

TEST(SoftmaxCrossEntropyOfReportA, OverflowsWhereExpDoes) {
  const auto loss = []<Scalar T>(T logit, bool shifted) {
    return report_a(Tensor<T>({1, 2}, {logit, 0}), {0}, {.subtract_largest = shifted}).loss;
  };
  EXPECT_TRUE(std::isfinite(loss(88.72F, false)));
  EXPECT_FALSE(std::isfinite(loss(88.73F, false)));
  EXPECT_TRUE(std::isfinite(loss(709.78, false)));
  EXPECT_FALSE(std::isfinite(loss(709.79, false)));
  EXPECT_TRUE(std::isfinite(loss(88.73F, true)));
  EXPECT_TRUE(std::isfinite(loss(709.79, true)));
}

// ---- Report B's loss

TEST(LogLikelihoodOfReportB, IsTheCrossEntropyWithoutItsMinusSign) {
  const Doubles logits = random({4, 10}, 3);
  const auto right = correct(logits, {3, 1, 4, 1});
  Doubles grad;
  EXPECT_EQ(as_published::LogLikelihood<double>{}(logits, std::vector{3, 1, 4, 1}, grad), -right.loss);
  for (Index i = 0; i < 40; ++i) EXPECT_EQ(grad[i], -right.grad[i]);
}

TEST(LogLikelihoodOfReportB, MakesPredictionsWorseWhenDescended) {
  Doubles logits = random({4, 10}, 3), grad;
  const std::vector labels{3, 1, 4, 1};
  const double before = correct(logits, labels).loss;
  as_published::LogLikelihood<double>{}(logits, labels, grad);
  for (Index i = 0; i < 40; ++i) logits[i] -= 0.1 * grad[i];
  EXPECT_GT(correct(logits, labels).loss, before);
}

// ---- Report C's hidden gradient

TEST(SigmoidOfReportC, PutsTheActivationWhereItsDerivativeBelongs) {
  const Doubles input({3}, {0, std::log(3.0), -std::log(3.0)}), grad({3}, {4, 16, 32});
  const auto printed = run_layer(as_published::Sigmoid<double>{}, input, {}, grad);
  const auto right = run_layer(Sigmoid<double>{}, input, {}, grad);
  EXPECT_EQ(printed.output, right.output);
  const std::vector wanted_printed{2.0, 12.0, 8.0}, wanted_right{1.0, 3.0, 6.0};  // a = 1/2, 3/4, 1/4
  for (Index i = 0; i < 3; ++i) {
    EXPECT_DOUBLE_EQ(printed.grads.input[i], wanted_printed[static_cast<std::size_t>(i)]);
    EXPECT_DOUBLE_EQ(right.grads.input[i], wanted_right[static_cast<std::size_t>(i)]);
  }
}

// ---- Report B's rectifiers

TEST(ReluPieces, HaveTheValuesWorkedOutByHand) {  // B-32
  const struct {
    double x, f;
  } values[] = {{-1, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 0}, {4, -2}, {5, 1}, {6, 4}, {7, 1}, {8, -2}};
  for (const auto& [x, f] : values) {
    EXPECT_EQ(as_published::relu_sum(x), f) << "at x = " << x;
    EXPECT_EQ(as_published::correct_pieces(x), f) << "at x = " << x;
  }
  // The zeros 14/3 and 22/3 are not representable: a slope of 3 times half an ulp of a number below 8, and the
  // roundings of sums below 64.
  const double tolerance = 64 * std::numeric_limits<double>::epsilon();
  EXPECT_NEAR(as_published::relu_sum(14.0 / 3), 0, tolerance);
  EXPECT_NEAR(as_published::relu_sum(22.0 / 3), 0, tolerance);
  EXPECT_NEAR(as_published::correct_pieces(14.0 / 3), 0, tolerance);
  EXPECT_NEAR(as_published::correct_pieces(22.0 / 3), 0, tolerance);
}

TEST(ReluPieces, AreTheSumEverywhereOnceCorrected) {
  for (double x = -2; x <= 10; x += 0x1p-6) EXPECT_EQ(as_published::relu_sum(x), as_published::correct_pieces(x));
}

TEST(ReluPieces, JumpAsPrinted) {
  const double left = std::nextafter(2.0, 0.0);
  EXPECT_NEAR(as_published::printed_pieces(left), 2, 1e-15);
  EXPECT_EQ(as_published::printed_pieces(2), -4);
  EXPECT_EQ(as_published::printed_pieces(1.5), as_published::relu_sum(1.5));  // the first piece is right
  EXPECT_EQ(as_published::printed_pieces(5), 15);                             // right: 1
  EXPECT_EQ(as_published::printed_pieces(8), -24);                            // right: -2
}

}  // namespace
}  // namespace backcheck::reference
