// Report E's advice on dropout: where to put it and how much of it.
#include <algorithm>
#include <cmath>

#include "experiments/e/accuracy_difference.hpp"
#include "experiments/e/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using published::DropoutPlacement;

constexpr const char* without = "no dropout";
constexpr double rates[] = {0.05, 0.1, 0.2, 0.3, 0.5};
constexpr double long_rates[] = {0.05, 0.2, 0.5};  // of the default runs, and of the full version's long ones
constexpr std::pair<DropoutPlacement, const char*> placements[] = {{DropoutPlacement::conv1, "after conv 1"},
                                                                   {DropoutPlacement::conv2, "after conv 2"},
                                                                   {DropoutPlacement::fc, "after FC"}};
std::string run_name(const char* placement, double rate) {
  return rate > 0 ? fmt::format("{}, rate {:.2f}", placement, rate) : without;
}

Experiment declaration() {
  return {
      .name = "e-placement",
      .position = 2,
      .title = "Where to drop, and how much",
      .question =
          "Does dropout after convolutions hurt, is it best after the fully connected layer, and do rates above 0.3 "
          "under-perform?",
      .source = "Report E, section 3",
      .data = DataNeed::mnist,
      .assumptions = report_e::assumptions(
          {"No weight decay anywhere, as in the report's dropout network; the network without dropout too, so that one "
           "thing changes at a time.",
           "3 epochs at three of the rates by default, which is what fits; the full version has 10 epochs at all five, "
           "and 50 at those three. 3 seeds: 10 seeds of 50 epochs at all rates would take two cores more than three "
           "hours.",
           "The report prints no number here: its sentences are compared with the maps."})};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](DropoutPlacement placement, const char* name, double rate) {
    const bool is_long =
        rate == 0 || std::find(std::begin(long_rates), std::end(long_rates), rate) != std::end(long_rates);
    if (settings.effort == Effort::standard && !is_long) return;
    const Index epochs = settings.epoch_count(1, 3, is_long ? 50 : 10);
    const report_e::Configuration how{.architecture = published::report_e_cnn(placement, rate), .epochs = epochs};
    runs.push_back(report_e::training_run(run_name(name, rate), how, settings.seed_count(3, 3), 3, settings));
  };
  add(DropoutPlacement::none, without, 0);
  for (const auto& [placement, name] : placements) {
    for (const double rate : rates) add(placement, name, rate);
  }
  return runs;
}

// Seed by seed, in percentage points: what dropout does to the test accuracy.
std::vector<double> effect(const Results& results, const std::string& run, double epoch) {
  return report_e::accuracy_difference(results, run, without, epoch);
}

// The rates whose networks were trained for so long.
std::vector<double> rates_at(const Results& results, double epoch) {
  std::vector<double> all;
  for (const double rate : rates) {
    if (!results.values(run_name(placements[0].second, rate), "test accuracy", epoch).empty()) all.push_back(rate);
  }
  return all;
}

// The report's ten epochs and, where a run was longer, the last one.
std::vector<double> shown_epochs(const Results& results) {
  const std::map<double, std::vector<double>> curve = results.curve(without, "test accuracy");
  std::vector<double> epochs;
  if (curve.empty()) return epochs;
  const double last = curve.rbegin()->first;
  if (last > 10 && curve.count(10)) epochs.push_back(10);
  epochs.push_back(last);
  return epochs;
}

Panel map_panel(const Results& results, double epoch) {
  const double plain = results.mean(without, "test accuracy", epoch);
  std::vector<double> columns{0};
  for (const double rate : rates_at(results, epoch)) columns.push_back(rate);
  double largest = 0.1;  // points; the scale ends beyond it, where text would be hard to read
  HeatMap map{.title = fmt::format("after {:.0f} epochs", epoch),
              .x_label = "probability of dropping",
              .y_label = "dropped after",
              .rows = {"conv 1", "conv 2", "FC"},
              .columns = {},
              .cells = cells(placements, columns, [&](const auto& placement, double rate) -> Cell {
                const Statistics s =
                    summarize(results.values(run_name(placement.second, rate), "test accuracy", epoch));
                if (s.finite == 0) return {.value = s.mean};
                const double difference = 100 * (s.mean - plain), half = s.finite > 1 ? 100 * s.mean_half_width : 0;
                largest = std::fmax(largest, std::abs(difference));
                return {difference, fmt::format("{:.2f}", 100 * s.mean), fmt::format("± {:.2f}", half)};
              })};
  for (const double rate : columns) map.columns.push_back(rate > 0 ? fmt::format("{:.2f}", rate) : "none");
  map.colours = {ColourScale::Palette::diverging, -1.5 * largest, 1.5 * largest};
  Panel panel = heat_map(std::move(map));
  panel.elements.push_back(
      Box{.left = -0.47, .bottom = 2.47, .right = 0.47, .top = -0.47, .border = Colour::black, .border_width = 3});
  return panel;
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<double> epochs = shown_epochs(results);
  if (epochs.empty()) return {};
  const auto mean_effect = [&](const std::string& run) { return summarize(effect(results, run, epochs.back())).mean; };
  Figure figure{.name = "F18-placement",
                .title = fmt::format(
                    "Half of conv 1 dropped: {:+.1f} points after {:.0f} epochs; a fifth of FC: {:+.1f}",
                    mean_effect(run_name("after conv 1", 0.5)), epochs.back(), mean_effect(run_name("after FC", 0.2))),
                .caption = results.data_label() +
                           ". Test accuracy in %, mean and half the 95 % t interval over seeds; colour: difference to "
                           "the net without dropout (outlined), orange above it and blue below. No weight decay.",
                .width = 1000,
                .height = epochs.size() > 1 ? 860 : 460,
                .layout = {.columns = 1}};
  for (const double epoch : epochs) figure.panels.push_back(map_panel(results, epoch));
  return {figure};
}

Markdown findings(const Results& results) {
  Markdown text;
  for (const double epoch : shown_epochs(results)) {
    text.paragraph(
        "After {:.0f} epochs, what dropout does to the test accuracy, in points, paired by seed (mean, half the 95 % "
        "interval):",
        epoch);
    Markdown::Row header{"rate"};
    for (const auto& [placement, name] : placements) header.push_back(name);
    std::vector<Markdown::Row> rows;
    for (const double rate : rates_at(results, epoch)) {
      rows.push_back({fmt::format("{:.2f}", rate)});
      for (const auto& [placement, name] : placements) {
        rows.back().push_back(with_interval(effect(results, run_name(name, rate), epoch), "+.2f"));
      }
    }
    text.table(header, rows);
  }
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
