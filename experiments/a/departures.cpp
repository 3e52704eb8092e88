#include "experiments/a/departures.hpp"

#include "experiments/a/learning_rates.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {
namespace {

using namespace plotting;

Panel bars_panel(const Results& results, const std::string& quantity, const Axis& axis, double scale) {
  std::vector<std::string> runs;
  for (const std::string& variant : departures) runs.push_back(run_at(variant, stable_rate));
  runs.push_back(run_at("corrected", usual_rate));
  const auto bars = [&](const std::string& set, double shift, int series, const char* title) {
    return Bars{mean_bars(results, runs, set + " " + quantity, scale, shift), {.series = series}, title, 0.36};
  };
  const auto printed = [&](const char* set, double shift) {
    return Point{shift, published::value(fmt::format("{}/{}-{}", scratch_item, set, quantity))};
  };
  return {.x = categories({"as published", "gradient only", "kernels only", "corrected", "corrected, 0.01"}, 12),
          .y = axis,
          .elements = {bars("train", -0.2, 6, "training, while learning"), bars("test", 0.2, 1, "test, afterwards"),
                       published_points({printed("train", -0.2), printed("test", 0.2)}, "Report A")}};
}

}  // namespace

Figure departures_figure(const Results& results) {
  return {
      .name = "F04-one-epoch",
      .title = writing::sentence("Corrected and at a usual learning rate, one epoch gives {:.1f} % instead of {:.1f} %",
                                 results.percent(run_at("corrected", usual_rate), "test accuracy"),
                                 published::value("A-20/test-accuracy")),
      .caption = fmt::format(
          "{}, one epoch of one image an update; learning rate {:g}, the last {:g}. 'Gradient only' and 'kernels "
          "only' keep one of the two printed departures. Bars: mean over seeds with its 95 % t-interval. Diamonds: "
          "Report A, Fig. 3.",
          results.data_label(), stable_rate, usual_rate),
      .width = 1100,
      .height = 520,
      .panels = {bars_panel(results, "loss", {.label = "loss [nats]", .low = 0, .high = 1.3}, 1),
                 bars_panel(results, "accuracy", {.label = "accuracy [%]", .low = 0, .high = 130}, 100)}};
}

}  // namespace backcheck::experiments::report_a
