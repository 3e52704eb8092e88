#include "experiments/b/exploding_grid.hpp"

#include <cmath>
#include <limits>

#include "experiments/writing/text.hpp"

namespace backcheck::experiments::report_b {
namespace {

using namespace plotting;

// The mean training accuracy under a setting in percent; where any seed overflowed, NaN, and the mean update where they
// did.
struct Ending {
  double accuracy = std::numeric_limits<double>::quiet_NaN(), overflow_at = 0;
};
Ending ending_of(const Results& results, const Setting& setting) {
  double overflows = 0, steps = 0;
  for (const auto& [step, seeds] : results.curve(setting.run(), "overflow")) {
    overflows += static_cast<double>(seeds.size()), steps += step * static_cast<double>(seeds.size());
  }
  if (overflows > 0) return {.overflow_at = steps / overflows};
  return {.accuracy = results.percent(setting.run(), "training accuracy")};
}

std::string row_name(const Initializer& start) {
  return start.kind == Initializer::Kind::he ? name_of(start) : writing::to_text(start.standard_deviation);
}

Panel stability_panel(const Results& results, bool shifted) {
  const auto ending = [&](const Initializer& start, double rate) { return ending_of(results, {shifted, start, rate}); };
  const auto accuracy = [&](const Initializer& start, double rate) {
    return cell(ending(start, rate).accuracy, ".0f");
  };
  Panel panel = heat_map({.title = shifted ? "with shift (eq. 18)" : "without shift (eq. 15)",
                          .x_label = "learning rate",
                          .y_label = "initial weights: standard deviation",
                          .rows = names(starts, row_name),
                          .columns = names(rates, writing::to_text),
                          .cells = cells(starts, rates, accuracy),
                          .colours = {.low = 0, .high = 100}});
  for_each_cell(starts, rates, [&](const Initializer& start, double rate, double x, double y) {
    const double update = ending(start, rate).overflow_at;
    if (update == 0) return;
    panel.elements.push_back(
        Text{x, y, fmt::format("update {:.0f}", update), Text::Align::centre, 11, Colour::vermillion});
  });
  return panel;
}

// How many settings of one softmax were run, in how many the loss stopped being finite for some seed, and how many
// classify more than half of the training images right.
struct SettingCounts {
  int run = 0, overflowing = 0, trained = 0;
};
SettingCounts count_settings(const Results& results, bool shifted) {
  SettingCounts counts;
  for (const Setting& setting : all_settings()) {
    if (setting.shifted != shifted) continue;
    const Ending ending = ending_of(results, setting);
    const bool overflowing = ending.overflow_at > 0;
    counts.run += overflowing || !std::isnan(ending.accuracy);
    counts.overflowing += overflowing;
    counts.trained += ending.accuracy > 50;
  }
  return counts;
}

}  // namespace

Figure stability_figure(const Results& results) {
  const SettingCounts without = count_settings(results, false), with = count_settings(results, true);
  return {
      .name = "F07-stability",
      .title = fmt::format("With the shift of the softmax the loss stops being finite in {} cells, not {}; {} train, "
                           "without it {}",
                           with.overflowing, without.overflowing, with.trained, without.trained),
      .caption = fmt::format(
          "Training accuracy [%] of the full network after two epochs, one image an update; empty cells: the loss "
          "stopped being finite, at the update given (mean over the seeds where it did, {} seeds). {}, 100 images a "
          "class.",
          results.values(Setting{true, he, rates[0]}.run(), "training accuracy").size(), results.data_label()),
      .width = 1200,
      .height = 580,
      .layout = {.columns = 2},
      .panels = {stability_panel(results, false), stability_panel(results, true)}};
}

void describe_grid(writing::Markdown& text, const Results& results) {
  const SettingCounts without = count_settings(results, false), with = count_settings(results, true);
  const bool all_run = without.run + with.run == static_cast<int>(all_settings().size());
  text.paragraph(
      "The loss stops being finite in {} of {} combinations of initial weights and learning rate without the "
      "shift, in {} of {} with it; more than half of the training images are classified rightly after two epochs "
      "in {} and {}. {}",
      without.overflowing, without.run, with.overflowing, with.run, without.trained, with.trained,
      !all_run                          ? "Not all combinations were run."
      : with.trained <= without.trained ? "That is Report B's experience: the shift \"didn't solve the problem\"."
                                        : "Here the shift helps, against Report B's experience.");
}

}  // namespace backcheck::experiments::report_b
