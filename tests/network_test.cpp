// Whole networks: gradients against exact derivatives, and the sanity checks that every training should pass.
#include "core/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/differentiation/autodiff.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "core/optimizer.hpp"
#include "error_message.hpp"
#include "implementations.hpp"

namespace backcheck {
namespace {

template <class Layers>
class Networks : public testing::Test {};
TYPED_TEST_SUITE(Networks, Implementations, ImplementationName);

constexpr double epsilon = std::numeric_limits<double>::epsilon();

template <Scalar T>
Tensor<T> random_images(const Shape& shape, std::uint64_t seed) {
  Tensor<T> images(shape);
  fill_normal(images, 1, seed);
  return images;
}

std::vector<int> random_labels(Index count, std::uint64_t seed) {
  std::vector<int> labels;
  for (Index i = 0; i < count; ++i) {
    labels.push_back(static_cast<int>(random_bits(seed, static_cast<std::uint32_t>(i)) % 10));
  }
  return labels;
}

// Report D: convolution, ReLU and 2 x 2 max pooling, then a hidden layer, then ten classes.
Architecture three_layers(Index size, Index filters, Index kernel_size, Index hidden) {
  return {
      Conv2dOptions{.in_channels = 3, .out_channels = filters, .kernel_size = kernel_size, .padding = kernel_size / 2},
      ReLUOptions{},
      MaxPool2dOptions{},
      LinearOptions{filters * (size / 2) * (size / 2), hidden},
      ReLUOptions{},
      LinearOptions{hidden, 10}};
}

// The sizes of the gradient check that Report D makes (D-23).
const Architecture gradient_check = three_layers(16, 3, 3, 7);

template <class Layers, Scalar T>
Network<T> start(const Architecture& architecture, const Initializer& initializer, std::uint64_t seed) {
  Network<T> network = Layers::template make_network<T>(architecture);
  initialize(network, initializer, seed);
  return network;
}

template <class Layers, Scalar T>
T loss_of(Network<T>& network, const Tensor<T>& images, Labels labels) {
  Tensor<T> unused;
  return typename Layers::template SoftmaxCrossEntropy<T>{}(network.forward(images), labels, unused);
}

// Leaves the gradients in the network; returns the loss.
template <class Layers, Scalar T>
T differentiate(Network<T>& network, const Tensor<T>& images, Labels labels, const Pass& pass = {}) {
  Tensor<T> grad;
  const T loss = typename Layers::template SoftmaxCrossEntropy<T>{}(network.forward(images, pass), labels, grad);
  network.backward(grad, images);
  return loss;
}

template <Scalar T>
double accuracy(Network<T>& network, const Tensor<T>& images, Labels labels) {
  const Tensor<T>& scores = network.forward(images);
  const Index classes = scores.shape()[1];
  int correct = 0;
  for (Index n = 0; n < scores.shape()[0]; ++n) {
    const T* row = scores.data() + n * classes;  // scores(n, :)
    correct += std::max_element(row, row + classes) - row == labels[static_cast<std::size_t>(n)];
  }
  return static_cast<double>(correct) / static_cast<double>(labels.size());
}

// Weight and bias of each layer that has them, as pairs of parameter and gradient.
template <Scalar T>
auto tensors(Network<T>& network) {
  std::vector<std::pair<Tensor<T>*, const Tensor<T>*>> pairs;
  for (std::size_t l = 0; l < network.parameters().size(); ++l) {
    if (network.parameters()[l].weight.empty()) continue;
    pairs.emplace_back(&network.parameters()[l].weight, &network.gradients()[l].weight);
    pairs.emplace_back(&network.parameters()[l].bias, &network.gradients()[l].bias);
  }
  return pairs;
}

// ---- Gradients

// d/dt of the loss at parameters + t * direction, to rounding: the textbook network runs on dual numbers.
double exact_derivative(const Network<double>& network, const std::vector<Parameters<double>>& direction,
                        const Tensor<double>& images, Labels labels) {
  using Dual = boost::math::differentiation::autodiff_fvar<double, 1>;
  const Dual t = boost::math::differentiation::make_fvar<double, 1>(0);
  Network<Dual> dual = reference::make_network<Dual>(gradient_check);
  const auto along = [&](Tensor<Dual>& target, const Tensor<double>& from, const Tensor<double>& towards) {
    for (Index i = 0; i < target.size(); ++i) target[i] = from[i] + t * towards[i];
  };
  for (std::size_t l = 0; l < direction.size(); ++l) {
    along(dual.parameters()[l].weight, network.parameters()[l].weight, direction[l].weight);
    along(dual.parameters()[l].bias, network.parameters()[l].bias, direction[l].bias);
  }
  Tensor<Dual> dual_images(images.shape()), unused;
  std::copy(images.begin(), images.end(), dual_images.begin());
  return reference::SoftmaxCrossEntropy<Dual>{}(dual.forward(dual_images), labels, unused).derivative(1);
}

TYPED_TEST(Networks, HaveTheGradientsThatDualNumbersGive) {
  auto network = start<TypeParam, double>(gradient_check, {Initializer::Kind::gaussian, 5e-2}, 1);
  const auto images = random_images<double>({2, 3, 16, 16}, 2);
  const auto labels = random_labels(2, 3);
  differentiate<TypeParam>(network, images, labels);

  for (std::size_t l = 0; l < network.parameters().size(); ++l) {
    for (const bool is_bias : {false, true}) {
      const Tensor<double>& grad = is_bias ? network.gradients()[l].bias : network.gradients()[l].weight;
      for (std::uint64_t trial = 0; trial < 3 && !grad.empty(); ++trial) {
        std::vector<Parameters<double>> direction = network.parameters();
        for (auto& layer : direction) layer.weight.fill(0), layer.bias.fill(0);
        Tensor<double>& moved = is_bias ? direction[l].bias : direction[l].weight;
        fill_normal(moved, 1, mix(trial, l));
        double derivative = 0, magnitude = 0;
        for (Index i = 0; i < grad.size(); ++i) {
          derivative += grad[i] * moved[i];
          magnitude += std::abs(grad[i] * moved[i]);
        }
        // Three layers, in each of which sums of up to 512 terms round; the factor 4 is for terms that cancel.
        EXPECT_NEAR(derivative, exact_derivative(network, direction, images, labels), 4 * 3 * 512 * epsilon * magnitude)
            << (is_bias ? "bias" : "weight") << " of layer " << l;
      }
    }
  }
}

// The check that Report D makes, of every parameter, with the threshold it gives (D-23: all below 1e-5).
TYPED_TEST(Networks, HaveTheGradientsThatDifferencesGive) {
  auto network = start<TypeParam, double>(gradient_check, {Initializer::Kind::gaussian, 5e-2}, 1);
  const auto images = random_images<double>({2, 3, 16, 16}, 2);
  const auto labels = random_labels(2, 3);
  differentiate<TypeParam>(network, images, labels);

  const double step = 0x1p-20;
  // Each loss, about 2.3, is off by several roundings; their difference is divided by twice the step. The steps are so
  // small that the truncation, of the order of step^2, is far below.
  const double rounding = 16 * 2.3 * epsilon / (2 * step);
  for (const auto& [parameter, grad] : tensors(network)) {
    double difference = 0, magnitude = 0;
    for (Index i = 0; i < parameter->size(); ++i) {
      double& x = (*parameter)[i];
      const double kept = x;
      x = kept + step;
      const double above = x, loss_above = loss_of<TypeParam>(network, images, labels);
      x = kept - step;
      const double numeric = (loss_above - loss_of<TypeParam>(network, images, labels)) / (above - x);
      x = kept;
      EXPECT_NEAR((*grad)[i], numeric, rounding);
      difference = std::max(difference, std::abs((*grad)[i] - numeric));
      magnitude = std::max(magnitude, std::abs((*grad)[i]) + std::abs(numeric));
    }
    EXPECT_LT(difference / magnitude, 1e-5);
  }
}

TYPED_TEST(Networks, ComputeTheGradientOfTheirInputOnlyWhereWanted) {
  const auto images = random_images<double>({2, 3, 16, 16}, 2);
  const auto labels = random_labels(2, 3);
  auto without = start<TypeParam, double>(gradient_check, {}, 1),
       with = start<TypeParam, double>(gradient_check, {}, 1);
  with.want_input_gradient(true);
  differentiate<TypeParam>(without, images, labels);
  differentiate<TypeParam>(with, images, labels);
  for (std::size_t l = 0; l < with.gradients().size(); ++l) {
    EXPECT_EQ(without.gradients()[l].weight, with.gradients()[l].weight);
    EXPECT_EQ(without.gradients()[l].bias, with.gradients()[l].bias);
  }

  // A step of every pixel along a random direction, as in the check by differences above.
  const auto direction = random_images<double>(images.shape(), 4);
  const double step = 0x1p-20;
  auto above = images, below = images;
  double derivative = 0;
  for (Index i = 0; i < images.size(); ++i) {
    above[i] += step * direction[i];
    below[i] -= step * direction[i];
    derivative += with.gradients()[0].input[i] * direction[i];
  }
  const double numeric =
      (loss_of<TypeParam>(with, above, labels) - loss_of<TypeParam>(with, below, labels)) / (2 * step);
  EXPECT_GT(std::abs(derivative), 1e-3);  // or the comparison would show nothing
  // Rounding as above. Moving all 1536 pixels at once crosses kinks of ReLU and max pooling with a probability of about
  // step each; one crossed bends the difference quotient by at most step times a slope.
  EXPECT_NEAR(derivative, numeric, 16 * 2.3 * epsilon / (2 * step) + 1e3 * step * std::abs(derivative));
}

// B-09, B-14 and B-18: gradients have the shapes of what they belong to.
TYPED_TEST(Networks, HaveTheGradientShapesOfReportB) {
  auto network =
      start<TypeParam, float>({Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5}, MaxPool2dOptions{},
                               Conv2dOptions{.in_channels = 4, .out_channels = 8, .kernel_size = 5}, MaxPool2dOptions{},
                               LinearOptions{128, 128}, LinearOptions{128, 10}},
                              {}, 1);
  network.want_input_gradient(true);
  differentiate<TypeParam>(network, random_images<float>({1, 1, 28, 28}, 1), random_labels(1, 2));
  const std::vector<Shape> inputs{{1, 1, 28, 28}, {1, 4, 24, 24}, {1, 4, 12, 12}, {1, 8, 8, 8}, {1, 8, 4, 4}, {1, 128}};
  const std::vector<Shape> weights{{4, 1, 5, 5}, {}, {8, 4, 5, 5}, {}, {128, 128}, {10, 128}};
  const std::vector<Shape> biases{{4}, {}, {8}, {}, {128}, {10}};
  for (std::size_t l = 0; l < inputs.size(); ++l) {
    EXPECT_EQ(network.gradients()[l].input.shape(), inputs[l]);
    EXPECT_EQ(network.gradients()[l].weight.shape(), weights[l]);
    EXPECT_EQ(network.gradients()[l].bias.shape(), biases[l]);
  }
}

// ---- Sanity checks of training

// D-22, with the sizes of the public assignment: weights of deviation 1e-3, 50 images, regularization 0.5 * sum(W^2).
TEST(InitialLoss, IsThatOfReportD) {
  auto network = start<Fast, double>(three_layers(32, 32, 7, 100), {Initializer::Kind::gaussian, 1e-3}, 1);
  const double loss = loss_of<Fast>(network, random_images<double>({50, 3, 32, 32}, 2), random_labels(50, 3));
  const Tensor<double>& logits = network.output(network.depth() - 1);
  const double largest = std::abs(
      *std::max_element(logits.begin(), logits.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
  EXPECT_LE(std::abs(loss - std::log(10.0)), 2 * largest);  // the loss of uniform logits, moved by at most this
  EXPECT_NEAR(loss, 2.3025846, 1e-5);                       // Report D prints 2.3025846093194815

  double squares = 0;
  Index count = 0;
  for (const auto& layer : network.parameters()) {
    count += layer.weight.size();
    squares += std::inner_product(layer.weight.begin(), layer.weight.end(), layer.weight.begin(), 0.0);
  }
  EXPECT_EQ(count, 32 * 147 + 32 * 256 * 100 + 1000);
  // A sum of n squares of deviation sigma scatters by sigma^2 * sqrt(2 n) around n * sigma^2; 4 of these. Report D's
  // increment, 2.7148747 - 2.3025846 = 0.412290, lies as near.
  const double expected = 0.5 * 1e-6 * static_cast<double>(count);
  const double scatter = 0.5 * 1e-6 * std::sqrt(2.0 * static_cast<double>(count));
  EXPECT_NEAR(expected, 0.412452, 5e-7);
  EXPECT_NEAR(0.5 * squares, expected, 4 * scatter);
  EXPECT_NEAR(2.7148746692349603 - 2.3025846093194815, expected, 4 * scatter);
}

TYPED_TEST(Networks, StartAtTheLossOfGuessing) {
  for (const Architecture& architecture :
       {Architecture{Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5}, ReLUOptions{},
                     MaxPool2dOptions{}, LinearOptions{144, 10}},
        Architecture{Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5}, TanhOptions{},
                     AvgPool2dOptions{}, DropoutOptions{}, LinearOptions{144, 30}, ReLUOptions{},
                     LinearOptions{30, 10}}}) {
    auto network = start<TypeParam, float>(architecture, {Initializer::Kind::gaussian, 1e-3}, 1);
    const float loss = loss_of<TypeParam>(network, random_images<float>({20, 1, 16, 16}, 2), random_labels(20, 3));
    EXPECT_NEAR(loss, std::log(10.0), 1e-3);  // the customary gate; small weights give small logits
  }
}

const Architecture small_network{Conv2dOptions{.in_channels = 1, .out_channels = 8, .kernel_size = 3, .padding = 1},
                                 ReLUOptions{},
                                 MaxPool2dOptions{},
                                 LinearOptions{128, 32},
                                 ReLUOptions{},
                                 LinearOptions{32, 10}};

TYPED_TEST(Networks, LearnFiftyImagesByHeart) {
  auto network = start<TypeParam, float>(small_network, {}, 1);
  const auto images = random_images<float>({50, 1, 8, 8}, 2);
  const auto labels = random_labels(50, 3);
  EXPECT_LT(accuracy(network, images, labels), 0.5);
  Optimizer<float> optimizer(AdamOptions{});
  for (int step = 0; step < 60; ++step) {
    differentiate<TypeParam>(network, images, labels);
    optimizer.step(network.parameters(), network.gradients(), 0.01);
  }
  EXPECT_EQ(accuracy(network, images, labels), 1);
}

TYPED_TEST(Networks, LowerTheirLossByOneStepAsTheGradientPredicts) {
  auto network = start<TypeParam, double>(small_network, {}, 1);
  const auto images = random_images<double>({50, 1, 8, 8}, 2);
  const auto labels = random_labels(50, 3);
  const double before = differentiate<TypeParam>(network, images, labels);
  const double learning_rate = 1e-6;
  const double predicted = learning_rate * std::pow(gradient_norm(network.gradients()), 2);
  Optimizer<double>(SgdOptions{}).step(network.parameters(), network.gradients(), learning_rate);
  const double decrease = before - loss_of<TypeParam>(network, images, labels);
  EXPECT_GT(decrease, 0);
  EXPECT_NEAR(decrease / predicted, 1, 1e-3);  // the next order is learning_rate times a curvature of at most hundreds
}

// Labels that have nothing to do with the images can be learnt by heart, but not predicted.
TEST(PermutedLabels, LeaveHeldOutAccuracyAtChance) {
  constexpr Index training = 200, held_out = 2000;
  // Class k lights up pixel row k / 2 in its left or right half, under noise.
  auto labels = random_labels(training + held_out, 3);
  auto images = random_images<float>({training + held_out, 1, 8, 8}, 2);
  for (Index n = 0; n < training + held_out; ++n) {
    const Index label = labels[static_cast<std::size_t>(n)];
    for (Index iw = 0; iw < 4; ++iw) images(n, 0, label / 2, label % 2 * 4 + iw) += 3;
  }
  const auto slice = [&](Index begin, Index count) {
    Tensor<float> part(images.shape().with_batch(count));
    std::copy_n(images.data() + begin * 64, count * 64, part.data());
    return part;
  };
  const auto train_images = slice(0, training), test_images = slice(training, held_out);
  const auto held_out_accuracy = [&](const std::vector<int>& all_labels) {
    const Labels train_labels(all_labels.data(), training), test_labels(all_labels.data() + training, held_out);
    auto network = start<Fast, float>(small_network, {}, 1);
    Optimizer<float> optimizer(AdamOptions{});
    for (int step = 0; step < 100; ++step) {
      differentiate<Fast>(network, train_images, train_labels);
      optimizer.step(network.parameters(), network.gradients(), 0.01);
    }
    EXPECT_EQ(accuracy(network, train_images, train_labels), 1);
    return accuracy(network, test_images, test_labels);
  };
  EXPECT_GT(held_out_accuracy(labels), 0.9);
  // New labels from another seed are independent of the images: hits are binomial with probability 1/10; 5 deviations.
  EXPECT_NEAR(held_out_accuracy(random_labels(training + held_out, 4)), 0.1, 5 * std::sqrt(0.1 * 0.9 / held_out));
}

// ---- Naive and fast twins

struct SideBySide {
  double largest_difference = 0;  // between the twins, of any parameter after any step
  double largest_movement = 0;    // of any parameter from the first to the last step
};

template <Scalar T>
double largest_difference(Network<T>& first, Network<T>& second) {
  const auto a = tensors(first), b = tensors(second);
  double largest = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    for (Index i = 0; i < a[k].first->size(); ++i) {
      largest = std::max(largest, std::abs(static_cast<double>((*a[k].first)[i] - (*b[k].first)[i])));
    }
  }
  return largest;
}

// Trains the twins side by side, on the same batches, from the same start.
template <Scalar T>
SideBySide train_side_by_side(const Architecture& architecture, Index size, int steps) {
  auto naive = start<Naive, T>(architecture, {}, 1), fast = start<Fast, T>(architecture, {}, 1);
  Optimizer<T> naive_optimizer(SgdOptions{.momentum = 0.9}), fast_optimizer(SgdOptions{.momentum = 0.9});
  SideBySide result;
  for (int step = 0; step < steps; ++step) {
    const auto seed = static_cast<std::uint64_t>(step);
    const auto images = random_images<T>({10, 1, size, size}, mix(2, seed));
    const auto labels = random_labels(10, mix(3, seed));
    const Pass pass{.training = true, .seed = mix(4, seed)};
    differentiate<Naive>(naive, images, labels, pass);
    differentiate<Fast>(fast, images, labels, pass);
    naive_optimizer.step(naive.parameters(), naive.gradients(), 0.01);
    fast_optimizer.step(fast.parameters(), fast.gradients(), 0.01);
    result.largest_difference = std::max(result.largest_difference, largest_difference(naive, fast));
  }
  auto untrained = start<Naive, T>(architecture, {}, 1);
  result.largest_movement = largest_difference(naive, untrained);
  return result;
}

const Architecture all_layers{Conv2dOptions{.in_channels = 1, .out_channels = 5, .kernel_size = 3, .padding = 1},
                              ReLUOptions{},
                              MaxPool2dOptions{},
                              Conv2dOptions{.in_channels = 5, .out_channels = 7, .kernel_size = 3, .bias = false},
                              TanhOptions{},
                              AvgPool2dOptions{.kernel_size = 2, .stride = 1},
                              LinearOptions{28, 33},
                              SigmoidOptions{},
                              DropoutOptions{.rate = 0.3},
                              LinearOptions{33, 10}};

template <Scalar T>
void expect_to_stay_together() {
  const SideBySide result = train_side_by_side<T>(all_layers, 10, 30);
  const double rounding = static_cast<double>(std::numeric_limits<T>::epsilon());
  testing::Test::RecordProperty("largest_difference_in_epsilons", std::to_string(result.largest_difference / rounding));
  // Parameters and gradients are of the order of 1 and round in every step, and training multiplies old differences by
  // (1 + learning rate * curvature). A gradient wrong by a thousandth would show, as the parameters move.
  EXPECT_LT(result.largest_difference, 100 * rounding);
  EXPECT_GT(result.largest_movement, 0.1);
}

TEST(Twins, StayTogetherWhenTrainedSideBySideInDouble) { expect_to_stay_together<double>(); }

TEST(Twins, StayTogetherWhenTrainedSideBySideInFloat) { expect_to_stay_together<float>(); }

// ---- Networks as such

TYPED_TEST(Networks, DropDifferentlyInEachLayerAndPass) {
  auto network = TypeParam::template make_network<double>({DropoutOptions{.rate = 0.5}, DropoutOptions{.rate = 0.5}});
  const Tensor<double> ones({1000}, 1);
  const Tensor<double> evaluated = network.forward(ones, {.training = false, .seed = 1});
  EXPECT_EQ(evaluated, ones);
  const Tensor<double> first = network.forward(ones, {.training = true, .seed = 1});
  // Two independent layers leave a quarter of the elements: 5 deviations of the binomial distribution.
  const auto kept = std::count(first.begin(), first.end(), 4.0);
  EXPECT_NEAR(static_cast<double>(kept), 250, 5 * std::sqrt(1000 * 0.25 * 0.75));
  EXPECT_EQ(network.forward(ones, {.training = true, .seed = 1}), first);
  EXPECT_NE(network.forward(ones, {.training = true, .seed = 2}), first);
}

TYPED_TEST(Networks, SayWhichLayerComplains) {
  auto network = TypeParam::template make_network<float>({ReLUOptions{}, LinearOptions{6, 5}, LinearOptions{4, 3}});
  const std::string wanted =
      "Network, layer 3 of 3 (Linear): Linear: input has 5 features, this layer was built for 4; input shape (2, 5)";
  EXPECT_EQ(error_message([&] { network.forward(Tensor<float>({2, 6})); }), wanted);
  EXPECT_EQ(error_message([&] { network.shapes({2, 6}); }), wanted);
}

TYPED_TEST(Networks, RefuseToRunWithoutLayers) {
  auto network = TypeParam::template make_network<float>({});
  EXPECT_EQ(error_message([&] { network.forward(Tensor<float>({2, 6})); }), "Network: it has no layers");
}

TEST(Network, TakesItsNamesFromItsLayersOrFromItsCaller) {
  Network<float> network;
  network.add(reference::ReLU<float>{}).add(reference::Linear<float>{{.in_features = 2}}, "scores");
  EXPECT_EQ(network.depth(), 2);
  EXPECT_EQ(network.name(0), "ReLU");
  EXPECT_EQ(network.name(1), "scores");
}

}  // namespace
}  // namespace backcheck
