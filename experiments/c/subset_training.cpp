#include "experiments/c/subset_training.hpp"

#include <set>

#include "experiments/c/metrics.hpp"
#include "experiments/c/training.hpp"
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

}  // namespace backcheck::experiments::report_c
