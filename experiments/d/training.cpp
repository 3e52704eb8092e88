#include "experiments/d/training.hpp"

#include <algorithm>

#include "core/random.hpp"
#include "experiments/d/network.hpp"
#include "experiments/d/roughness.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/training/subsets.hpp"
#include "experiments/training/update_times.hpp"

namespace backcheck::experiments::report_d {
namespace {

constexpr double regularization = 1e-3;
constexpr published::ThreeLayer sizes{.hidden = 500};

TrainingOptions training_options() {
  return {.batch_size = 64,
          .schedule = {.initial = 2e-3},
          .optimizer = AdamOptions{.weight_decay = 2 * regularization},  // the report's penalty has no factor 1/2
          .normalization = Normalization::channel_mean};
}

}  // namespace

void train_network(Index count, Index epochs, const std::vector<Index>& kept, const JobContext& context) {
  const ImageSet& images = context.data.train;
  const Split split = report_d::split(images, count, context.settings.pick<Index>(100, 10000, 10000));
  // The report's training accuracy is that of 1,000 images drawn from the training images, which are the first ones.
  const std::vector<Index> sampled =
      random_indices(static_cast<Index>(split.training.size()), 1000, mix(context.seed, 2000));

  Network<float> network = fresh_network<float>(sizes, context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  TrainingOptions options = training_options();
  options.epochs = epochs;
  options.drop_incomplete_batch = true;
  const Index updates = static_cast<Index>(split.training.size()) / options.batch_size;  // an epoch
  const Tensor<float>& filters = network.parameters()[0].weight;
  const auto measure = [&](double x) {
    const auto accuracy = [&](const std::vector<Index>& indices) {
      return evaluate(network, loss, images, indices, images, options.normalization).accuracy;
    };
    context.record(x, "training accuracy", accuracy(sampled));
    context.record(x, "validation accuracy", accuracy(split.validation));
    context.record(x, roughness_of_filters, roughness(filters));
  };
  context.record(0, roughness_of_filters, roughness(filters));

  const auto penalty_now = [&] { return regularization * squared_weights(network); };
  double penalty = penalty_now();  // of the weights that the next loss is computed with
  options.after_step = [&](const Update& update) {
    const double x = static_cast<double>(update.step);
    if (update.step % 10 == 1) context.record(x, "loss", update.loss + penalty);
    if (update.step % 10 == 0) penalty = penalty_now();
    if (update.step == 1) measure(x);
    context.progress(x / static_cast<double>(updates * epochs));
    return true;
  };
  options.after_epoch = [&](Index epoch, const Metrics&) {
    measure(static_cast<double>(epoch * updates));
    if (std::find(kept.begin(), kept.end(), epoch) == kept.end()) return true;
    for (Index i = 0; i < filters.size(); ++i) {
      context.record(static_cast<double>(i), filter_weights + std::to_string(epoch), static_cast<double>(filters[i]));
    }
    return true;
  };
  train(network, loss, images, split.training, options, context.seed);
}

void time_updates(const JobContext& context) {
  Network<float> network = fresh_network<float>(sizes, context);
  const std::vector<double> times =
      update_times(network, softmax_cross_entropy<float>(context.settings.twin), context.data.train, training_options(),
                   context.settings.pick<Index>(5, 30, 30), context.seed);
  context.record(1, "seconds an update", median(times));
}

}  // namespace backcheck::experiments::report_d
