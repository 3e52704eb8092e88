#include "experiments/a/framework_accuracy.hpp"

#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {

using namespace plotting;

Figure framework_accuracy_figure(const Results& results, const std::string& from_scratch,
                                 const std::vector<std::string>& in_batches, const std::string& nearest) {
  const auto accuracy = [&](const std::string& run) { return results.percent(run, "test accuracy"); };
  const auto printed = published::number("A-22/test-accuracy"), framework = published::number("A-24/test-accuracy");
  std::vector<std::string> runs{from_scratch}, labels{"from scratch"};
  std::vector<Point> diamonds{{0, printed.value()}};
  for (const std::string& run : in_batches) {
    if (run == nearest) diamonds.push_back({static_cast<double>(runs.size()), 100 * framework.value()});
    runs.push_back(run), labels.push_back(run);
  }
  return {
      .name = "F04-one-epoch-framework",
      .title = writing::sentence("From scratch, corrected: {:.1f} %; in batches, by optimiser: {:.1f} to {:.1f} %",
                                 accuracy(from_scratch), accuracy(lowest(in_batches, accuracy).value_or("")),
                                 accuracy(highest(in_batches, accuracy).value_or(""))),
      .caption = fmt::format("{}, one epoch at learning rate 0.01; batches of 100 but for the first bar. Bars: mean "
                             "over seeds with its 95 % t-interval. Diamonds: Report A, from scratch ({} %, Fig. 4) and "
                             "in PyTorch ({:.1f} %, Fig. 6, at the run that is nearest).",
                             results.data_label(), printed.printed, 100 * framework.value()),
      .panels = {
          {.x = categories(labels),
           .y = {.label = "test accuracy after one epoch [%]", .low = 0, .high = 119, .ticks = numbers(0, 100, 20)},
           .key = {.place = Key::Place::top_left, .horizontal = true},
           .elements = {Bars{mean_bars(results, runs, "test accuracy", 100), {.series = 1}, "ours", 0.6},
                        published_points(diamonds, "Report A")},
           .lines_below = 4}}};
}

}  // namespace backcheck::experiments::report_a
