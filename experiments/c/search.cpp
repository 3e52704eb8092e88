// Report C's loss and accuracy on 500 images: which of the settings that it leaves open give both?
#include "experiments/judging/search.hpp"
#include "experiments/c/training.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/epochs.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;

constexpr Index images = 500;
constexpr double first_epoch = 1, last_epoch = 10;
enum { rate, momentum, batch, hidden, pooling };  // the settings
const Search search{{64,
                     {{.name = "rate", .low = 1e-4, .high = 0.9, .logarithmic = true},
                      {.name = "momentum", .low = 0, .high = 0.95},
                      {.name = "batch", .low = 1, .high = 100, .logarithmic = true, .whole = true},
                      {.name = "hidden units", .kinds = {"ReLU", "sigmoid"}},
                      {.name = "pooling", .kinds = {"max", "average"}}}}};

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "c-search",
      .position = 6,
      .title = "500 images: a search",
      .question = "Which settings give the loss and the accuracy that Report C prints of epoch 1?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .assumptions = {"500 random training images, one subset a seed; pixels standardised over the training set; "
                      "He's start with ReLU, Xavier's with sigmoid, biases 0; the loss is summed over the outputs.",
                      "The gradient is the mean over a batch. Momentum as a moving average, and a loss that is the "
                      "mean over the outputs, are the same as a lower rate, which the range has in it.",
                      "The report says both \"epoch 1\" and \"after 10 epochs\": both are compared, measured during "
                      "the epoch and after it."},
      .published = comparisons()};
}

void train_so(const JobContext& context, const Trial& trial);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Trial& trial : trials(search, settings.pick<Index>(2, 8, 1000))) {
    runs.push_back({.name = trial.run,
                    .seeds = settings.seed_count(3, 5),
                    .seconds = settings.pick(0.05, 0.7, 0.7),
                    .body = [trial](const JobContext& context) { train_so(context, trial); }});
  }
  return runs;
}

void train_so(const JobContext& context, const Trial& trial) {
  const ImageSet& set = context.data.train;
  const std::vector<Index> subset = random_images(context, context.settings.pick<Index>(20, images, images));
  const bool is_sigmoid = trial.values[hidden] == 1;
  Architecture architecture =
      published::report_c_mnist(trial.values[pooling] == 0 ? published::Pooling::max : published::Pooling::average);
  for (AnyOptions& options : architecture) {
    if (is_sigmoid && std::holds_alternative<ReLUOptions>(options)) options = SigmoidOptions{};
  }
  Network<float> network =
      fresh_network(architecture, context, is_sigmoid ? Initializer::Kind::xavier : Initializer::Kind::he);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options =
      training_options(context.settings.epoch_count(2, 10, 10),
                       {trial.values[rate], trial.values[momentum], static_cast<Index>(trial.values[batch])});
  options.after_epoch = after_each_epoch(context, options.epochs, [&](double epoch, const Metrics& running) {
    if (epoch != first_epoch && epoch != last_epoch) return;
    const Metrics after = evaluate(network, loss, set, subset, set, options.normalization);
    context.record(epoch, "loss, during", running.loss);
    context.record(epoch, "accuracy, during", running.accuracy);
    context.record(epoch, "loss, after", after.loss);
    context.record(epoch, "accuracy, after", after.accuracy);
  });
  train(network, loss, set, subset, options, context.seed);
}

std::vector<Comparison> comparisons() {
  const auto ours = [](const std::string& id) {
    const std::string quantity = id.substr(id.find('/') + 1);
    std::vector<Query> all;
    for (const Trial& trial : trials(search)) {
      for (const double epoch : {first_epoch, last_epoch}) {
        for (const char* when : {"during", "after"}) {
          all.push_back({trial.run, fmt::format("{}, {}", quantity, when), epoch, quantity == "loss" ? 1.0 : 100.0,
                         fmt::format("{}, {} epoch {:g}", trial.run, when, epoch)});
        }
      }
    }
    return all;
  };
  return compare_each({"C-31/loss", "C-31/accuracy"},
                      {.assumed = "500 random images; rate, momentum, batch, hidden units and pooling are searched"},
                      ours);
}

std::vector<Figure> figures(const Results& results) {
  return {search_figure("F10-search", "Report C's loss and accuracy on 500 images", search,
                        choices(comparisons(), results),
                        fmt::format("{}, MNIST network. Each trial by the best of four: during or after epoch 1 or 10.",
                                    results.data_label()))};
}

Markdown findings(const Results& results) {
  Markdown text;
  describe_search(text, search, comparisons(), results);
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
