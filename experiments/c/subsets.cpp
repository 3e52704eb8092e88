// Report C, task 2: its MNIST network on 50, 100, 200 and 500 images, with max and with average pooling. "My network is
// overfitting on all the smaller subsets" shows on held-out images, which the report does not look at.
#include <cmath>
#include <set>

#include "experiments/c/metrics.hpp"
#include "experiments/c/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
using published::Pooling;
constexpr Pooling poolings[] = {Pooling::max, Pooling::average};
constexpr Index sizes[] = {50, 100, 200, 500};

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "c-subsets",
          .position = 3,
          .title = "Training on 50 to 500 images",
          .question =
              "Report C's network \"is overfitting on all the smaller subsets\": what do images say that it "
              "was not trained on?",
          .source = "Report C, task 2",
          .data = DataNeed::mnist,
          .assumptions = {"Subsets are drawn at random, one a seed; held out are the first 2000 test images.",
                          "One image an update, momentum 0.9, learning rate 0.001: the report's 0.9 is tried in "
                          "c-momentum. He initialisation, zero biases; 20 epochs (50 in the full version).",
                          "ReLU after convolutions and FC 1; sigmoid outputs, binary cross-entropy summed over them.",
                          "Pixels standardised over the whole training set."},
          .published = comparisons()};
}

void train_subset(const JobContext& context, Pooling pooling, Index size);

std::string name_of(Pooling pooling) { return pooling == Pooling::max ? "max" : "average"; }
std::string run_name(Pooling pooling, Index size) {
  return fmt::format("{} pooling, {} images", name_of(pooling), size);
}

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
    Comparison comparison{.number = "C-31/" + what,
                          .ours = {},
                          .assumed =
                              "one image an update, momentum 0.9, learning rate 0.001, He initialisation; max "
                              "or average pooling, during or after the epoch, epochs counted from 0 or 1",
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
  const std::vector<Index> subset = random_images(context, settings.pick(size / 10, size, size)),
                           held_out = held_out_images(context, 20, 2000);
  Network<float> network = fresh_network(published::report_c_mnist(pooling), context);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options = training_options(settings.epoch_count(2, 20, 50));
  const std::set<Index> recorded{0, 1, 2, 3, 4, 5, 7, 10, 13, 16, 20, 25, 30, 40, 50};
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    const double x = static_cast<double>(epoch);
    context.record(x, "running loss", running.loss);
    context.record(x, "running accuracy", running.accuracy);
    if (recorded.contains(epoch)) record_metrics(context, x, network, loss, subset, held_out);
    context.progress(x / static_cast<double>(options.epochs));
    return true;
  };
  record_metrics(context, 0, network, loss, subset, held_out);
  train(network, loss, context.data.train, subset, options, context.seed);
}

// Points by which the training accuracy is above the held-out one, at the end.
double gap(const Results& results, Pooling pooling, Index size) {
  const std::string run = run_name(pooling, size);
  return 100 * (results.mean(run, "training accuracy") - results.mean(run, "held-out accuracy"));
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  for (const Pooling pooling : poolings) {
    const double of_50 = gap(results, pooling, 50), of_500 = gap(results, pooling, 500);
    if (std::isnan(of_50) || std::isnan(of_500)) continue;
    std::vector<Curve> curves;
    int series = 0;
    for (const Index size : sizes) {
      const std::string run = run_name(pooling, size);
      ++series;
      curves.push_back({run, "training", {.series = series, .dash = Dash::solid}, fmt::format("{} images", size)});
      curves.push_back({run, "held-out", {.series = series, .dash = Dash::dashed}});
    }
    figures.push_back(
        {.name = fmt::format("F10-subsets-{}-pooling", name_of(pooling)),
         .title = of_50 > of_500 && of_500 > 1
                      ? "Training accuracy hides what held-out images show: few images, poor network"
                      : fmt::format("Training accuracy is {:.0f} points above held-out accuracy on 50 images, {:.0f} "
                                    "on 500",
                                    of_50, of_500),
         .caption = fmt::format(
             "Report C's MNIST network, {} pooling. Solid: on the subset it is trained on; dashed: on 2000 test "
             "images. Mean and 95 % t interval over {} seeds. {}.",
             name_of(pooling), results.values(run_name(pooling, 50), "training loss").size(), results.data_label()),
         .width = 1150,
         .height = 560,
         .layout = {.columns = 2},
         .panels = {loss_panel(results, curves,
                               {.label = "loss [nats, summed over the outputs]",
                                .logarithmic = true,
                                .numbers = Axis::Numbers::powers_of_ten}),
                    accuracy_panel(results, curves, "accuracy [%]")}});
  }
  return figures;
}

Markdown findings(const Results& results) {
  std::vector<Markdown::Row> rows;
  for (const Pooling pooling : poolings) {
    for (const Index size : sizes) {
      const std::string run = run_name(pooling, size);
      rows.push_back({name_of(pooling), fmt::format("{}", size),
                      with_interval(results.values(run, "training accuracy"), ".1f", 100),
                      with_interval(results.values(run, "held-out accuracy"), ".1f", 100),
                      with_interval(results.values(run, "training loss"), ".4f"),
                      with_interval(results.values(run, "held-out loss"), ".2f")});
    }
  }
  const auto loss_after = [&](double epoch) {
    return results.values(run_name(Pooling::max, 500), "training loss", epoch);
  };
  const double printed = published::value("C-31/loss"), ten_coins = 10 * std::log(2.0);
  Markdown text;
  text.table({"pooling", "images", "training accuracy [%]", "held-out accuracy [%]", "training loss", "held-out loss"},
             rows);
  if (!loss_after(0).empty() && !loss_after(1).empty()) {
    text.paragraph("With max pooling, our loss on 500 images is {} nats before training and {} after one epoch.",
                   with_interval(loss_after(0), ".2f"), with_interval(loss_after(1), ".2f"));
  }
  return text.paragraph(
      "Binary cross-entropy is summed over the ten outputs here; ten guesses cost 10 ln 2 = {:.2f} "
      "nats. Report C prints {:.4f} beside {} %: were it the mean over the outputs, its sum would be "
      "{:.2f}, {}.",
      ten_coins, printed, published::number("C-31/accuracy").printed, 10 * printed,
      10 * printed > ten_coins ? "more than guessing costs, so it must be the sum, too"
                               : "less than guessing costs, so it may be either");
}

}  // namespace
}  // namespace backcheck::experiments
