#include "experiments/e/placement_effects.hpp"

#include <cmath>
#include <map>

#include "experiments/e/accuracy_difference.hpp"

namespace backcheck::experiments::report_e {

using namespace plotting;

std::string run_name(const char* placement, double rate) {
  return rate > 0 ? fmt::format("{}, rate {:.2f}", placement, rate) : without;
}

std::vector<double> shown_epochs(const Results& results) {
  const std::map<double, std::vector<double>> curve = results.curve(without, "test accuracy");
  std::vector<double> epochs;
  if (curve.empty()) return epochs;
  const double last = curve.rbegin()->first;
  if (last > 10 && curve.contains(10)) epochs.push_back(10);
  epochs.push_back(last);
  return epochs;
}

std::vector<double> effect(const Results& results, const char* placement, double rate, double epoch) {
  return accuracy_difference(results, run_name(placement, rate), without, epoch);
}

namespace {

// The rates whose networks were trained for so long.
std::vector<double> rates_at(const Results& results, double epoch) {
  std::vector<double> all;
  for (const double rate : rates) {
    if (!effect(results, placements[0].second, rate, epoch).empty()) all.push_back(rate);
  }
  return all;
}

std::string in_words(const std::vector<double>& effects) {
  const Statistics s = summarize(effects);
  if (s.finite < 2 || std::abs(s.mean) <= s.mean_half_width) return "makes no difference that is established";
  return s.mean > 0 ? "helps" : "hurts";
}

}  // namespace

Panel accuracy_map(const Results& results, double epoch) {
  const double plain = results.mean(without, "test accuracy", epoch);
  std::vector<double> columns = rates_at(results, epoch);
  columns.insert(columns.begin(), 0);
  double largest = 0.1;  // points; the scale ends beyond it, where text would be hard to read
  const auto accuracy = [&](const auto& placement, double rate) -> Cell {
    const Statistics s = summarize(results.values(run_name(placement.second, rate), "test accuracy", epoch));
    if (s.finite == 0) return {.value = s.mean};
    const double difference = 100 * (s.mean - plain);
    const Statistics paired = summarize(effect(results, placement.second, rate, epoch));
    largest = std::fmax(largest, std::abs(difference));
    return {difference, fmt::format("{:.2f}", 100 * s.mean),
            rate == 0 || paired.finite < 2 ? "" : fmt::format("{:+.2f} ± {:.2f}", paired.mean, paired.mean_half_width)};
  };
  Panel panel =
      heat_map({.title = fmt::format("after {:.0f} epochs", epoch),
                .x_label = "probability of dropping",
                .y_label = "dropped after",
                .rows = {"conv 1", "conv 2", "FC"},
                .columns = names(columns, [](double rate) { return rate > 0 ? fmt::format("{:.2f}", rate) : "none"; }),
                .cells = cells(placements, columns, accuracy)});
  panel.colours = {ColourScale::Palette::diverging, -1.5 * largest, 1.5 * largest};
  panel.elements.push_back(
      Box{.left = -0.47, .bottom = 2.47, .right = 0.47, .top = -0.47, .border = Colour::black, .border_width = 3});
  return panel;
}

void describe_effects(writing::Markdown& text, const Results& results, double epoch) {
  for (const auto& [rate, share] : {std::pair{0.2, "a fifth"}, {0.5, "half"}}) {
    const auto mean = [&](const auto& placement) {
      return summarize(effect(results, placement.second, rate, epoch)).mean;
    };
    const auto best = highest(placements, mean);
    if (!best) continue;
    const auto words = [&](const auto& placement) {
      return fmt::format("{} it {}", placement.second, in_words(effect(results, placement.second, rate, epoch)));
    };
    text.bullet("Dropping {} for {:.0f} epochs: {}. The best place is {} ({:+.2f} points).", share, epoch,
                writing::joined(names(placements, words)), best->second, mean(*best));
  }
  text.paragraph(
      "After {:.0f} epochs, what dropout does to the test accuracy, in points, paired by seed (mean, half the 95 % "
      "interval):",
      epoch);
  writing::Markdown::Row header{"rate"};
  for (const auto& [placement, name] : placements) header.push_back(name);
  std::vector<writing::Markdown::Row> rows;
  for (const double rate : rates_at(results, epoch)) {
    rows.push_back({fmt::format("{:.2f}", rate)});
    for (const auto& [placement, name] : placements) {
      rows.back().push_back(with_interval(effect(results, name, rate, epoch), "+.2f"));
    }
  }
  text.table(header, rows);
}

}  // namespace backcheck::experiments::report_e
