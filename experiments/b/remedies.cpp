#include "experiments/b/remedies.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/b/training.hpp"
#include "experiments/running/epochs.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_b {

std::vector<Combination> all_combinations() {
  std::vector<Combination> all;
  for (unsigned bits = 0; bits < 1U << remedy_count; ++bits) {
    Combination& taken = all.emplace_back();
    for (std::size_t r = 0; r < remedy_count; ++r) taken[r] = bits >> r & 1U;
  }
  return all;
}

Combination only(std::size_t remedy) {
  Combination taken{};
  taken[remedy] = true;
  return taken;
}

std::string run_name(const Combination& taken) {
  std::vector<std::string> tags;
  for (std::size_t r = 0; r < remedy_count; ++r) {
    if (taken[r]) tags.push_back(remedies[r].tag);
  }
  return tags.empty() ? "nothing" : writing::joined(tags, " + ");
}

void train_with(const JobContext& context, const Combination& taken) {
  const ImageSet& images = context.data.train;
  const Twin twin = context.settings.twin;
  const std::vector<Index> subset = training_subset(context);
  Network<double> network = make_network<double>(published::report_a_cnn(), twin);
  initialize(network, taken[scaled_weights] ? he : gaussian(1), context.seed);
  TrainingOptions options{.epochs = context.settings.epoch_count(2, 20, 20),
                          .batch_size = taken[mini_batches] ? 32 : 1,
                          .schedule = {.initial = taken[smaller_rate] ? 0.001 : 0.01}};
  if (taken[clipping]) options.clip_norm = 1;
  options.after_epoch = after_each_epoch(context, options.epochs, [](double, const Metrics&) {});
  train(network, softmax_loss(taken[stable_softmax], twin), images, subset, options, context.seed);
  const auto accuracy = [&](const ImageSet& set, std::span<const Index> indices) {
    return evaluate(network, softmax_cross_entropy<double>(twin), set, indices, images, options.normalization).accuracy;
  };
  const double epochs = static_cast<double>(options.epochs);
  context.record(epochs, "training accuracy", accuracy(images, subset));
  context.record(epochs, "test accuracy", accuracy(context.data.test, {}));
}

double mean_accuracy(const Results& results, const Combination& taken) {
  return results.mean(run_name(taken), "test accuracy");
}

namespace {

constexpr double trained = 0.5;  // of the test images classified rightly

}  // namespace

std::vector<Combination> ranked(const Results& results) {
  std::vector<Combination> all = all_combinations();
  std::erase_if(all, [&](const Combination& taken) { return std::isnan(mean_accuracy(results, taken)); });
  std::stable_sort(all.begin(), all.end(), [&](const Combination& a, const Combination& b) {
    return mean_accuracy(results, a) > mean_accuracy(results, b);
  });
  return all;
}

std::vector<std::size_t> trains_alone(const Results& results) {
  std::vector<std::size_t> all;
  for (std::size_t remedy = 0; remedy < remedy_count; ++remedy) {
    if (mean_accuracy(results, only(remedy)) > trained) all.push_back(remedy);
  }
  return all;
}

bool is_needed(const Results& results, std::size_t remedy) {
  const std::vector<Combination> all = all_combinations();
  return std::none_of(all.begin(), all.end(), [&](const Combination& taken) {
    return !taken[remedy] && mean_accuracy(results, taken) > trained;
  });
}

}  // namespace backcheck::experiments::report_b
