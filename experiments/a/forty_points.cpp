#include "experiments/a/forty_points.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/judging/statistics.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments {
namespace {

using namespace plotting;

// A printed test accuracy, as a number of points that are classified rightly.
struct PrintedAccuracy {
  double epoch;
  const char* id;

  const published::Number& number() const { return published::number(id); }
  Index right() const { return std::lround(number().value() * test_points); }
  Interval interval() const { return binomial_interval(right(), test_points); }
};
constexpr PrintedAccuracy first{18, "A-27/test-accuracy-18"}, second{19, "A-27/test-accuracy-19"};

// The pairs of successive epochs between which the number of test points that are classified rightly changed by at
// least as much as between the report's two epochs; and the largest such change.
struct Jumps {
  Index as_large = 0, pairs = 0, largest = 0;
};
Jumps count_jumps(const Results& results, const std::vector<std::string>& runs) {
  Jumps jumps;
  const Sample* before = nullptr;
  for (const Sample& sample : results.samples()) {
    if (sample.quantity != "test accuracy" || std::find(runs.begin(), runs.end(), sample.run) == runs.end()) continue;
    if (before && before->run == sample.run && before->seed == sample.seed && before->x + 1 == sample.x) {
      const Index change = std::lround(std::abs(sample.value - before->value) * test_points);
      ++jumps.pairs;
      jumps.as_large += change >= second.right() - first.right();
      jumps.largest = std::max(jumps.largest, change);
    }
    before = &sample;
  }
  return jumps;
}

}  // namespace

Figure forty_points_figure(const Results& results, const std::vector<std::string>& runs, const std::string& drawn) {
  const Jumps jumps = count_jumps(results, runs);
  std::vector<Element> curves;
  for (int seed = 1; seed <= 5; ++seed) {
    Line line{{}, {.series = seed, .width = 1.5}, fmt::format("seed {}", seed), true};
    for (const auto& [epoch, accuracy] :
         results.curve_of_seed(drawn, "test accuracy", static_cast<std::uint64_t>(seed))) {
      line.points.push_back({epoch, 100 * accuracy});
    }
    curves.push_back(line);
  }
  ErrorBars theirs{{},
                   {.colour = Colour::black, .dash = Dash::solid, .marker = Marker::diamond, .width = 1.8, .size = 1.8},
                   "Report A"};
  for (const PrintedAccuracy& printed : {first, second}) {
    const Interval interval = printed.interval();
    theirs.points.push_back({printed.epoch, 100 * printed.number().value(), 100 * interval.low, 100 * interval.high});
  }
  return {.name = "F02-forty-test-points",
          .title = jumps.pairs == 0
                       ? ""
                       : fmt::format("From one epoch to the next, up to {} of {} test points more or fewer are right",
                                     jumps.largest, test_points),
          .caption = fmt::format("Test accuracy after each epoch on the generated rings, network 2-8-8-2, SGD at 0.01, "
                                 "seeds 1 to 5 ({} test points each); title: all runs with SGD. Diamonds: Report A, "
                                 "Fig. 8, on its own data; bars: their 95 % binomial interval.",
                                 test_points),
          .panels = {{.x = {.label = "epoch", .low = 0.5, .high = 20.5},
                      .y = {.label = "test accuracy [%]", .low = 20, .high = 102},
                      .key = {.place = Key::Place::bottom_left, .horizontal = true},
                      .elements = elements(curves, theirs)}}};
}

void add_forty_points_findings(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs) {
  const Interval before = first.interval(), after = second.interval();
  const bool overlap = before.high > after.low;
  text.bullet(
      "**{}**: the 95 % interval behind {} ({} of 40) is {:.2f} to {:.2f}, that behind {} ({} of 40) {:.2f} to {:.2f}. "
      "They {}.",
      overlap ? "40 test points say little" : "40 test points tell the two epochs apart", first.number().printed,
      first.right(), before.low, before.high, second.number().printed, second.right(), after.low, after.high,
      overlap ? "overlap" : "do not overlap");
  const Jumps jumps = count_jumps(results, runs);
  if (jumps.pairs == 0) return;
  text.bullet(
      "A change of {} or more of the 40 from one epoch to the next, as the report shows between epochs {} and {}, "
      "happened in {} of {} pairs of epochs of our SGD runs.",
      second.right() - first.right(), first.epoch, second.epoch, jumps.as_large, jumps.pairs);
}

}  // namespace backcheck::experiments
