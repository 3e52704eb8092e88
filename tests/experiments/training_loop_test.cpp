// The training loop against a plain one: softmax regression in double, written out, update by update.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <set>

#include "experiments/training/subsets.hpp"
#include "experiments/training/training.hpp"
#include "experiments/training/update_times.hpp"
#include "layers/sigmoid_binary_cross_entropy.hpp"
#include "layers/softmax_cross_entropy.hpp"
#include "reference/conv2d.hpp"
#include "reference/dropout.hpp"
#include "reference/linear.hpp"
#include "reference/sigmoid_binary_cross_entropy.hpp"
#include "reference/softmax_cross_entropy.hpp"

namespace backcheck::experiments {
namespace {

// What a layer of a network has seen: the input of every forward pass, and whether it was a training one.
struct Sight {
  std::vector<Tensor<double>> inputs;
  std::vector<bool> training;
};

struct ObserverOptions {
  static constexpr std::string_view name = "Observer";
  Sight* sight = nullptr;

  Shape output_shape(const Shape& input) const { return input; }
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape&) const { return {}; }
  Index longest_sum(const Shape&) const { return 1; }
  bool operator==(const ObserverOptions&) const = default;
};

// Hands everything on and remembers what it was.
struct Observer {
  using Number = double;
  using Options = ObserverOptions;
  using Cache = NoCache;
  ObserverOptions options;

  void forward(const Tensor<double>& input, const Parameters<double>&, const Pass& pass, Tensor<double>& output,
               NoCache&) const {
    options.sight->inputs.push_back(input);
    options.sight->training.push_back(pass.training);
    output = input;
  }
  void backward(const Tensor<double>& grad_output, const Tensor<double>&, const Parameters<double>&, const NoCache&,
                Gradients<double>& grads) const {
    grads.input = grad_output;
    grads.weight.resize({});
    grads.bias.resize({});
  }
};

constexpr Index points = 11, features = 3, classes = 3;

// Examples that are told apart by their first feature, which decides the label, too.
Examples<double> labelled_points() {
  Examples<double> examples{Tensor<double>(Shape{points, features}), {}};
  for (Index n = 0; n < points; ++n) {
    examples.inputs(n, 0) = 0.3 * static_cast<double>(n) - 1.4;
    examples.inputs(n, 1) = std::sin(static_cast<double>(n));
    examples.inputs(n, 2) = 1;
    examples.labels.push_back(static_cast<int>(n % classes));
  }
  return examples;
}

// weight(c, f) and bias(c); what an optimiser remembers of them.
struct Plain {
  std::array<std::array<double, features>, classes> weight{};
  std::array<double, classes> bias{};
};

void for_each(Plain& a, const Plain& b, const std::function<void(double&, double, bool is_bias)>& action) {
  for (std::size_t c = 0; c < classes; ++c) {
    for (std::size_t f = 0; f < features; ++f) action(a.weight[c][f], b.weight[c][f], false);
    action(a.bias[c], b.bias[c], true);
  }
}

struct Batch {
  double loss = 0;
  Index correct = 0;
  Plain gradient;
};

// The mean loss of these examples and its gradient: d loss / d logit(c) = (softmax(c) - [c = label]) / size.
Batch look_at(const Plain& model, const Tensor<double>& inputs, const std::vector<int>& labels) {
  Batch batch;
  const Index size = inputs.shape()[0];
  for (Index n = 0; n < size; ++n) {
    std::array<double, classes> logits{};
    double sum = 0;
    for (std::size_t c = 0; c < classes; ++c) {
      logits[c] = model.bias[c];
      for (std::size_t f = 0; f < features; ++f) logits[c] += model.weight[c][f] * inputs(n, static_cast<Index>(f));
      sum += std::exp(logits[c]);
    }
    const std::size_t label = static_cast<std::size_t>(labels[static_cast<std::size_t>(n)]);
    batch.loss -= std::log(std::exp(logits[label]) / sum) / static_cast<double>(size);
    std::size_t best = 0;
    for (std::size_t c = 1; c < classes; ++c) best = logits[c] > logits[best] ? c : best;
    batch.correct += best == label;
    for (std::size_t c = 0; c < classes; ++c) {
      const double delta = (std::exp(logits[c]) / sum - (c == label ? 1 : 0)) / static_cast<double>(size);
      for (std::size_t f = 0; f < features; ++f)
        batch.gradient.weight[c][f] += delta * inputs(n, static_cast<Index>(f));
      batch.gradient.bias[c] += delta;
    }
  }
  return batch;
}

double norm_of(const Plain& gradient) {
  double sum = 0;
  Plain copy = gradient;
  for_each(copy, gradient, [&](double&, double g, bool) { sum += g * g; });
  return std::sqrt(sum);
}

// How the plain loop changes the model, given the gradient, the number of the update from 1, and its learning rate.
using UpdateRule = std::function<void(Plain& model, const Plain& gradient, Index step, double rate)>;

UpdateRule sgd(double momentum, double decay) {
  return [=, velocity = Plain{}](Plain& model, const Plain& gradient, Index, double rate) mutable {
    Plain g = gradient;
    for_each(g, model, [&](double& to, double w, bool is_bias) { to += is_bias ? 0 : decay * w; });
    for_each(velocity, g, [&](double& v, double to, bool) { v = momentum * v + to; });
    for_each(model, velocity, [&](double& w, double v, bool) { w -= rate * v; });
  };
}

UpdateRule adam(double beta1, double beta2, double epsilon) {
  return [=, first = Plain{}, second = Plain{}](Plain& model, const Plain& gradient, Index step, double rate) mutable {
    for_each(first, gradient, [&](double& m, double g, bool) { m = beta1 * m + (1 - beta1) * g; });
    for_each(second, gradient, [&](double& v, double g, bool) { v = beta2 * v + (1 - beta2) * g * g; });
    const double t = static_cast<double>(step);
    Plain change = first;
    for_each(change, second, [&](double& m, double v, bool) {
      m = m / (1 - std::pow(beta1, t)) / (std::sqrt(v / (1 - std::pow(beta2, t))) + epsilon);
    });
    for_each(model, change, [&](double& w, double c, bool) { w -= rate * c; });
  };
}

// Trains both loops side by side. The plain one takes the order of the examples from what the network was shown, finds
// their labels by their first feature, and must agree on everything else.
void expect_plain_training(TrainingOptions options, const UpdateRule& rule, const std::function<double(Index)>& rate) {
  const Examples<double> examples = labelled_points();
  Sight sight;
  Network<double> network;
  network.add(Observer{{&sight}}).add(reference::Linear<double>{{.in_features = features, .out_features = classes}});
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, 7);
  Plain model;
  const auto ours = [&](std::size_t c) { return &network.parameters()[1].weight(static_cast<Index>(c), 0); };
  for (std::size_t c = 0; c < classes; ++c) {
    std::copy_n(ours(c), features, model.weight[c].begin());
    model.bias[c] = network.parameters()[1].bias[static_cast<Index>(c)];
  }
  Index steps = 0, seen = 0, correct = 0;
  double loss = 0;
  std::set<double> of_epoch;
  options.after_step = [&](const Update& update) {
    const Tensor<double>& inputs = sight.inputs.back();
    const Index size = inputs.shape()[0];
    if (of_epoch.size() == points) of_epoch.clear(), seen = correct = 0, loss = 0;
    std::vector<int> labels;
    for (Index n = 0; n < size; ++n) {
      EXPECT_TRUE(of_epoch.insert(inputs(n, 0)).second) << "shown twice in an epoch";
      for (Index e = 0; e < points; ++e) {
        if (examples.inputs(e, 0) != inputs(n, 0)) continue;
        labels.push_back(examples.labels[static_cast<std::size_t>(e)]);
        for (Index f = 0; f < features; ++f) EXPECT_EQ(inputs(n, f), examples.inputs(e, f));
      }
    }
    Batch batch = look_at(model, inputs, labels);
    seen += size, correct += batch.correct, loss += batch.loss * static_cast<double>(size);
    EXPECT_EQ(update.step, ++steps);
    EXPECT_EQ(update.epoch, (steps - 1) / 3 + 1) << "11 examples are 3 batches";
    EXPECT_EQ(update.batch_size, size);
    EXPECT_EQ(size, seen == points ? 3 : 4) << "the last batch is the rest";
    EXPECT_NEAR(update.loss, batch.loss, 1e-12);
    EXPECT_EQ(update.correct, batch.correct);
    EXPECT_EQ(update.running.images, seen);
    EXPECT_NEAR(update.running.loss, loss / static_cast<double>(seen), 1e-12);
    EXPECT_DOUBLE_EQ(update.running.accuracy, static_cast<double>(correct) / static_cast<double>(seen));
    EXPECT_DOUBLE_EQ(update.learning_rate, rate(steps));
    const double norm = norm_of(batch.gradient);
    if (options.clip_norm || options.measure_gradient_norm) {
      EXPECT_NEAR(update.gradient_norm, norm, 1e-12);
    } else {
      EXPECT_EQ(update.gradient_norm, 0);
    }
    if (options.clip_norm && norm > *options.clip_norm) {
      for_each(batch.gradient, batch.gradient, [&](double& g, double, bool) { g *= *options.clip_norm / norm; });
    }
    rule(model, batch.gradient, steps, rate(steps));
    for (std::size_t c = 0; c < classes; ++c) {
      for (std::size_t f = 0; f < features; ++f) EXPECT_NEAR(ours(c)[f], model.weight[c][f], 1e-12) << "step " << steps;
      EXPECT_NEAR(network.parameters()[1].bias[static_cast<Index>(c)], model.bias[c], 1e-12) << "step " << steps;
    }
    return !testing::Test::HasFailure();
  };
  options.batch_size = 4;
  train(network, softmax_cross_entropy<double>(Twin::naive), examples, {}, options, 5);
  EXPECT_EQ(steps, 3 * options.epochs);
  for (const bool training : sight.training) EXPECT_TRUE(training);
}

double constant_rate(Index) { return 0.5; }
constexpr Schedule constant{.initial = 0.5};

TEST(PlainTraining, IsThatOfTheLoop) {
  expect_plain_training({.epochs = 4, .schedule = constant}, sgd(0, 0), constant_rate);
}

TEST(PlainTraining, IsThatOfTheLoopInTheOrderOfTheSet) {
  expect_plain_training({.epochs = 2, .schedule = constant, .shuffle = false}, sgd(0, 0), constant_rate);
}

TEST(PlainTraining, IsThatOfTheLoopWithMomentumAndWeightDecay) {
  expect_plain_training(
      {.epochs = 4, .schedule = constant, .optimizer = SgdOptions{.momentum = 0.9, .weight_decay = 0.01}},
      sgd(0.9, 0.01), constant_rate);
}

TEST(PlainTraining, IsThatOfTheLoopWithAdam) {
  expect_plain_training({.epochs = 4, .schedule = constant, .optimizer = AdamOptions{}}, adam(0.9, 0.999, 1e-8),
                        constant_rate);
}

TEST(PlainTraining, IsThatOfTheLoopWithClippedGradients) {
  expect_plain_training({.epochs = 4, .schedule = constant, .clip_norm = 0.3}, sgd(0, 0), constant_rate);
}

TEST(PlainTraining, IsThatOfTheLoopWhichReportsItsGradients) {
  expect_plain_training({.epochs = 2, .schedule = constant, .measure_gradient_norm = true}, sgd(0, 0), constant_rate);
}

// Updates 1 to 4 warm up, 5 is the first of the cosine: nothing of its period has passed.
TEST(PlainTraining, IsThatOfTheLoopWithAWarmUpBeforeACosine) {
  const Schedule schedule{.kind = Schedule::Kind::cosine, .initial = 0.8, .final = 0.05, .period = 6, .warm_up = 4};
  expect_plain_training({.epochs = 5, .schedule = schedule}, sgd(0, 0), [](Index step) {
    if (step <= 4) return 0.8 * static_cast<double>(step) / 4;
    const double t = static_cast<double>(step - 5);
    return t >= 6 ? 0.05 : 0.05 + 0.75 * (1 + std::cos(std::numbers::pi * t / 6)) / 2;
  });
}

// Two layers of dropout around an observer each, on ones: what is not 0 was kept.
struct DroppedOut {
  Sight first, second;
  Network<double> network;

  DroppedOut() {
    network.add(reference::Dropout<double>{{.rate = 0.5}})
        .add(Observer{{&first}})
        .add(reference::Linear<double>{{.in_features = 64, .out_features = 64}})
        .add(reference::Dropout<double>{{.rate = 0.5}})
        .add(Observer{{&second}})
        .add(reference::Linear<double>{{.in_features = 64, .out_features = 2}});
    network.parameters()[2].bias.fill(1);
  }
  static std::vector<bool> mask(const Tensor<double>& seen) {
    std::vector<bool> kept;
    for (const double value : seen) kept.push_back(value != 0);
    return kept;
  }
};

Examples<double> ones() { return {Tensor<double>(Shape{6, 64}, 1), {0, 1, 0, 1, 0, 1}}; }

TEST(Train, DropsOutAnewAtEveryUpdateAndInEveryLayer) {
  DroppedOut net;
  const TrainingOptions options{.epochs = 2, .batch_size = 3, .schedule = {.initial = 0}};
  train(net.network, softmax_cross_entropy<double>(Twin::naive), ones(), {}, options, 1);
  std::set<std::vector<bool>> masks;
  for (const Sight* sight : {&net.first, &net.second}) {
    ASSERT_EQ(sight->inputs.size(), 4U);
    for (const Tensor<double>& seen : sight->inputs) {
      const std::vector<bool> mask = DroppedOut::mask(seen);
      const auto kept = std::count(mask.begin(), mask.end(), true);
      EXPECT_GT(kept, 60) << "of 192, a half";
      EXPECT_LT(kept, 132);
      EXPECT_TRUE(masks.insert(mask).second) << "a mask was used twice";
    }
  }
}

TEST(Train, DropsOutOtherwiseForAnotherSeedAndAlikeForTheSame) {
  const auto first_mask = [](std::uint64_t seed) {
    DroppedOut net;
    train(net.network, softmax_cross_entropy<double>(Twin::naive), ones(), {}, {.batch_size = 6}, seed);
    return DroppedOut::mask(net.first.inputs.at(0));
  };
  EXPECT_EQ(first_mask(1), first_mask(1));
  EXPECT_NE(first_mask(1), first_mask(2));
}

TEST(Evaluate, DropsNothing) {
  DroppedOut net;
  evaluate(net.network, softmax_cross_entropy<double>(Twin::naive), ones());
  for (const Sight* sight : {&net.first, &net.second}) {
    ASSERT_EQ(sight->inputs.size(), 1U);
    EXPECT_FALSE(sight->training[0]);
    for (const double value : sight->inputs[0]) EXPECT_EQ(value, 1);
  }
}

// 250 examples are two batches of 100 and the rest.
TEST(Evaluate, HasTheLastPartialBatchInItsMeans) {
  Examples<double> examples{Tensor<double>(Shape{250, 1}), {}};
  for (Index n = 0; n < 250; ++n) {
    examples.inputs(n, 0) = n < 200 ? 1 : -3;
    examples.labels.push_back(0);
  }
  Network<double> network;
  network.add(reference::Linear<double>{{.in_features = 1, .out_features = 2}});
  network.parameters()[0].weight = Tensor<double>({2, 1}, {1, 0});  // logits (x, 0)
  std::vector<int> predictions;
  const Metrics metrics = evaluate(network, softmax_cross_entropy<double>(Twin::naive), examples, {}, &predictions);
  EXPECT_EQ(metrics.images, 250);
  EXPECT_DOUBLE_EQ(metrics.accuracy, 0.8);
  EXPECT_NEAR(metrics.loss, 0.8 * std::log1p(std::exp(-1)) + 0.2 * std::log1p(std::exp(3)), 1e-12);
  EXPECT_EQ(predictions.size(), 250U);
  EXPECT_EQ(predictions[199], 0);
  EXPECT_EQ(predictions[200], 1);
}

TEST(Evaluate, PredictsTheFirstOfEqualOutputs) {
  Network<double> network;
  network.add(reference::Linear<double>{{.in_features = 1, .out_features = 4}});
  network.parameters()[0].bias = Tensor<double>({4}, {0, 2, 2, 1});
  std::vector<int> predictions;
  const Examples<double> one{Tensor<double>(Shape{1, 1}, 0), {2}};
  EXPECT_EQ(evaluate(network, softmax_cross_entropy<double>(Twin::naive), one, {}, &predictions).accuracy, 0);
  EXPECT_EQ(predictions, std::vector<int>{1});
}

// Bytes 0 and 2 in training: mean 1, standard deviation 1. The other set, 10 and 20, would have mean 15 and 5.
TEST(Evaluate, NormalizesByTheStatisticsOfTheTrainingSet) {
  const ImageSet training{.channels = 1, .height = 1, .width = 1, .pixels = {0, 2}, .labels = {0, 1}};
  const ImageSet test{.channels = 1, .height = 1, .width = 1, .pixels = {10, 20}, .labels = {0, 1}};
  Sight sight;
  Network<double> network;
  network.add(Observer{{&sight}})
      .add(reference::Conv2d<double>{{.in_channels = 1, .out_channels = 2, .kernel_size = 1}});
  const LossFunction<double> none = [](const Tensor<double>& outputs, Labels, Tensor<double>& gradient) {
    gradient = Tensor<double>(outputs.shape());
    return 0.0;
  };
  evaluate(network, none, test, {}, training, Normalization::standardized);
  EXPECT_NEAR(sight.inputs.at(0)[0], 9, 1e-12);
  EXPECT_NEAR(sight.inputs.at(0)[1], 19, 1e-12);
  train(network, none, training, {}, {.normalization = Normalization::standardized, .shuffle = false}, 1);
  EXPECT_NEAR(sight.inputs.at(1)[0], -1, 1e-12);
  EXPECT_NEAR(sight.inputs.at(1)[1], 1, 1e-12);
}

// The optimiser takes denormal numbers for zero; nobody else on its thread may notice.
TEST(Train, LeavesTheThreadItsDenormalNumbers) {
  volatile double tiny = 1e-310;
  const auto keeps_them = [&] { return tiny * 1.0 != 0 && tiny / 2 != 0; };
  ASSERT_TRUE(keeps_them());
  Network<double> network;
  network.add(reference::Linear<double>{{.in_features = 64, .out_features = 2}});
  bool during = true;
  TrainingOptions options{.batch_size = 2};
  options.after_step = [&](const Update&) { return during &= keeps_them(), true; };
  const LossFunction<double> softmax = softmax_cross_entropy<double>(Twin::naive);
  const LossFunction<double> loss = [&](const Tensor<double>& outputs, Labels labels, Tensor<double>& gradient) {
    during &= keeps_them();
    return softmax(outputs, labels, gradient);
  };
  train(network, loss, ones(), {}, options, 1);
  EXPECT_TRUE(during) << "while it trained";
  EXPECT_TRUE(keeps_them()) << "afterwards";
}

TEST(LossFunctions, AreThoseOfTheTwinAskedFor) {
  const auto holds = []<class Loss>(const LossFunction<float>& loss, Loss) { return loss.target<Loss>() != nullptr; };
  EXPECT_TRUE(holds(softmax_cross_entropy<float>(Twin::naive), reference::SoftmaxCrossEntropy<float>{}));
  EXPECT_TRUE(holds(softmax_cross_entropy<float>(Twin::fast), layers::SoftmaxCrossEntropy<float>{}));
  EXPECT_TRUE(holds(sigmoid_binary_cross_entropy<float>(Twin::naive), reference::SigmoidBinaryCrossEntropy<float>{}));
  EXPECT_TRUE(holds(sigmoid_binary_cross_entropy<float>(Twin::fast), layers::SigmoidBinaryCrossEntropy<float>{}));
}

ImageSet pixels(Index count) {
  ImageSet images{.channels = 1, .height = 1, .width = 1, .pixels = {}, .labels = {}};
  for (Index n = 0; n < count; ++n) {
    images.pixels.push_back(static_cast<std::uint8_t>(n));
    images.labels.push_back(static_cast<int>(n * n % 10));  // 0, 1, 4, 9, 6, 5, 6, 9, 4, 1, ...
  }
  return images;
}

TEST(RandomIndices, AreDifferentOnesInAnOrderThatTheSeedDecides) {
  std::vector<Index> all = random_indices(50, 60, 1);
  EXPECT_NE(all, random_indices(50, 60, 2));
  EXPECT_EQ(std::vector(all.begin(), all.begin() + 20), random_indices(50, 20, 1));
  EXPECT_EQ(std::vector(all.begin(), all.begin() + 20), random_subset(pixels(50), 20, 1));
  EXPECT_NE(all, index_range(0, 50));
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all, index_range(0, 50));
}

TEST(BalancedSubset, HasTheFirstImagesOfEachClass) {
  EXPECT_EQ(balanced_subset(pixels(20), 1), (std::vector<Index>{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(balanced_subset(pixels(10), 2), index_range(0, 10));
  EXPECT_EQ(balanced_subset(pixels(20), 2), (std::vector<Index>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15}));
}

// The fourth update and those after it: 5 of 8. Together they take less than all, and the first three are not of them.
TEST(UpdateTimes, AreThoseOfTheUpdatesFromTheFourth) {
  Network<float> network;
  network.add(reference::Conv2d<float>{{.in_channels = 1, .out_channels = 10, .kernel_size = 1}});
  const LossFunction<float> loss = [](const Tensor<float>& outputs, Labels, Tensor<float>& gradient) {
    gradient = Tensor<float>(outputs.shape());
    return 0.0F;
  };
  const auto start = std::chrono::steady_clock::now();
  const std::vector<double> times = update_times(network, loss, pixels(20), {.epochs = 2, .batch_size = 1}, 8, 1);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(times.size(), 5U);
  EXPECT_LT(std::accumulate(times.begin(), times.end(), 0.0), elapsed.count());
  EXPECT_EQ(update_times(network, loss, pixels(3), {.epochs = 2, .batch_size = 1}, 8, 1).size(), 3U);
}

}  // namespace
}  // namespace backcheck::experiments
