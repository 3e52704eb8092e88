#include "experiments/c/feature_network.hpp"

#include <variant>

#include "core/random.hpp"
#include "experiments/c/features.hpp"
#include "experiments/c/metrics.hpp"
#include "experiments/running/epochs.hpp"
#include "experiments/training/subsets.hpp"
#include "layers/linear.hpp"
#include "reference/as_published/networks.hpp"
#include "reference/as_published/sigmoid.hpp"
#include "reference/linear.hpp"

namespace backcheck::experiments::report_c {
namespace {

Network<float> fully_connected(bool as_published, Twin twin) {
  if (!as_published) return make_network<float>(published::report_c_features(), twin);
  Network<float> network;
  for (const AnyOptions& any : published::report_c_features()) {
    if (const auto* linear = std::get_if<LinearOptions>(&any)) {
      twin == Twin::naive ? network.add(reference::Linear<float>{*linear})
                          : network.add(layers::Linear<float>{*linear});
    } else {
      network.add(reference::as_published::Sigmoid<float>{});
    }
  }
  return network;
}

}  // namespace

void train_features(const JobContext& context, bool as_published, double rate) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  const auto features_of = [&](const ImageSet& set, const std::vector<Index>& indices) {
    return features(set, indices, images, settings.twin);
  };
  const Examples<float> training =
      features_of(images, random_subset(images, settings.pick<Index>(40, 5000, 5000), mix(context.seed, 1)));
  const Examples<float> held_out = features_of(context.data.test, held_out_images(context, 40, 2000));
  Network<float> network = fully_connected(as_published, settings.twin);
  initialize(network, {.kind = Initializer::Kind::xavier}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(2, 4, 10), .batch_size = 1, .schedule = {.initial = rate}};
  options.after_epoch = after_each_epoch(context, options.epochs, [&](double epoch, const Metrics&) {
    record_metrics(context, epoch, evaluate(network, loss, training), evaluate(network, loss, held_out));
  });
  options.after_epoch(0, {});
  train(network, loss, training, {}, options, context.seed);
}

}  // namespace backcheck::experiments::report_c
