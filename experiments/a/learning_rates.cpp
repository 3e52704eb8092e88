#include "experiments/a/learning_rates.hpp"

#include "experiments/a/epoch.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {
namespace {

using namespace plotting;

Panel accuracy_panel(const Results& results, const std::vector<std::string>& variants, const std::string& quantity,
                     double published, const Axis& accuracy, Key::Place key) {
  Panel panel{.x = {.label = "learning rate",
                    .low = learning_rates.front(),
                    .high = learning_rates.back(),
                    .logarithmic = true},
              .y = accuracy,
              .key = {.place = key},
              .elements = {published_level(published, "Report A")}};
  int series = 0;
  for (const std::string& variant : variants) {
    std::vector<Estimate> curve;
    for (const double rate : learning_rates) {
      curve.push_back(mean_at(rate, results, run_at(variant, rate), quantity, 100));
    }
    panel.elements.push_back(Band{curve, {.series = ++series}, variant});
  }
  return panel;
}

std::optional<double> nearest_rate(const Results& results, const std::string& variant, const std::string& item) {
  return lowest(learning_rates, [&](double rate) { return distance(results, run_at(variant, rate), item); });
}

// Whether this variant at this rate gives the four numbers of the item, each within about 20 %.
bool gives(const Results& results, const std::string& variant, double rate, const std::string& item) {
  return distance(results, run_at(variant, rate), item) < 0.2;
}

}  // namespace

std::string run_at(const std::string& variant, double rate) { return fmt::format("{}, rate {:g}", variant, rate); }

std::vector<std::string> runs_at_all_rates(const std::vector<std::string>& variants) {
  std::vector<std::string> runs;
  for (const std::string& variant : variants) {
    for (const double rate : learning_rates) runs.push_back(run_at(variant, rate));
  }
  return runs;
}

Figure rate_figure(const Results& results, const std::vector<std::string>& variants, const std::string& item,
                   const RateFigure& figure) {
  const std::optional<double> nearest = nearest_rate(results, variants.back(), item);
  const double train = published::value(item + "/train-accuracy"), test = published::value(item + "/test-accuracy");
  return {.name = figure.name,
          .title = !nearest ? ""
                            : fmt::format("{}: {}", figure.what,
                                          gives(results, variants.back(), *nearest, item)
                                              ? "the unstated learning rate decides the numbers"
                                              : "with the right gradient, no learning rate gives the numbers"),
          .caption = fmt::format("{}, one epoch of one image an update. Mean over seeds and its 95 % t-interval. "
                                 "Lines: Report A's {} (left: {:.2f} % while learning; right: {:.2f} % afterwards).",
                                 results.data_label(), figure.printed_in, train, test),
          .width = 1000,
          .height = 520,
          .panels = {accuracy_panel(results, variants, "train accuracy", train, figure.train, figure.train_key),
                     accuracy_panel(results, variants, "test accuracy", test, figure.test, figure.test_key)}};
}

void add_rate_findings(writing::Markdown& text, const Results& results, const std::vector<std::string>& variants,
                       const std::string& item) {
  for (const std::string& variant : variants) add_nearest_run(text, results, runs_at_all_rates({variant}), item);
  const std::optional<double> nearest = nearest_rate(results, variants.back(), item);
  if (!nearest) return;
  if (gives(results, variants.back(), *nearest, item)) {
    text.bullet(
        "So the printed gradient does not by itself explain the report's numbers: with the right one, learning rate "
        "{:g} gives about the same. What explains them is the rate.",
        *nearest);
  } else {
    text.bullet("None of the learning rates that were run gives the report's numbers with the right gradient.");
  }
}

}  // namespace backcheck::experiments::report_a
