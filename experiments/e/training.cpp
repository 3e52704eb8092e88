#include "experiments/e/training.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "core/random.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/training/update_times.hpp"

namespace backcheck::experiments::report_e {
namespace {

// A network with that start, before training.
Network<float> fresh_network(const Configuration& configuration, const JobContext& context) {
  Network<float> network = make_network<float>(configuration.architecture, context.settings.twin);
  if (configuration.start == Start::xavier) {
    initialize(network, {.kind = Initializer::Kind::xavier}, context.seed);
    return network;
  }
  std::uint64_t draws = 0;
  for (Parameters<float>& params : network.parameters()) {
    if (params.weight.empty()) continue;
    const Shape& shape = params.weight.shape();  // (out, in, ...)
    const double by_width = configuration.start_factor * 2 / std::sqrt(static_cast<double>(shape[0] + shape[1]));
    const double deviation = configuration.start == Start::small ? 0.01 : by_width;
    fill_normal(params.weight, deviation, mix(context.seed, draws++));
    if (!configuration.zero_biases) fill_normal(params.bias, deviation, mix(context.seed, draws++));
  }
  return network;
}

TrainingOptions training_options(const Configuration& configuration) {
  return {.epochs = configuration.epochs,
          .batch_size = 100,
          .schedule = {.initial = 0.001},
          .optimizer = SgdOptions{.weight_decay = configuration.weight_decay},
          .normalization = Normalization::image_mean,
          .shuffle = false};
}

struct Split {
  std::vector<Index> training, validation, test;
};

Split split_of(const JobContext& context) {
  const Index images = context.data.train.size(), training = images / 12 * 11;
  const bool quick = context.settings.effort == Effort::quick;
  return {.training = index_range(0, quick ? std::min<Index>(training, 600) : training),
          .validation = index_range(training, quick ? std::min(images, training + 200) : images),
          .test = index_range(0, quick ? std::min<Index>(context.data.test.size(), 200) : context.data.test.size())};
}

// The metrics of a network whose dropout layers drop, as they do in training.
Metrics evaluate_dropping(Network<float>& network, const LossFunction<float>& loss, const ImageSet& images,
                          std::span<const Index> indices, std::uint64_t seed) {
  constexpr std::size_t batch_size = 100;
  const Batcher batcher(Normalization::image_mean, images);
  Tensor<float> batch, unused_gradient;
  std::vector<int> labels;
  Metrics sums;
  for (std::size_t first = 0; first < indices.size(); first += batch_size) {
    batcher.gather(images, indices.subspan(first, std::min(batch_size, indices.size() - first)), batch, labels);
    const Tensor<float>& outputs = network.forward(batch, {.training = true, .seed = mix(seed, first)});
    const Index N = outputs.shape()[0], classes = outputs.shape()[1];
    sums.loss += static_cast<double>(loss(outputs, labels, unused_gradient)) * static_cast<double>(N);
    for (Index n = 0; n < N; ++n) {
      const float* row = outputs.data() + n * classes;  // outputs(n, :)
      sums.accuracy += std::max_element(row, row + classes) - row == labels[static_cast<std::size_t>(n)];
    }
    sums.images += N;
  }
  const double count = static_cast<double>(sums.images);
  return {sums.loss / count, sums.accuracy / count, sums.images};
}

double sum_of_squared_weights(const Network<float>& network) {
  double sum = 0;
  for (const Parameters<float>& params : network.parameters()) {
    for (const float weight : params.weight) sum += static_cast<double>(weight) * static_cast<double>(weight);
  }
  return sum;
}

bool has_dropout(const Architecture& architecture) {
  return std::any_of(architecture.begin(), architecture.end(),
                     [](const AnyOptions& layer) { return std::holds_alternative<DropoutOptions>(layer); });
}

}  // namespace

void train_network(const Configuration& configuration, const JobContext& context) {
  const Split split = split_of(context);
  const Dataset& data = context.data;
  Network<float> network = fresh_network(configuration, context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);

  TrainingOptions options = training_options(configuration);
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    context.progress(static_cast<double>(epoch) / static_cast<double>(configuration.epochs));
    if (epoch > 10 && epoch % 10 != 0 && epoch != configuration.epochs) return true;
    const double x = static_cast<double>(epoch);
    const auto measure = [&](const ImageSet& images, const std::vector<Index>& indices) {
      return evaluate(network, loss, images, indices, data.train, Normalization::image_mean);
    };
    const Metrics validation = measure(data.train, split.validation), test = measure(data.test, split.test);
    context.record(x, "training loss", running.loss);
    context.record(x, "training accuracy", running.accuracy);
    context.record(x, "validation loss", validation.loss);
    context.record(x, "validation accuracy", validation.accuracy);
    context.record(x, "test accuracy", test.accuracy);
    if (configuration.with_penalty) {
      const double penalty = configuration.weight_decay / 2 * sum_of_squared_weights(network);
      for (const auto& [name, factor] : {std::pair{"penalty", 1}, {"double penalty", 2}}) {
        context.record(x, fmt::format("training loss, {}", name), running.loss + factor * penalty);
        context.record(x, fmt::format("validation loss, {}", name), validation.loss + factor * penalty);
      }
    }
    if (has_dropout(configuration.architecture)) {
      const Metrics dropping = evaluate_dropping(network, loss, data.train, split.validation, mix(context.seed, 3000));
      context.record(x, "validation loss, dropping", dropping.loss);
      context.record(x, "validation accuracy, dropping", dropping.accuracy);
    }
    return true;
  };
  train(network, loss, data.train, split.training, options, context.seed);
}

Run training_run(std::string name, const Configuration& configuration, Index seeds, double epoch_seconds,
                 const Settings& settings) {
  return {.name = std::move(name),
          .seeds = seeds,
          .seconds = settings.pick(0.1, epoch_seconds, epoch_seconds) * static_cast<double>(configuration.epochs),
          .body = [configuration](const JobContext& context) { train_network(configuration, context); }};
}

Run timing_run(std::string name, const Configuration& configuration, const Settings& settings) {
  const auto time = [configuration](const JobContext& context) {
    Network<float> network = fresh_network(configuration, context);
    const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
    const Index updates = context.settings.pick<Index>(6, 150, 300);
    const std::vector<double> times =
        update_times(network, loss, context.data.train, training_options(configuration), updates, context.seed);
    constexpr double updates_an_epoch = 550;  // of 100 of MNIST's first 55,000 images
    context.record(1, "seconds an epoch", updates_an_epoch * median(times));
  };
  return {.name = std::move(name), .seeds = settings.seed_count(3, 5), .seconds = 0.5, .body = time, .exclusive = true};
}

std::vector<std::string> assumptions(const std::vector<std::string>& more) {
  std::vector<std::string> all{
      "What the report does not say is taken from the public course starter that it answers: 8 and 16 filters 3x3 "
      "with padding 1, a hidden layer of 128; the first 55,000 images for training and the last 5,000 for "
      "validation; the same order every epoch; each image divided by 255, minus its own mean; no decay of biases.",
      "Weights and biases start from a Gaussian with standard deviation 2 / sqrt(in + out), counting channels for "
      "convolutions, as in a public solution of the starter. The report prints init_std = 0.01, which the starter "
      "declares and does not use.",
      "A dropout rate is the probability of dropping; what remains is scaled up during training.",
      "Training loss and accuracy are means over an epoch while the weights move; validation and test are measured "
      "after it."};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace backcheck::experiments::report_e
