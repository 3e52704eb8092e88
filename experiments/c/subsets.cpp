// Report C, task 2: its MNIST network on 50, 100, 200 and 500 images, with max and with average pooling. "My network is
// overfitting on all the smaller subsets" shows on held-out images, which the report does not look at.
#include <algorithm>
#include <set>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

using presets::Pooling;
const std::vector<Index> sizes{50, 100, 200, 500};

std::string run_name(Pooling pooling, Index size) {
  return std::string(pooling == Pooling::max ? "max" : "average") + " pooling, " + std::to_string(size) + " images";
}

void train_subset(const JobContext& context, Pooling pooling, Index size) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  // The smaller subsets of a seed are the beginnings of its larger ones.
  std::vector<Index> subset = random_subset(images, sizes.back(), mix(context.seed, 500));
  subset.resize(static_cast<std::size_t>(std::min(settings.pick(size / 10, size, size), Index(subset.size()))));
  const std::vector<Index> held_out =
      index_range(0, std::min<Index>(context.data.test.size(), settings.pick(20, 2000, 2000)));
  Network<float> network = make_network<float>(presets::report_c_mnist(pooling), settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(2, 20, 50),
                          .batch_size = 1,
                          .schedule = {.initial = 0.001},
                          .optimizer = SgdOptions{.momentum = 0.9},
                          .normalization = Normalization::standardized};
  const std::set<Index> recorded{0, 1, 2, 3, 4, 5, 7, 10, 13, 16, 20, 25, 30, 40, 50};
  const auto record = [&](Index epoch) {
    const double x = static_cast<double>(epoch);
    const Metrics on_subset = evaluate(network, loss, images, subset, images, options.normalization);
    const Metrics on_held_out = evaluate(network, loss, context.data.test, held_out, images, options.normalization);
    context.recorder.record(x, "training loss", on_subset.loss);
    context.recorder.record(x, "training accuracy", on_subset.accuracy);
    context.recorder.record(x, "held-out loss", on_held_out.loss);
    context.recorder.record(x, "held-out accuracy", on_held_out.accuracy);
  };
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    context.recorder.record(static_cast<double>(epoch), "running loss", running.loss);
    context.recorder.record(static_cast<double>(epoch), "running accuracy", running.accuracy);
    if (recorded.contains(epoch)) record(epoch);
    context.recorder.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  record(0);
  train(network, loss, images, subset, options, context.seed);
}

std::string seeds(const Results& results) {
  return std::to_string(results.values(run_name(Pooling::max, 50), "training loss").size());
}

Figure draw_curves(const Results& results, Pooling pooling) {
  const bool is_max = pooling == Pooling::max;
  Figure figure{
      .name = is_max ? "F10-subsets-max-pooling" : "F10-subsets-average-pooling",
      .title = "Training accuracy hides what held-out images show: few images, poor network",
      .caption = "Report C's MNIST network, " + std::string(is_max ? "max" : "average") +
                 " pooling. Solid: on the subset it is trained on; dashed: on 2000 test images. Mean and 95 % t "
                 "interval over " +
                 seeds(results) + " seeds. " + results.data_label() + ".",
      .width = 1150,
      .height = 560};
  std::vector<std::string> scripts;
  for (const bool accuracy : {false, true}) {
    std::vector<std::string> elements;
    int linetype = 1;
    for (const Index size : sizes) {
      for (const bool held_out : {false, true}) {
        const std::string quantity =
            std::string(held_out ? "held-out " : "training ") + (accuracy ? "accuracy" : "loss");
        const std::string block = quantity + ", " + std::to_string(size);
        add_band(figure, block, results, run_name(pooling, size), quantity, accuracy ? 100 : 1);
        const std::string line = "linetype " + std::to_string(linetype) + " lw 2 dt " + (held_out ? "(6,4)" : "solid");
        elements.push_back("DATA index '" + block + "' using 1:3:4 with filledcurves fc linetype " +
                           std::to_string(linetype) + " fs transparent solid 0.15 noborder notitle");
        elements.push_back("DATA index '" + block + "' using 1:2 with lines " + line + " " +
                           (held_out || accuracy ? "notitle" : "title '" + std::to_string(size) + " images'"));
      }
      ++linetype;
    }
    scripts.push_back("set xlabel 'epoch'\n" +
                      std::string(accuracy ? "unset logscale y\nset format y '%g'\nset ylabel 'accuracy [%]'\n"
                                             "set yrange [0:102]\n"
                                           : "set ylabel 'loss [nats, summed over the outputs]'\nset logscale y\n"
                                             "set format y '10^{%T}'\nset key bottom left\n") +
                      plot(elements));
  }
  figure.script = panels(1, 2, scripts);
  return figure;
}

std::string text(const Results& results) {
  std::string words =
      "| pooling | images | training accuracy | held-out accuracy | training loss | held-out loss |\n"
      "|---|---|---|---|---|---|\n";
  for (const Pooling pooling : {Pooling::max, Pooling::average}) {
    for (const Index size : sizes) {
      const std::string run = run_name(pooling, size);
      words += std::string("| ") + (pooling == Pooling::max ? "max" : "average") + " | " + std::to_string(size) +
               " | " + with_interval(results.values(run, "training accuracy"), 1, 100) + " % | " +
               with_interval(results.values(run, "held-out accuracy"), 1, 100) + " % | " +
               with_interval(results.values(run, "training loss"), 4) + " | " +
               with_interval(results.values(run, "held-out loss"), 2) + " |\n";
    }
  }
  return words + "\nBinary cross-entropy is summed over the ten outputs: before training it is " +
         with_interval(results.values(run_name(Pooling::max, 500), "training loss", 0), 2) +
         " nats (ten guesses would cost 10 ln 2 = 6.93), after one epoch on 500 images " +
         with_interval(results.values(run_name(Pooling::max, 500), "training loss", 1), 2) +
         ". Report C prints 1.0685 beside 91.8 %: were it the mean over the outputs, its sum would be more than ten "
         "coins cost.\n";
}

std::vector<Published> rows() {
  std::vector<Published> rows;
  for (const bool accuracy : {false, true}) {
    const std::string what = accuracy ? "accuracy" : "loss";
    Published row{.id = "C-31",
                  .quantity = what + " at epoch 1, 500 images",
                  .printed = accuracy ? "91.8" : "1.0685072381910588",
                  .unit = accuracy ? "%" : "nats",
                  .meaning = accuracy ? "on the 500 training images: it is that of the confusion matrix"
                                      : "summed over the ten outputs, averaged over the images",
                  .given = "8 filters 5x5 twice, one 2x2 pooling, FC 128-10, SGD with momentum",
                  .assumed =
                      "one image an update, momentum 0.9, learning rate 0.001, He initialisation; max or average "
                      "pooling, during or after the epoch, epochs counted from 0 or 1",
                  .cause = "the report leaves open what the readings differ in"};
    for (const Pooling pooling : {Pooling::max, Pooling::average}) {
      for (const char* when : {"running ", "training "}) {
        for (const double epoch : {1, 2}) {
          row.ours.push_back({run_name(pooling, 500), when + what, epoch, accuracy ? 100.0 : 1.0});
        }
      }
    }
    if (accuracy) row.sample_size = 500;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

Experiment c_subsets() {
  return {
      .name = "c-subsets",
      .title = "Training on 50 to 500 images",
      .question =
          "Report C's network \"is overfitting on all the smaller subsets\": what do images say that it was not "
          "trained on?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .assumptions = {"Subsets are drawn at random, one a seed; held out are the first 2000 test images.",
                      "One image an update, momentum 0.9, learning rate 0.001: the report's 0.9 does not train (see "
                      "c-momentum). He initialisation, zero biases; 20 epochs (50 in the full version).",
                      "ReLU after convolutions and FC 1; sigmoid outputs, binary cross-entropy summed over them.",
                      "Pixels standardised over the whole training set."},
      .published = rows(),
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            for (const Pooling pooling : {Pooling::max, Pooling::average}) {
              for (const Index size : sizes) {
                const double standard = 2.0 + 0.006 * static_cast<double>(size);
                add_jobs(jobs, run_name(pooling, size), settings.seed_count(3, 10),
                         settings.pick(0.05, standard, 5 * standard),
                         [pooling, size](const JobContext& context) { train_subset(context, pooling, size); });
              }
            }
            return jobs;
          },
      .figures = [](const Results& results) -> std::vector<Figure> {
        return {draw_curves(results, Pooling::max), draw_curves(results, Pooling::average)};
      },
      .findings = text};
}

}  // namespace backcheck::experiments
