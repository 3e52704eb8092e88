#include "experiments/e/dropout_or_decay.hpp"

#include <cmath>

#include "experiments/e/accuracy_difference.hpp"
#include "experiments/e/compared_runs.hpp"
#include "experiments/judging/curves.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_e {

using namespace plotting;
using writing::joined;

namespace {

struct Pair {
  const char* label;
  const char *with, *without;  // runs that differ in one thing, but for the first pair
  std::vector<double> differences(const Results& results) const {
    return accuracy_difference(results, with, without, report_epochs);
  }
};
constexpr Pair pairs[] = {{"the report's pair:\ndropout on, decay off", dropout, cnn},
                          {"dropout on,\ndecay stays off", dropout, cnn_without_decay},
                          {"dropout on,\ndecay stays on", dropout_with_decay, cnn},
                          {"decay off,\nno dropout", cnn_without_decay, cnn}};

double published_difference() {
  return 100 * (published::value("E-09/test-accuracy") - published::value("E-08/test-accuracy"));
}

// 1 or -1 where the 95 % interval of the mean difference between the report's two networks lies above or below 0, else
// 0.
int sign_established(const Results& results) {
  const Statistics s = summarize(pairs[0].differences(results));
  if (s.finite < 2) return 0;
  return s.mean - s.mean_half_width > 0 ? 1 : s.mean + s.mean_half_width < 0 ? -1 : 0;
}

}  // namespace

Figure difference_figure(const Results& results) {
  std::vector<Point> seeds;
  std::vector<Estimate> means;
  std::vector<std::string> labels;
  for (const Pair& pair : pairs) {
    const double x = static_cast<double>(labels.size());
    labels.push_back(pair.label);
    const std::vector<double> values = pair.differences(results);
    for (const double value : values) seeds.push_back({x - 0.12, value});
    if (!values.empty()) means.push_back(estimate(x + 0.12, values));
  }
  const int sign = sign_established(results);
  return {
      .name = "F17-dropout-or-decay",
      .title = sign > 0   ? "Dropout improves the test accuracy after ten epochs, seed by seed"
               : sign < 0 ? "After ten epochs dropout lowers the test accuracy, seed by seed"
                          : "That dropout improves the test accuracy is not established",
      .caption = results.data_label() +
                 ". Differences of test accuracy after 10 epochs between runs of the same seed: open circles, one a "
                 "seed; bars: mean and 95 % t interval. Diamond: the report's single difference.",
      .width = 900,
      .height = 520,
      .panels = {
          {.x = {.low = -0.6, .high = 3.6, .ticks = labelled(labels)},
           .y = {.label = "difference of test accuracy [points]"},
           .elements = {Level{.value = 0},
                        ErrorBars{means, {.series = 1, .marker = Marker::disc, .width = 2.5, .size = 1.2}, "mean"},
                        Marks{seeds,
                              {.colour = Colour::dark_grey, .marker = Marker::circle, .width = 1.5, .size = 1},
                              "one seed"},
                        published_points({{0, published_difference()}}, "Report E")},
           .lines_below = 4}}};
}

void describe_differences(writing::Markdown& text, const Results& results) {
  std::vector<std::string> lines;
  for (const Pair& pair : pairs) {
    const std::vector<double> values = pair.differences(results);
    lines.push_back(fmt::format("    - {} minus {}: {}{}", pair.with, pair.without, with_interval(values, "+.2f"),
                                values.empty() ? "" : fmt::format(" (n = {})", values.size())));
  }
  text.bullet("Test accuracy after 10 epochs, in points, paired by seed, mean ± half the 95 % interval:\n{}",
              joined(lines, "\n"));
  const int sign = sign_established(results);
  const double printed = published::value("E-08/test-accuracy");
  text.bullet(
      "The report's {:+.2f} points change two things at once (dropout on, weight decay off) and rest on one run each. "
      "{} Two runs of the same network with different seeds differ by a standard deviation of {:.2f} points. 10,000 "
      "test images alone give a difference a standard error of {:.2f} points.",
      published_difference(),
      sign == 0  ? "That dropout changes the test accuracy is not established."
      : sign > 0 ? "Here dropout improves the test accuracy."
                 : "Here dropout lowers the test accuracy after ten epochs, at the same seed: the report's difference "
                   "has the other sign.",
      100 * std::sqrt(2.0) * summarize(results.values(cnn, "test accuracy", report_epochs)).deviation,
      100 * std::sqrt(2 * printed * (1 - printed) / 10000));
}

}  // namespace backcheck::experiments::report_e
