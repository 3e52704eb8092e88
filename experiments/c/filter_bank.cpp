// Report C, task 1: 36 fixed 17x17 filters, extracted once, then a 1296-256-128-10 network of sigmoids trained on one
// image an update; with the hidden gradient as the report prints it, and corrected.
#include <cmath>

#include "experiments/c/feature_network.hpp"
#include "experiments/c/filter_pictures.hpp"
#include "experiments/c/metrics.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/combinations.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;

Experiment declaration() {
  return {
      .name = "c-filter-bank",
      .position = 2,
      .title = "A filter bank and a network of sigmoids",
      .question =
          "How well does Report C's first task do, fixed filters before a trained network, and does the hidden "
          "gradient that it prints change that?",
      .source = "Report C, task 1",
      .data = DataNeed::mnist,
      .assumptions = {"The 36 filters are not given: 3 scales x 6 orientations of edges and of bars, as the first 36 "
                      "of the Leung-Malik bank, at 17x17 pixels.",
                      "Pixels are standardised over the whole training set: the report does not say over what.",
                      "5000 random training images, 4 epochs (10 in the full version) and 2000 test images, instead of "
                      "60,000 and 10,000.",
                      "Initial weights: Xavier; the learning rate is unstated: 0.01 and 0.1. One image an update.",
                      "Sigmoid outputs with binary cross-entropy, summed over the ten outputs."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = first_image, .seconds = 0.1, .body = show_first_image}};
  const auto add = [&](bool as_published, double rate) {
    runs.push_back({.name = run_name(as_published, rate),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = settings.pick(0.1, 7.0, 16.0),
                    .body = [=](const JobContext& context) { train_features(context, as_published, rate); }});
  };
  for_each_combination(add, corrected_and_as_published, rates);
  return runs;
}

double held_out(const Results& results, bool as_published, double rate) {
  return results.percent(run_name(as_published, rate), "held-out accuracy");
}

// The rates that were run, and at how many the printed gradient ends at a lower held-out accuracy.
struct Rates {
  int run = 0, poorer = 0;
};
Rates compare_gradients(const Results& results) {
  Rates counts;
  for (const double rate : rates) {
    const double lost = held_out(results, false, rate) - held_out(results, true, rate);
    counts.run += !std::isnan(lost), counts.poorer += lost > 0;
  }
  return counts;
}

std::vector<Figure> figures(const Results& results) {
  const Rates counts = compare_gradients(results);
  const auto curves = [](const char* images) {
    std::vector<Curve> all;
    const auto add = [&](double rate, bool as_published) {
      const std::string run = run_name(as_published, rate);
      all.push_back({run, images, {.series = static_cast<int>(all.size()) + 1}, run});
    };
    for_each_combination(add, rates, corrected_and_as_published);
    return all;
  };
  return {
      bank_figure(),
      feature_map_figure(results),
      {.name = "F10-filter-bank",
       .title = counts.run == 0 ? ""
                : counts.poorer == counts.run
                    ? "Taking the activation for its derivative, training descends to a poorer network"
                    : "Taking the activation for its derivative does not always make the network poorer",
       .caption = fmt::format("1296-256-128-10 sigmoid network on the features of 5000 images, one image an update; "
                              "held-out: 2000 test images. Mean and 95 % t interval over {} seeds. {}.",
                              results.values(run_name(false, rates[0]), "training loss").size(), results.data_label()),
       .width = 1150,
       .height = 540,
       .layout = {.columns = 2},
       .panels = {loss_panel(results, curves("training"),
                             {.label = "training loss [nats, summed over the outputs]", .logarithmic = true}),
                  accuracy_panel(results, curves("held-out"), "held-out accuracy [%]")}}};
}

Markdown findings(const Results& results) {
  const auto best = highest(rates, [&](double rate) { return held_out(results, false, rate); });
  if (!best) return {};
  const double right = held_out(results, false, *best), printed = held_out(results, true, *best);
  const Rates counts = compare_gradients(results);
  Markdown text;
  text.paragraph(
      "With the right gradient the network behind the fixed filters classifies {:.1f} % of the held-out images "
      "rightly, at learning rate {}; with the hidden gradient that the report prints, {:.1f} %: {:.1f} points {}. It "
      "is "
      "lower at {} of the {} learning rates that were run.",
      right, *best, printed, std::abs(right - printed), printed < right ? "fewer" : "more", counts.poorer, counts.run);
  std::vector<RunOfTable> rows;
  const auto add = [&](double rate, bool as_published) {
    rows.push_back({run_name(as_published, rate),
                    {as_published ? "delta * w * a, as printed" : "delta * w * a * (1 - a)", fmt::format("{}", rate)}});
  };
  for_each_combination(add, rates, std::array{true, false});
  add_table(text, results, {"hidden gradient", "learning rate"}, rows,
            {{"training loss", "training loss", ".3f"},
             {"training accuracy [%]", "training accuracy", ".1f", 100},
             {"held-out accuracy [%]", "held-out accuracy", ".1f", 100}});
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
