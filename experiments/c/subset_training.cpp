#include "experiments/c/subset_training.hpp"

#include <array>
#include <set>

#include "experiments/c/metrics.hpp"
#include "experiments/c/training.hpp"
#include "experiments/running/combinations.hpp"
#include "experiments/running/epochs.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments::report_c {

std::string name_of(published::Pooling pooling) { return pooling == published::Pooling::max ? "max" : "average"; }
std::string run_name(published::Pooling pooling, Index size) {
  return fmt::format("{} pooling, {} images", name_of(pooling), size);
}

void train_subset(const JobContext& context, published::Pooling pooling, Index size) {
  const Settings& settings = context.settings;
  const std::vector<Index> subset = random_images(context, settings.pick(size / 10, size, size)),
                           held_out = held_out_images(context, 20, 2000);
  Network<float> network = fresh_network(published::report_c_mnist(pooling), context);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options = training_options(settings.epoch_count(2, 20, 50));
  const std::set<double> recorded{1, 2, 3, 4, 5, 7, 10, 13, 16, 20, 25, 30, 40, 50};
  options.after_epoch = after_each_epoch(context, options.epochs, [&](double epoch, const Metrics& running) {
    context.record(epoch, "running loss", running.loss);
    context.record(epoch, "running accuracy", running.accuracy);
    if (recorded.contains(epoch)) record_metrics(context, epoch, network, loss, subset, held_out);
  });
  record_metrics(context, 0, network, loss, subset, held_out);
  train(network, loss, context.data.train, subset, options, context.seed);
}

std::vector<Comparison> compare_after_first_epoch() {
  const auto ours = [](const std::string& number) {
    const std::string what = number == "C-31/loss" ? "loss" : "accuracy";
    std::vector<Query> all;
    const auto add = [&](published::Pooling pooling, const std::string& when, double epoch) {
      all.push_back({run_name(pooling, 500), when + what, epoch, what == "loss" ? 1.0 : 100.0,
                     fmt::format("{} pooling, {}loss and accuracy after epoch {:g}", name_of(pooling), when, epoch)});
    };
    for_each_combination(add, poolings, std::array{"running ", "training "}, std::array{1.0, 2.0});
    return all;
  };
  return compare_each({"C-31/loss", "C-31/accuracy"},
                      {.assumed = "one image an update, momentum 0.9, learning rate 0.001, He initialisation; max or "
                                  "average pooling, during or after the epoch, epochs counted from 0 or 1",
                       .cause = "the report leaves open what these choices differ in"},
                      ours);
}

}  // namespace backcheck::experiments::report_c
