#include "experiments/publishing/overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/plotting/gnuplot.hpp"
#include "experiments/publishing/ledger.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;
using namespace plotting;

namespace {

constexpr double margin = 3.4;  // where numbers that are farther away are shown

bool is_judged(Verdict verdict) {
  return verdict == Verdict::within || verdict == Verdict::near || verdict == Verdict::differs;
}

// How far the published number is from ours; where settings are open, from the one choice of them that comes nearest to
// all numbers of its run. Empty where the number is not judged by an interval: exact ones and lists, whose deviations
// mean nothing, and those whose verdict is settled.
std::optional<double> deviation(const Judgement& judgement) {
  const bool is_open = judgement.verdict == Verdict::explained || judgement.verdict == Verdict::unexplained;
  if (!(is_judged(judgement.verdict) || is_open) || judgement.measurements.empty()) return {};
  const Measurement& m = judgement.measurements.front();
  if (m.finite < 2 || !m.list.empty() || !std::isfinite(m.deviation)) return {};
  return m.deviation;
}

// Marks of one kind, and how many of them lie inside one half-width.
struct Distances {
  std::vector<Point> points;
  int inside = 0;
  std::string count() const { return fmt::format("{} of {}", inside, points.size()); }
};

}  // namespace

std::optional<Figure> published_and_ours(const std::vector<ExperimentSummary>& summaries) {
  constexpr double width = 0.12, height = 0.16;  // of a mark, in the units of the axes: those of a bin are stacked
  std::vector<std::string> labels;
  Distances judged, open;
  for (const ExperimentSummary& summary : summaries) {
    std::map<long, int> stacked;  // by bin
    const auto bin = [](double x) { return std::lround(std::clamp(x, -margin, margin) / width); };
    int highest = 0;
    for (const JudgedNumber& number : summary.numbers) {
      if (const auto x = deviation(number.judgement)) highest = std::max(highest, ++stacked[bin(*x)]);
    }
    if (stacked.empty()) continue;
    stacked.clear();
    const double line = static_cast<double>(labels.size()), step = std::min(height, 0.7 / highest);
    for (const JudgedNumber& number : summary.numbers) {
      const std::optional<double> x = deviation(number.judgement);
      if (!x) continue;
      const int level = stacked[bin(*x)]++;
      Distances& kind = is_judged(number.judgement.verdict) ? judged : open;
      kind.points.push_back({std::clamp(*x, -margin, margin), line + (level % 2 ? 1 : -1) * step * ((level + 1) / 2)});
      kind.inside += std::abs(*x) <= 1;
    }
    labels.push_back(source_report(summary).substr(std::string_view("Report ").size()) + ": " + summary.title);
  }
  if (labels.empty()) return {};

  const std::string fit =
      open.count() + " numbers of runs with unstated settings lie inside for the choice nearest to their run";
  Panel panel{
      .x = {.label = "published minus ours, in half-widths", .low = -3.6, .high = 3.6},
      .y = {.low = static_cast<double>(labels.size()) - 0.3, .high = -0.7, .ticks = labelled(labels), .label_size = 11},
      .key = {.place = Key::Place::below},
      .elements = {Box{.left = -1,
                       .bottom = Coordinate::fraction(0),
                       .right = 1,
                       .top = Coordinate::fraction(1),
                       .fill = "#dcebf5",
                       .behind = true}},
      .area = {.left = 0.39},
      .grid = false};
  for (const double limit : {-2.0, 0.0, 2.0}) {
    panel.elements.push_back(Level{
        .axis = Level::Axis::x, .value = limit, .style = {.colour = Colour::grey, .dash = Dash::solid, .width = 1}});
  }
  if (!judged.points.empty()) {
    panel.elements.push_back(Marks{judged.points, {.series = 1, .size = 0.9}, "judged"});
  }
  if (!open.points.empty()) {
    panel.elements.push_back(
        Marks{open.points, {.series = 2, .marker = Marker::circle, .width = 1.6, .size = 0.9}, "settings unstated"});
  }
  return Figure{
      .name = "published-and-ours",
      .title = judged.points.empty() ? fit : judged.count() + " judged numbers lie where one more run of ours would",
      .caption =
          fmt::format("Distance of each published number from the mean of our runs: 1 is half the 95 % prediction "
                      "interval of one more run (band); NEAR ends at 2 (outer lines). {}Farther ones at the margin. "
                      "Numbers that are exact, unknowable or artefacts are not shown.",
                      open.points.empty() ? ""
                                          : "Hollow: the report leaves settings open; one choice for all numbers of a "
                                            "run, the nearest: " +
                                                fit +
                                                " (the verdict on a run widens its intervals, the more numbers it "
                                                "has). "),
      .width = 1000,
      .height = 190 + 36 * static_cast<int>(labels.size()),
      .panels = {panel}};
}

std::optional<FigureEntry> write_overview(const std::vector<ExperimentSummary>& summaries, const fs::path& root) {
  const std::optional<Figure> figure = published_and_ours(summaries);
  if (!figure) return {};
  writing::NewFolder aside(root / ".jobs" / ("aside.overview." + writing::process_name()));
  draw(*figure, aside.path());
  aside.replace(root / "overview");
  return FigureEntry{figure->name, figure->title, figure->caption};
}

}  // namespace backcheck::experiments
