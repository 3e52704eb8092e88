// Report E's advice on dropout: where to put it and how much of it.
#include <algorithm>
#include <iterator>

#include "experiments/e/placement_effects.hpp"
#include "experiments/e/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_e;
using published::DropoutPlacement;
constexpr double long_rates[] = {0.05, 0.2, 0.5};  // of the default runs, and of the full version's long ones

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
      .assumptions = assumptions(
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
    const Configuration how{.architecture = published::report_e_cnn(placement, rate), .epochs = epochs};
    runs.push_back(training_run(run_name(name, rate), how, settings.seed_count(3, 3), 3, settings));
  };
  add(DropoutPlacement::none, without, 0);
  for (const auto& [placement, name] : placements) {
    for (const double rate : rates) add(placement, name, rate);
  }
  return runs;
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<double> epochs = shown_epochs(results);
  if (epochs.empty()) return {};
  const auto mean_effect = [&](const char* placement, double rate) {
    return summarize(effect(results, placement, rate, epochs.back())).mean;
  };
  Figure figure{
      .name = "F18-placement",
      .title = sentence("Half of conv 1 dropped: {:+.1f} points after {:.0f} epochs; a fifth of FC: {:+.1f}",
                        mean_effect("after conv 1", 0.5), epochs.back(), mean_effect("after FC", 0.2)),
      .caption = results.data_label() +
                 ". Test accuracy in %, mean over seeds; below it and as colour the difference to the net "
                 "without dropout (outlined), seed by seed, in points, with half its 95 % t interval. No weight decay.",
      .width = 1000,
      .height = epochs.size() > 1 ? 860 : 460,
      .layout = {.columns = 1}};
  for (const double epoch : epochs) figure.panels.push_back(accuracy_map(results, epoch));
  return {figure};
}

Markdown findings(const Results& results) {
  Markdown text;
  for (const double epoch : shown_epochs(results)) describe_effects(text, results, epoch);
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
