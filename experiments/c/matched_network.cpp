#include "experiments/c/matched_network.hpp"

#include <vector>

#include "experiments/c/confusion_matrix.hpp"
#include "experiments/c/training.hpp"
#include "experiments/running/lists.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/networks.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_c {

void train_to_printed_accuracy(const JobContext& context) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = random_images(context, context.settings.pick<Index>(20, 500, 500));
  Network<float> network = fresh_network(published::report_c_mnist(published::Pooling::max), context);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options = training_options(context.settings.epoch_count(2, 30, 30));
  std::vector<int> predictions;
  options.after_epoch = [&](Index epoch, const Metrics&) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization, &predictions);
    if (metrics.accuracy < published::value("C-31/accuracy") / 100 && epoch < options.epochs) return true;
    context.record(0, "epoch", static_cast<double>(epoch));
    context.record(0, "accuracy", metrics.accuracy);
    context.record(0, "loss, summed over the outputs", metrics.loss);
    return false;
  };
  train(network, loss, images, subset, options, context.seed);
  ConfusionMatrix matrix{};
  for (std::size_t n = 0; n < predictions.size(); ++n) {
    const int truth = images.labels[static_cast<std::size_t>(subset[n])];
    ++matrix[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predictions[n])];
  }
  for (std::size_t k = 0; k < 10; ++k) {
    record_list(context, fmt::format("images of a {}, by prediction", k),
                std::vector<double>(matrix[k].begin(), matrix[k].end()));
  }
}

}  // namespace backcheck::experiments::report_c
