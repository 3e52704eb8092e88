#include "experiments/b/shallow_training.hpp"

#include <set>

#include "experiments/running/combinations.hpp"
#include "experiments/running/epochs.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/log_likelihood.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_b {

std::string ShallowSetting::run() const { return fmt::format("{}, rate {}", name_of(start), writing::to_text(rate)); }

std::vector<ShallowSetting> shallow_settings() { return combinations<ShallowSetting>(shallow_starts, shallow_rates); }

void train_shallow_network(const JobContext& context, const ShallowSetting& setting, bool minus_missing) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = training_subset(context);
  Network<float> network = make_network<float>(published::report_b_shallow(), context.settings.twin);
  initialize(network, setting.start, context.seed);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  TrainingOptions options{
      .epochs = context.settings.epoch_count(2, 50, 50), .batch_size = 1, .schedule = {.initial = setting.rate}};
  const double last = static_cast<double>(options.epochs);
  const auto record = [&](double epoch) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
    context.record(epoch, "training loss", metrics.loss);
    context.record(epoch, "training accuracy", metrics.accuracy);
  };
  // The first epoch is where the loss without its minus sign ends.
  const std::set<Index> updates{1, 2, 5, 10, 20, 50, 100, 200, 500};
  const std::set<double> epochs{1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50};
  options.after_step = [&](const Update& update) {
    if (updates.contains(update.step)) record(static_cast<double>(update.step) / static_cast<double>(subset.size()));
    return true;
  };
  options.after_epoch = after_each_epoch(context, options.epochs, [&](double epoch, const Metrics&) {
    if (epochs.contains(epoch) && epoch < last) record(epoch);
  });
  record(0);
  train(network, minus_missing ? reference::as_published::LogLikelihood<float>{} : loss, images, subset, options,
        context.seed);
  record(last);
  context.record(last, "test accuracy",
                 evaluate(network, loss, context.data.test, {}, images, options.normalization).accuracy);
}

}  // namespace backcheck::experiments::report_b
