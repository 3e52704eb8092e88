// Report C, task 2: its MNIST network on 50, 100, 200 and 500 images, with max and with average pooling. "My network is
// overfitting on all the smaller subsets" shows on held-out images, which the report does not look at.
#include <cmath>

#include "experiments/c/metrics.hpp"
#include "experiments/c/subset_training.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/combinations.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
using published::Pooling;
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
                          "Pixels standardised over the whole training set."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](Pooling pooling, Index size) {
    const double standard = 2.0 + 0.006 * static_cast<double>(size);
    runs.push_back({.name = run_name(pooling, size),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = settings.pick(0.05, standard, 5 * standard),
                    .body = [=](const JobContext& context) { train_subset(context, pooling, size); }});
  };
  for_each_combination(add, poolings, sizes);
  return runs;
}

// Points by which the training accuracy is above the held-out one, at the end.
double gap(const Results& results, Pooling pooling, Index size) {
  const std::string run = run_name(pooling, size);
  return results.percent(run, "training accuracy") - results.percent(run, "held-out accuracy");
}

Figure curves_figure(const Results& results, Pooling pooling) {
  const double of_50 = gap(results, pooling, 50), of_500 = gap(results, pooling, 500);
  std::vector<Curve> curves;
  int series = 0;
  for (const Index size : sizes) {
    const std::string run = run_name(pooling, size);
    ++series;
    curves.push_back({run, "training", {.series = series, .dash = Dash::solid}, fmt::format("{} images", size)});
    curves.push_back({run, "held-out", {.series = series, .dash = Dash::dashed}});
  }
  return {.name = fmt::format("F10-subsets-{}-pooling", name_of(pooling)),
          .title = of_50 > of_500 && of_500 > 1
                       ? "Training accuracy hides what held-out images show: few images, poor network"
                       : sentence("Training accuracy is {:.0f} points above held-out accuracy on 50 images, {:.0f} on "
                                  "500",
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
                                 .tick_format = Axis::TickFormat::powers_of_ten}),
                     accuracy_panel(results, curves, "accuracy [%]")}};
}

std::vector<Figure> figures(const Results& results) {
  return {curves_figure(results, Pooling::max), curves_figure(results, Pooling::average)};
}

Markdown findings(const Results& results) {
  std::vector<RunOfTable> rows;
  const auto add = [&](Pooling pooling, Index size) {
    rows.push_back({run_name(pooling, size), {name_of(pooling), fmt::format("{}", size)}});
  };
  for_each_combination(add, poolings, sizes);
  Markdown text;
  add_table(text, results, {"pooling", "images"}, rows,
            {{"training accuracy [%]", "training accuracy", ".1f", 100},
             {"held-out accuracy [%]", "held-out accuracy", ".1f", 100},
             {"training loss", "training loss", ".4f"},
             {"held-out loss", "held-out loss", ".2f"}});
  const double of_50 = gap(results, Pooling::max, 50), of_500 = gap(results, Pooling::max, 500);
  text.paragraph(
      "With max pooling the training accuracy is {:.1f} points above the held-out one on 50 images, {:.1f} on 500: {}.",
      of_50, of_500,
      of_500 > 1 ? "the network overfits all of its subsets" : "the network does not overfit all of them");
  const auto loss_after = [&](double epoch) {
    return results.values(run_name(Pooling::max, 500), "training loss", epoch);
  };
  if (!loss_after(0).empty() && !loss_after(1).empty()) {
    text.paragraph("With max pooling, our loss on 500 images is {} nats before training and {} after one epoch.",
                   with_interval(loss_after(0), ".2f"), with_interval(loss_after(1), ".2f"));
  }
  const double printed = published::value("C-31/loss"), ten_coins = 10 * std::log(2.0);
  return text.paragraph(
      "Binary cross-entropy is summed over the ten outputs here; ten guesses cost 10 ln 2 = {:.2f} nats. Report C "
      "prints "
      "{:.4f} beside {} %: were it the mean over the outputs, its sum would be {:.2f}, {}.",
      ten_coins, printed, published::number("C-31/accuracy").printed, 10 * printed,
      10 * printed > ten_coins ? "more than guessing costs, so it must be the sum, too"
                               : "less than guessing costs, so it may be either");
}

}  // namespace
}  // namespace backcheck::experiments
