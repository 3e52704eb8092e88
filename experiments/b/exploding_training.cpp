#include "experiments/b/exploding_training.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "experiments/running/combinations.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_b {

std::string Setting::run() const {
  return fmt::format("{}, rate {}, {} shift", name_of(start), writing::to_text(rate), shifted ? "with" : "without");
}

std::vector<Setting> all_settings() { return combinations<Setting>(without_and_with_shift, starts, rates); }

namespace {

double norm(const Tensor<double>& tensor) {
  return std::sqrt(std::inner_product(tensor.begin(), tensor.end(), tensor.begin(), 0.0));
}

double largest_magnitude(const Tensor<double>& tensor) {
  double largest = 0;
  for (const double value : tensor) largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

void train_full_network(const JobContext& context, const Setting& setting) {
  const std::set<Index> drawn{1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000};
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = training_subset(context);
  Network<double> network = make_network<double>(published::report_a_cnn(), context.settings.twin);
  initialize(network, setting.start, context.seed);
  TrainingOptions options{
      .epochs = context.settings.epoch_count(1, 2, 2), .batch_size = 1, .schedule = {.initial = setting.rate}};
  const Index last = options.epochs * static_cast<Index>(subset.size());
  options.after_step = [&](const Update& update) {
    const bool finite = std::isfinite(update.loss), at_an_end = update.step == 1 || update.step == last;
    const double step = static_cast<double>(update.step);
    if (!finite) context.record(step, "overflow", 1);
    if (!finite || at_an_end) {
      context.record(step, "largest logit", largest_magnitude(network.output(network.depth() - 1)));
    }
    if (!finite || !(at_an_end || (context.seed == 1 && drawn.contains(update.step)))) return true;
    auto layer = weight_layers.begin();
    for (const Gradients<double>& grads : network.gradients()) {
      if (!grads.weight.empty()) context.record(step, norm_of(*layer++), norm(grads.weight));
    }
    return true;
  };
  train(network, softmax_loss(setting.shifted, context.settings.twin), images, subset, options, context.seed);
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  context.record(static_cast<double>(last), "training accuracy",
                 evaluate(network, loss, images, subset, images, options.normalization).accuracy);
}

}  // namespace backcheck::experiments::report_b
