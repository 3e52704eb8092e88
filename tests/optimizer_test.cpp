// Single updates, worked out by hand, and the scaling of gradients.
#include "core/optimizer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include <limits>
#include <vector>

#include "error_message.hpp"

namespace backcheck {
namespace {

// One layer with two weights and a bias.
std::vector<Parameters<double>> parameters(double first, double second, double bias) {
  return {{Tensor<double>({2}, {first, second}), Tensor<double>({1}, {bias})}};
}

std::vector<Gradients<double>> gradients(double first, double second, double bias) {
  std::vector<Gradients<double>> grads(1);
  grads[0].weight = Tensor<double>({2}, {first, second});
  grads[0].bias = Tensor<double>({1}, {bias});
  return grads;
}

TEST(Sgd, StepsAgainstTheGradient) {
  auto params = parameters(1, -2, 4);
  Optimizer<double>(SgdOptions{}).step(params, gradients(0.5, 2, -8), 0.25);
  EXPECT_EQ(params[0].weight, Tensor<double>({2}, {0.875, -2.5}));
  EXPECT_EQ(params[0].bias, Tensor<double>({1}, {6}));
}

TEST(Sgd, RemembersItsVelocity) {
  auto params = parameters(0, 0, 0);
  Optimizer<double> optimizer(SgdOptions{.momentum = 0.5});
  optimizer.step(params, gradients(1, 2, 4), 0.25);   // velocity 1, 2, 4
  optimizer.step(params, gradients(1, 0, -2), 0.25);  // velocity 1.5, 1, 0
  optimizer.step(params, gradients(0, 0, 0), 0.25);   // velocity 0.75, 0.5, 0
  EXPECT_EQ(params[0].weight, Tensor<double>({2}, {-0.8125, -0.875}));
  EXPECT_EQ(params[0].bias, Tensor<double>({1}, {-1}));
}

TEST(Sgd, AppliesTheLearningRateOfEachStepToTheWholeVelocity) {
  auto params = parameters(0, 0, 0);
  Optimizer<double> optimizer(SgdOptions{.momentum = 0.5});
  optimizer.step(params, gradients(1, 0, 0), 1);
  optimizer.step(params, gradients(0, 0, 0), 0.25);
  EXPECT_EQ(params[0].weight[0], -1.125);
}

TEST(Sgd, DecaysWeightsButNotBiases) {
  auto params = parameters(8, -4, 2);
  Optimizer<double>(SgdOptions{.weight_decay = 0.5}).step(params, gradients(0, 1, 0), 0.25);
  EXPECT_EQ(params[0].weight, Tensor<double>({2}, {7, -3.75}));
  EXPECT_EQ(params[0].bias, Tensor<double>({1}, {2}));
}

TEST(Sgd, DecaysBiasesWhereAsked) {
  auto params = parameters(8, -4, 2);
  Optimizer<double>(SgdOptions{.weight_decay = 0.5, .decay_biases = true}).step(params, gradients(0, 1, 0), 0.25);
  EXPECT_EQ(params[0].bias, Tensor<double>({1}, {1.75}));
}

TEST(Sgd, PutsTheDecayIntoTheVelocity) {
  auto params = parameters(1, 0, 0);
  Optimizer<double> optimizer(SgdOptions{.momentum = 0.5, .weight_decay = 0.5});
  optimizer.step(params, gradients(0, 0, 0), 1);  // velocity 0.5, weight 0.5
  optimizer.step(params, gradients(0, 0, 0), 1);  // velocity 0.25 + 0.25, weight 0
  EXPECT_EQ(params[0].weight[0], 0);
}

TEST(Sgd, DecaysAsReportDPrintsItWithTwiceItsReg) {
  // Report D adds reg * sum(W^2) to the loss, without the one half, and 2 * reg * W to the gradient.
  const double reg = 0.125;
  auto ours = parameters(3, -5, 1), theirs = ours;
  Optimizer<double>(SgdOptions{.weight_decay = 2 * reg}).step(ours, gradients(1, 1, 1), 0.5);
  Optimizer<double>(SgdOptions{}).step(theirs, gradients(1 + 2 * reg * 3, 1 + 2 * reg * -5, 1), 0.5);
  EXPECT_EQ(ours[0].weight, theirs[0].weight);
}

TEST(Adam, StepsAsWorkedOutByHand) {
  auto params = parameters(1, 1, 1);
  Optimizer<double> optimizer(AdamOptions{});
  optimizer.step(params, gradients(0.5, 0.5, 0.5), 0.1);
  EXPECT_DOUBLE_EQ(params[0].weight[0], 0.90000000199999996);  // 1 - 0.1 * 0.5 / (0.5 + 1e-8)
  optimizer.step(params, gradients(-1, -1, -1), 0.1);
  // moments -0.055 and 0.00124975, corrected by 1 - 0.9^2 and 1 - 0.999^2
  EXPECT_DOUBLE_EQ(params[0].weight[0], 0.936610354240565603);
  EXPECT_DOUBLE_EQ(params[0].bias[0], 0.936610354240565603);
}

TEST(Adam, StepsInFloatAsInDouble) {
  // The first step is learning_rate * g / (|g| + epsilon) whatever the betas are: their corrections must cancel, to a
  // few roundings in float.
  std::vector<Parameters<float>> params = {{Tensor<float>({1}, {0}), {}}};
  std::vector<Gradients<float>> grads(1);
  grads[0].weight = Tensor<float>({1}, {1e-3F});
  Optimizer<float>(AdamOptions{}).step(params, grads, 1);
  EXPECT_NEAR(params[0].weight[0], -0.99999, 4 * std::numeric_limits<float>::epsilon());
}

TEST(Adam, DecaysThroughTheGradient) {
  auto decayed = parameters(2, 2, 2), shifted = decayed;
  Optimizer<double>(AdamOptions{.weight_decay = 0.25}).step(decayed, gradients(1, 1, 1), 0.1);
  Optimizer<double>(AdamOptions{}).step(shifted, gradients(1.5, 1.5, 1), 0.1);
  EXPECT_EQ(decayed[0].weight, shifted[0].weight);
  EXPECT_EQ(decayed[0].bias, shifted[0].bias);
}

// Ten updates, each with another gradient and learning rate, beside the formulas of optimizer.hpp for one weight.
TEST(Sgd, FollowsItsFormulaForManySteps) {
  auto params = parameters(1, -2, 4);
  Optimizer<double> optimizer(SgdOptions{.momentum = 0.9, .weight_decay = 0.1});
  double weight = 1, velocity = 0;
  for (int step = 1; step <= 10; ++step) {
    const double gradient = std::sin(step), learning_rate = 0.1 / step;
    optimizer.step(params, gradients(gradient, 0, 0), learning_rate);
    velocity = 0.9 * velocity + gradient + 0.1 * weight;
    weight -= learning_rate * velocity;
    EXPECT_NEAR(params[0].weight[0], weight, 1e-15 * step) << "after step " << step;  // a few roundings each step
  }
}

TEST(Adam, FollowsItsFormulaForManySteps) {
  auto params = parameters(1, -2, 4);
  Optimizer<double> optimizer(AdamOptions{.beta1 = 0.8, .beta2 = 0.95, .epsilon = 1e-3});
  double weight = 1, first = 0, second = 0;
  for (int step = 1; step <= 10; ++step) {
    const double gradient = std::sin(step), learning_rate = 0.1 / step;
    optimizer.step(params, gradients(gradient, 0, 0), learning_rate);
    first = 0.8 * first + 0.2 * gradient;
    second = 0.95 * second + 0.05 * gradient * gradient;
    const double unbiased = first / (1 - std::pow(0.8, step)), scale = second / (1 - std::pow(0.95, step));
    weight -= learning_rate * unbiased / (std::sqrt(scale) + 1e-3);
    EXPECT_NEAR(params[0].weight[0], weight, 1e-15 * step) << "after step " << step;
  }
}

TEST(Optimizer, LeavesLayersWithoutParametersAlone) {
  std::vector<Parameters<double>> params(3);
  Optimizer<double>(SgdOptions{.momentum = 0.5}).step(params, std::vector<Gradients<double>>(3), 1);
  for (const auto& layer : params) EXPECT_TRUE(layer.weight.empty() && layer.bias.empty());
}

TEST(Optimizer, RefusesGradientsThatDoNotFit) {
  auto params = parameters(1, 2, 3);
  auto grads = gradients(1, 2, 3);
  Optimizer<double> optimizer(SgdOptions{});
  EXPECT_EQ(error_message([&] { optimizer.step(params, {}, 1); }),
            "Optimizer: got parameters of 1 layers and gradients of 0");
  grads[0].bias.resize({});
  EXPECT_EQ(error_message([&] { optimizer.step(params, grads, 1); }),
            "Optimizer: bias gradient must have shape (1), got ()");
}

TEST(GradientNorm, IsTheEuclideanNormOfAllGradients) {
  auto grads = gradients(3, 4, 12);
  grads[0].input = Tensor<double>({1}, {1000});  // does not belong to it
  EXPECT_EQ(gradient_norm(grads), 13);
}

TEST(ClipGradients, ScalesToTheGivenNorm) {
  auto grads = gradients(3, 4, 12);
  EXPECT_EQ(clip_gradients(grads, 6.5), 13);
  EXPECT_EQ(grads[0].weight, Tensor<double>({2}, {1.5, 2}));
  EXPECT_EQ(grads[0].bias, Tensor<double>({1}, {6}));
}

TEST(ClipGradients, LeavesSmallGradientsAlone) {
  auto grads = gradients(3, 4, 12);
  EXPECT_EQ(clip_gradients(grads, 13), 13);
  EXPECT_EQ(grads[0].weight, Tensor<double>({2}, {3, 4}));
}

}  // namespace
}  // namespace backcheck
