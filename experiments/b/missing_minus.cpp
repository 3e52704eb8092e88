#include "experiments/b/missing_minus.hpp"

#include <cmath>
#include <utility>

#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments::report_b {

using namespace plotting;

namespace {

// Whether training without the minus sign ascends: to a higher loss, or until it is no longer a number.
bool climbs(const Results& results) {
  return !(results.mean(no_minus, "training loss") <= results.mean(no_minus, "training loss", 0));
}

}  // namespace

Figure missing_minus_figure(const Results& results) {
  if (results.values(no_minus, "training loss").empty()) return {};
  Panel panel{
      .x = {.label = "epoch", .low = 1e-3, .high = 50, .logarithmic = true},
      .y = {.label = "cross-entropy [nats]", .logarithmic = true, .tick_format = Axis::TickFormat::powers_of_ten},
      .key = {.place = Key::Place::centre_right},
      .elements = {Band{mean_curve(results, compared.run(), "training loss"), {}, "with the minus sign"}}};
  // A line a seed: a mean over those whose loss is still finite would fall when the largest of them is no longer.
  std::string title = "as printed, each seed";
  for (std::uint64_t seed = 1; seed <= results.values(no_minus, "training loss").size(); ++seed) {
    const std::vector<Point> points = seed_curve(results, no_minus, "training loss", seed);
    panel.elements.push_back(Line{points, {.series = 2}, std::exchange(title, "")});
  }
  panel.elements.push_back(Level{.value = std::log(10.0), .title = "guessing, ln 10"});
  return {
      .name = "F07-missing-minus",
      .title = climbs(results) ? "Without the minus sign of eq. 16, descent climbs the loss"
                               : "Without the minus sign of eq. 16, the loss does not climb",
      .caption = fmt::format(
          "Cross-entropy on the 1000 training images; He initialisation, learning rate {}; with the minus sign mean "
          "and 95 % t interval over {} seeds. As printed, each line ends where the loss stops being finite. {}.",
          compared.rate, results.values(compared.run(), "training loss").size(), results.data_label()),
      .height = 540,
      .panels = {panel}};
}

void describe_missing_minus(writing::Markdown& text, const Results& results) {
  const std::vector<double> start = results.values(no_minus, "training loss", 0),
                            end = results.values(no_minus, "training accuracy");
  if (start.empty() || end.empty()) return;
  text.paragraph(
      "As eq. 16 is printed, without its minus sign, training {}: from a cross-entropy of {} nats the network ends at "
      "a training accuracy of {}.",
      climbs(results) ? "ascends" : "does not ascend", with_interval(start, ".2f"), with_interval(end, ".3f"));
}

}  // namespace backcheck::experiments::report_b
