// The training loop: what it shuffles, averages, stops at and repeats.
#include "experiments/training/training.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "reference/as_published/networks.hpp"

namespace backcheck::experiments {
namespace {

Examples<double> ten_points() {
  Examples<double> examples{Tensor<double>(Shape{10, 2}), {}};
  for (Index n = 0; n < 10; ++n) {
    examples.inputs(n, 0) = static_cast<double>(n);
    examples.inputs(n, 1) = 1;
    examples.labels.push_back(n < 5 ? 0 : 1);
  }
  return examples;
}

Network<double> plane_network(std::uint64_t seed) {
  Network<double> network = make_network<double>(published::report_a_plane(), Twin::fast);
  initialize(network, {.kind = Initializer::Kind::he}, seed);
  return network;
}

// Which examples a training run sees, in order: their first coordinate, which is read off the loss's caller.
std::vector<double> order_of(const TrainingOptions& options, std::uint64_t seed, std::span<const Index> indices = {}) {
  std::vector<double> seen;
  Network<double> network = make_network<double>({LinearOptions{.in_features = 2, .out_features = 2}}, Twin::fast);
  network.parameters()[0].weight = Tensor<double>({2, 2}, {1, 0, 0, 1});  // the outputs are the inputs
  const LossFunction<double> observe = [&](const Tensor<double>& logits, Labels, Tensor<double>& gradient) {
    for (Index n = 0; n < logits.shape()[0]; ++n) seen.push_back(logits(n, 0));
    gradient = Tensor<double>(logits.shape());
    return 0.0;
  };
  train(network, observe, ten_points(), indices, options, seed);
  return seen;
}

TEST(Train, SeesEveryExampleOnceAnEpochInAnOrderThatTheSeedDecides) {
  const TrainingOptions two_epochs{.epochs = 2, .batch_size = 3};
  const std::vector<double> seen = order_of(two_epochs, 1);
  ASSERT_EQ(seen.size(), 20U);
  const std::vector<double> first(seen.begin(), seen.begin() + 10), second(seen.begin() + 10, seen.end());
  EXPECT_EQ(std::set<double>(first.begin(), first.end()).size(), 10U);
  EXPECT_EQ(std::set<double>(second.begin(), second.end()).size(), 10U);
  EXPECT_NE(first, second);
  EXPECT_EQ(seen, order_of(two_epochs, 1));
  EXPECT_NE(seen, order_of(two_epochs, 2));
}

TEST(Train, KeepsTheOrderOfTheSetWhereAskedTo) {
  EXPECT_EQ(order_of({.batch_size = 4, .shuffle = false}, 1), (std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(Train, DropsTheIncompleteBatchWhereAskedTo) {
  EXPECT_EQ(order_of({.batch_size = 4, .shuffle = false, .drop_incomplete_batch = true}, 1).size(), 8U);
}

TEST(Train, UsesOnlyTheExamplesItIsGiven) {
  const std::vector<Index> indices{7, 2};
  EXPECT_EQ(order_of({.batch_size = 1, .shuffle = false}, 1, indices), (std::vector<double>{7, 2}));
}

TEST(Train, GivesTheSameParametersForTheSameSeed) {
  const LossFunction<double> loss = softmax_cross_entropy<double>(Twin::fast);
  Network<double> once = plane_network(3), again = plane_network(3);
  train(once, loss, ten_points(), {}, {.epochs = 3, .batch_size = 4}, 5);
  train(again, loss, ten_points(), {}, {.epochs = 3, .batch_size = 4}, 5);
  for (std::size_t l = 0; l < once.parameters().size(); ++l) {
    EXPECT_EQ(once.parameters()[l].weight, again.parameters()[l].weight);
  }
}

TEST(Train, ReturnsTheMeanOverTheImagesOfTheLastEpoch) {
  const LossFunction<double> loss = softmax_cross_entropy<double>(Twin::fast);
  Network<double> network = plane_network(3);
  double sum = 0;
  TrainingOptions options{.batch_size = 4};  // batches of 4, 4 and 2
  options.after_step = [&](const Update& update) {
    sum += update.loss * static_cast<double>(update.batch_size);
    return true;
  };
  const Metrics metrics = train(network, loss, ten_points(), {}, options, 5);
  EXPECT_EQ(metrics.images, 10);
  EXPECT_DOUBLE_EQ(metrics.loss, sum / 10);
}

TEST(Train, StopsBeforeTheUpdateWhereTheLossIsNotFinite) {
  Network<double> network = plane_network(3);
  Index steps = 0;
  std::vector<Parameters<double>> before;
  const LossFunction<double> breaks = [&](const Tensor<double>& logits, Labels, Tensor<double>& gradient) {
    gradient = Tensor<double>(logits.shape(), 1);
    if (steps == 2) before = network.parameters();
    return ++steps == 3 ? std::numeric_limits<double>::quiet_NaN() : 1.0;
  };
  Index reported = 0, epochs = 0;
  TrainingOptions options{.epochs = 5, .batch_size = 1};
  options.after_step = [&](const Update& update) {
    reported = update.step;
    return true;
  };
  options.after_epoch = [&](Index, const Metrics&) {
    ++epochs;
    return true;
  };
  EXPECT_FALSE(std::isfinite(train(network, breaks, ten_points(), {}, options, 1).loss));
  EXPECT_EQ(reported, 3);
  EXPECT_EQ(epochs, 0);
  for (std::size_t l = 0; l < before.size(); ++l) EXPECT_EQ(network.parameters()[l].weight, before[l].weight);
}

TEST(Train, EndsWhereACallbackSaysSo) {
  const LossFunction<double> loss = softmax_cross_entropy<double>(Twin::fast);
  Network<double> network = plane_network(3);
  Index steps = 0;
  TrainingOptions options{.epochs = 5, .batch_size = 1};
  options.after_step = [&](const Update&) { return ++steps < 4; };
  train(network, loss, ten_points(), {}, options, 1);
  EXPECT_EQ(steps, 4);
}

TEST(Train, RefusesToTrainOnNothing) {
  const LossFunction<double> loss = softmax_cross_entropy<double>(Twin::fast);
  Network<double> network = plane_network(3);
  EXPECT_THROW(train(network, loss, Examples<double>{}, {}, {}, 1), std::invalid_argument);
  EXPECT_THROW(train(network, loss, ten_points(), {}, {.batch_size = 11, .drop_incomplete_batch = true}, 1),
               std::invalid_argument);
  const std::vector<Index> outside{10};
  EXPECT_THROW(train(network, loss, ten_points(), outside, {}, 1), std::invalid_argument);
}

TEST(Evaluate, CountsWhatItPredicts) {
  Network<double> network = plane_network(3);
  const Examples<double> examples = ten_points();
  std::vector<int> predictions;
  const Metrics metrics = evaluate(network, softmax_cross_entropy<double>(Twin::fast), examples, {}, &predictions);
  ASSERT_EQ(predictions.size(), 10U);
  double correct = 0;
  for (std::size_t n = 0; n < 10; ++n) correct += predictions[n] == examples.labels[n];
  EXPECT_DOUBLE_EQ(metrics.accuracy, correct / 10);
}

TEST(Presets, HaveTheShapesThatTheReportsPrint) {
  const auto shapes = [](const Architecture& architecture, const Shape& input) {
    return make_network<float>(architecture, Twin::fast).shapes(input);
  };
  const std::vector<Shape> a = shapes(published::report_a_cnn(), {1, 1, 28, 28});
  EXPECT_EQ(a[0], (Shape{1, 4, 24, 24}));
  EXPECT_EQ(a[2], (Shape{1, 4, 12, 12}));
  EXPECT_EQ(a[3], (Shape{1, 8, 8, 8}));
  EXPECT_EQ(a[5], (Shape{1, 8, 4, 4}));
  EXPECT_EQ(a.back(), (Shape{1, 10}));
  for (const auto pooling : {published::Pooling::max, published::Pooling::average}) {
    const std::vector<Shape> mnist = shapes(published::report_c_mnist(pooling), {1, 1, 28, 28});
    EXPECT_EQ(mnist[0], (Shape{1, 8, 24, 24}));
    EXPECT_EQ(mnist[2], (Shape{1, 8, 20, 20}));
    EXPECT_EQ(mnist[4], (Shape{1, 8, 10, 10}));
    const std::vector<Shape> cifar = shapes(published::report_c_cifar(pooling), {1, 3, 32, 32});
    EXPECT_EQ(cifar[0], (Shape{1, 10, 28, 28}));
    EXPECT_EQ(cifar[2], (Shape{1, 10, 24, 24}));
    EXPECT_EQ(cifar[4].inner_size(), 1440);
  }
  EXPECT_EQ(shapes(published::report_d_three_layer({.hidden = 500}), {2, 3, 32, 32}).back(), (Shape{2, 10}));
  EXPECT_EQ(shapes(published::report_b_shallow(), {2, 1, 28, 28}).back(), (Shape{2, 10}));
}

TEST(Presets, PutReportEsDropoutWhereAskedTo) {
  using published::DropoutPlacement;
  const auto position = [](DropoutPlacement placement) {
    const Architecture architecture = published::report_e_cnn(placement, 0.2);
    for (std::size_t l = 0; l < architecture.size(); ++l) {
      if (std::holds_alternative<DropoutOptions>(architecture[l])) return static_cast<int>(l);
    }
    return -1;
  };
  EXPECT_EQ(position(DropoutPlacement::none), -1);
  EXPECT_EQ(position(DropoutPlacement::conv1), 2);  // Conv, ReLU, here
  EXPECT_EQ(position(DropoutPlacement::conv2), 5);
  EXPECT_EQ(position(DropoutPlacement::fc), 8);
  for (const auto placement : {DropoutPlacement::none, DropoutPlacement::conv1, DropoutPlacement::fc}) {
    const auto network = make_network<float>(published::report_e_cnn(placement, 0.2), Twin::fast);
    EXPECT_EQ(network.shapes({1, 1, 28, 28}).back(), (Shape{1, 10}));
  }
}

}  // namespace
}  // namespace backcheck::experiments
