// Report C's CIFAR-10 network, which it describes and did not have the time to run.
#include <algorithm>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

using presets::Pooling;
const std::vector<std::pair<Pooling, const char*>> poolings{{Pooling::max, "max pooling"},
                                                            {Pooling::average, "average pooling"}};

void train_network(const JobContext& context, Pooling pooling) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_subset(images, settings.pick<Index>(20, 10000, 10000), mix(context.seed, 10000));
  const std::vector<Index> held_out =
      index_range(0, std::min<Index>(context.data.test.size(), settings.pick(20, 2000, 2000)));
  const std::vector<Index> sample(subset.begin(),
                                  subset.begin() + std::min(Index(subset.size()), Index(held_out.size())));
  Network<float> network = make_network<float>(presets::report_c_cifar(pooling), settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(1, 4, 10),
                          .batch_size = 10,
                          .schedule = {.initial = 0.003},
                          .optimizer = SgdOptions{.momentum = 0.9},
                          .normalization = Normalization::standardized};
  const auto record = [&](Index epoch, const Metrics&) {
    const double x = static_cast<double>(epoch);
    const Metrics on_sample = evaluate(network, loss, images, sample, images, options.normalization);
    const Metrics on_held_out = evaluate(network, loss, context.data.test, held_out, images, options.normalization);
    context.recorder.record(x, "training loss", on_sample.loss);
    context.recorder.record(x, "training accuracy", on_sample.accuracy);
    context.recorder.record(x, "held-out loss", on_held_out.loss);
    context.recorder.record(x, "held-out accuracy", on_held_out.accuracy);
    context.recorder.progress(x / static_cast<double>(options.epochs));
    return true;
  };
  options.after_epoch = record;
  record(0, {});
  train(network, loss, images, subset, options, context.seed);
}

std::vector<Figure> draw_curves(const Results& results) {
  Figure figure{.name = "F10-cifar",
                .title = "Report C's CIFAR-10 network learns; its held-out accuracy levels off early",
                .caption =
                    "10 filters 5x5 twice, one 2x2 pooling, FC 128-10 on 10,000 images. Solid: 2000 of the training "
                    "images; dashed: 2000 test images. Mean and 95 % t interval over " +
                    std::to_string(results.values("max pooling", "training loss").size()) + " seeds. " +
                    results.data_label() + ".",
                .width = 1150,
                .height = 540};
  std::vector<std::string> scripts;
  for (const bool accuracy : {false, true}) {
    std::vector<std::string> elements;
    int linetype = 1;
    for (const auto& [pooling, name] : poolings) {
      for (const bool held_out : {false, true}) {
        const std::string quantity =
            std::string(held_out ? "held-out " : "training ") + (accuracy ? "accuracy" : "loss");
        const std::string block = quantity + ", " + name;
        add_band(figure, block, results, name, quantity, accuracy ? 100 : 1);
        elements.push_back("DATA index '" + block + "' using 1:3:4 with filledcurves fc linetype " +
                           std::to_string(linetype) + " fs transparent solid 0.15 noborder notitle");
        elements.push_back("DATA index '" + block + "' using 1:2 with lines linetype " + std::to_string(linetype) +
                           " lw 2 dt " + (held_out ? "(6,4)" : "solid") + " title '" +
                           (accuracy ? "" : std::string(name) + (held_out ? ", held out" : ", training")) + "'");
      }
      ++linetype;
    }
    scripts.push_back(
        "set xlabel 'epoch'\n" +
        std::string(accuracy
                        ? "set ylabel 'accuracy [%]'\nset xrange [0:*]\nset yrange [0:102]\n"
                        : "set ylabel 'loss [nats, summed over the outputs]'\nset xrange [1:*]\nset yrange [0:*]\n"
                          "set key top right\n") +
        plot(elements));
  }
  figure.script = panels(1, 2, scripts);
  return {figure};
}

std::string text(const Results& results) {
  std::string words =
      "| pooling | training accuracy | held-out accuracy | training loss | held-out loss |\n"
      "|---|---|---|---|---|\n";
  for (const auto& [pooling, name] : poolings) {
    words += std::string("| ") + name + " | " + with_interval(results.values(name, "training accuracy"), 1, 100) +
             " % | " + with_interval(results.values(name, "held-out accuracy"), 1, 100) + " % | " +
             with_interval(results.values(name, "training loss"), 3) + " | " +
             with_interval(results.values(name, "held-out loss"), 3) + " |\n";
  }
  return words;
}

}  // namespace

Experiment c_cifar() {
  return {
      .name = "c-cifar",
      .title = "The CIFAR-10 network that was not run",
      .question = "What would Report C's CIFAR-10 network have reached?",
      .source = "Report C, task 2, CIFAR-10",
      .data = DataNeed::cifar10,
      .assumptions = {"The report gives the network and no result. 10,000 random training images, 4 epochs (10 in the "
                      "full version); held out are "
                      "the first 2000 test images.",
                      "Batches of 10, momentum 0.9, learning rate 0.003, He initialisation, ReLU, sigmoid outputs with "
                      "binary cross-entropy summed over them; pixels standardised."},
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            for (const auto& [pooling, name] : poolings) {
              add_jobs(jobs, name, settings.seed_count(3, 10), settings.pick(0.1, 9.0, 30.0),
                       [pooling = pooling](const JobContext& context) { train_network(context, pooling); });
            }
            return jobs;
          },
      .figures = draw_curves,
      .findings = text};
}

}  // namespace backcheck::experiments
