// Report C, task 2: its MNIST network on 50, 100, 200 and 500 images, with max and with average pooling. "My network is
// overfitting on all the smaller subsets" shows on held-out images, which the report does not look at.
#include <algorithm>
#include <cmath>
#include <set>

#include "core/random.hpp"
#include "experiments/c/held_out.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"

namespace backcheck::experiments {
namespace {

using published::Pooling;
constexpr Pooling poolings[] = {Pooling::max, Pooling::average};
constexpr Index sizes[] = {50, 100, 200, 500};

std::string name_of(Pooling pooling) { return pooling == Pooling::max ? "max" : "average"; }
std::string run_name(Pooling pooling, Index size) {
  return fmt::format("{} pooling, {} images", name_of(pooling), size);
}

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "c-subsets",
      .position = 3,
      .title = "Training on 50 to 500 images",
      .question =
          "Report C's network \"is overfitting on all the smaller subsets\": what do images say that it was not "
          "trained "
          "on?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .assumptions = {"Subsets are drawn at random, one a seed; held out are the first 2000 test images.",
                      "One image an update, momentum 0.9, learning rate 0.001: the report's 0.9 does not train (see "
                      "c-momentum). He initialisation, zero biases; 20 epochs (50 in the full version).",
                      "ReLU after convolutions and FC 1; sigmoid outputs, binary cross-entropy summed over them.",
                      "Pixels standardised over the whole training set."},
      .published = comparisons()};
}

void train_subset(const JobContext& context, Pooling pooling, Index size);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Pooling pooling : poolings) {
    for (const Index size : sizes) {
      const double standard = 2.0 + 0.006 * static_cast<double>(size);
      runs.push_back({.name = run_name(pooling, size),
                      .seeds = settings.seed_count(3, 10),
                      .seconds = settings.pick(0.05, standard, 5 * standard),
                      .body = [=](const JobContext& context) { train_subset(context, pooling, size); }});
    }
  }
  return runs;
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const std::string what : {"loss", "accuracy"}) {
    Comparison comparison{
        .number = "C-31/" + what,
        .ours = {},
        .assumed =
            "one image an update, momentum 0.9, learning rate 0.001, He initialisation; max or average "
            "pooling, during or after the epoch, epochs counted from 0 or 1",
        .cause = "the report leaves open what the readings differ in"};
    for (const Pooling pooling : poolings) {
      for (const char* when : {"running ", "training "}) {
        for (const double epoch : {1, 2}) {
          comparison.ours.push_back({run_name(pooling, 500), when + what, epoch, what == "loss" ? 1.0 : 100.0});
        }
      }
    }
    all.push_back(comparison);
  }
  return all;
}

void train_subset(const JobContext& context, Pooling pooling, Index size) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  // The smaller subsets of a seed are the beginnings of its larger ones.
  std::vector<Index> subset = random_subset(images, sizes[std::size(sizes) - 1], mix(context.seed, 500));
  subset.resize(static_cast<std::size_t>(std::min(settings.pick(size / 10, size, size), Index(subset.size()))));
  const std::vector<Index> held_out = report_c::held_out_images(context, 20, 2000);
  Network<float> network = make_network<float>(published::report_c_mnist(pooling), settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(2, 20, 50),
                          .batch_size = 1,
                          .schedule = {.initial = 0.001},
                          .optimizer = SgdOptions{.momentum = 0.9},
                          .normalization = Normalization::standardized};
  const std::set<Index> recorded{0, 1, 2, 3, 4, 5, 7, 10, 13, 16, 20, 25, 30, 40, 50};
  const auto record = [&](Index epoch) {
    report_c::record_metrics(context, static_cast<double>(epoch), network, loss, subset, held_out);
  };
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    context.record(static_cast<double>(epoch), "running loss", running.loss);
    context.record(static_cast<double>(epoch), "running accuracy", running.accuracy);
    if (recorded.contains(epoch)) record(epoch);
    context.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  record(0);
  train(network, loss, images, subset, options, context.seed);
}

Panel curves_panel(const Results& results, Pooling pooling, const std::string& quantity) {
  const bool is_loss = quantity == "loss";
  Panel panel{.x = {.label = "epoch"}, .key = {.place = Key::Place::bottom_left}};
  if (is_loss) {
    panel.y = {
        .label = "loss [nats, summed over the outputs]", .logarithmic = true, .numbers = Axis::Numbers::powers_of_ten};
  } else {
    panel.y = {.label = "accuracy [%]", .low = 0, .high = 102};
  }
  int series = 0;
  for (const Index size : sizes) {
    ++series;
    for (const bool held_out : {false, true}) {
      const std::vector<Estimate> curve = mean_curve(
          results, run_name(pooling, size), (held_out ? "held-out " : "training ") + quantity, is_loss ? 1 : 100);
      if (curve.empty()) continue;
      panel.elements.push_back(Band{curve,
                                    {.series = series, .dash = held_out ? Dash::dashed : Dash::solid, .width = 2},
                                    held_out || !is_loss ? "" : fmt::format("{} images", size),
                                    0.15});
    }
  }
  return panel;
}

// Points by which the training accuracy is above the held-out one, at the end.
double gap(const Results& results, Pooling pooling, Index size) {
  const std::string run = run_name(pooling, size);
  return 100 * (results.mean(run, "training accuracy") - results.mean(run, "held-out accuracy"));
}

Figure curves_figure(const Results& results, Pooling pooling) {
  const double of_50 = gap(results, pooling, 50), of_500 = gap(results, pooling, 500);
  return {.name = fmt::format("F10-subsets-{}-pooling", name_of(pooling)),
          .title = of_50 > of_500 && of_500 > 1
                       ? "Training accuracy hides what held-out images show: few images, poor network"
                       : fmt::format(
                             "Training accuracy is {:.0f} points above held-out accuracy on 50 images, {:.0f} on 500",
                             of_50, of_500),
          .caption = fmt::format(
              "Report C's MNIST network, {} pooling. Solid: on the subset it is trained on; dashed: on "
              "2000 test images. Mean and 95 % t interval over {} seeds. {}.",
              name_of(pooling), results.values(run_name(pooling, 50), "training loss").size(), results.data_label()),
          .width = 1150,
          .height = 560,
          .layout = {.columns = 2},
          .panels = {curves_panel(results, pooling, "loss"), curves_panel(results, pooling, "accuracy")}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  for (const Pooling pooling : poolings) {
    if (!std::isnan(gap(results, pooling, 500))) figures.push_back(curves_figure(results, pooling));
  }
  return figures;
}

Markdown findings(const Results& results) {
  std::vector<Markdown::Row> rows;
  for (const Pooling pooling : poolings) {
    for (const Index size : sizes) {
      const std::string run = run_name(pooling, size);
      rows.push_back({name_of(pooling), fmt::format("{}", size),
                      with_interval(results.values(run, "training accuracy"), ".1f", 100) + " %",
                      with_interval(results.values(run, "held-out accuracy"), ".1f", 100) + " %",
                      with_interval(results.values(run, "training loss"), ".4f"),
                      with_interval(results.values(run, "held-out loss"), ".2f")});
    }
  }
  const std::string largest = run_name(Pooling::max, 500);
  const double ten_coins = 10 * std::log(2.0), were_it_the_mean = 10 * published::value("C-31/loss");
  return Markdown()
      .table({"pooling", "images", "training accuracy", "held-out accuracy", "training loss", "held-out loss"}, rows)
      .paragraph(
          "Binary cross-entropy is summed over the ten outputs: before training it is {} nats (ten guesses would cost "
          "10 ln "
          "2 = {:.2f}), after one epoch on 500 images {}. Report C prints {:.4f} beside {} %: were it the mean over "
          "the "
          "outputs, its sum would be {:.2f}, {} than ten coins cost.",
          with_interval(results.values(largest, "training loss", 0), ".2f"), ten_coins,
          with_interval(results.values(largest, "training loss", 1), ".2f"), published::value("C-31/loss"),
          published::number("C-31/accuracy").printed, were_it_the_mean, were_it_the_mean > ten_coins ? "more" : "less");
}

}  // namespace
}  // namespace backcheck::experiments
