#include "experiments/b/exploding_grid.hpp"

#include <cmath>
#include <limits>

#include "experiments/writing/text.hpp"

namespace backcheck::experiments::report_b {
namespace {

using namespace plotting;

// Mean training accuracy of a cell in percent; where any seed overflowed, NaN, and the mean update where they did.
struct Ending {
  double accuracy = std::numeric_limits<double>::quiet_NaN(), overflow_at = 0;
};
Ending ending_of(const Results& results, const Cell& cell) {
  double overflows = 0, steps = 0;
  for (const auto& [step, seeds] : results.curve(cell.run(), "overflow")) {
    overflows += static_cast<double>(seeds.size()), steps += step * static_cast<double>(seeds.size());
  }
  if (overflows > 0) return {.overflow_at = steps / overflows};
  return {.accuracy = 100 * results.mean(cell.run(), "training accuracy")};
}

Panel stability_panel(const Results& results, bool shifted) {
  HeatMap map{.title = shifted ? "with shift (eq. 18)" : "without shift (eq. 15)",
              .x_label = "learning rate",
              .y_label = "initial weights: standard deviation",
              .rows = {},
              .columns = {},
              .cells = cells(starts, rates,
                             [&](const Initializer& start, double rate) {
                               return cell(ending_of(results, {start, rate, shifted}).accuracy, ".0f");
                             }),
              .colours = {.low = 0, .high = 100}};
  for (const double rate : rates) map.columns.push_back(writing::to_text(rate));
  std::vector<Text> overflows;
  for (const Initializer& start : starts) {
    for (std::size_t column = 0; column < std::size(rates); ++column) {
      const Ending ending = ending_of(results, {start, rates[column], shifted});
      if (ending.overflow_at == 0) continue;
      overflows.push_back({static_cast<double>(column), static_cast<double>(map.rows.size()),
                           fmt::format("update {:.0f}", ending.overflow_at), Text::Align::centre, 11,
                           Colour::vermillion});
    }
    map.rows.push_back(start.kind == Initializer::Kind::he ? name_of(start)
                                                           : writing::to_text(start.standard_deviation));
  }
  Panel panel = heat_map(std::move(map));
  for (const Text& text : overflows) panel.elements.push_back(text);
  return panel;
}

}  // namespace

std::string Cell::run() const {
  return fmt::format("{}, rate {}, {} shift", name_of(start), writing::to_text(rate), shifted ? "with" : "without");
}

std::vector<Cell> all_cells() {
  std::vector<Cell> all;
  for (const bool shifted : {false, true}) {
    for (const Initializer& start : starts) {
      for (const double rate : rates) all.push_back({start, rate, shifted});
    }
  }
  return all;
}

CellCounts count_cells(const Results& results, bool shifted) {
  CellCounts counts;
  for (const Cell& cell : all_cells()) {
    if (cell.shifted != shifted) continue;
    const Ending ending = ending_of(results, cell);
    const bool overflowing = ending.overflow_at > 0;
    counts.run += overflowing || !std::isnan(ending.accuracy);
    counts.overflowing += overflowing;
    counts.trained += ending.accuracy > 50;
  }
  return counts;
}

Figure stability_figure(const Results& results) {
  const CellCounts without = count_cells(results, false), with = count_cells(results, true);
  return {
      .name = "F07-stability",
      .title = fmt::format("With the shift of the softmax the loss stops being finite in {} cells, not {}; {} train, "
                           "without it {}",
                           with.overflowing, without.overflowing, with.trained, without.trained),
      .caption = fmt::format(
          "Training accuracy [%] of the full network after two epochs, one image an update; empty cells: the loss "
          "stopped being finite, at the update given (mean over the seeds where it did, {} seeds). {}, 100 images a "
          "class.",
          results.values(Cell{he, rates[0], true}.run(), "training accuracy").size(), results.data_label()),
      .width = 1200,
      .height = 580,
      .layout = {.columns = 2},
      .panels = {stability_panel(results, false), stability_panel(results, true)}};
}

}  // namespace backcheck::experiments::report_b
