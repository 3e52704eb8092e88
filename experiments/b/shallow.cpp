// Report B's shallower network on 100 images of each class, 50 epochs, under each of the settings that the report
// leaves open. And the loss of eq. 16 as it is printed, without its minus sign.
#include <cmath>

#include "experiments/b/missing_minus.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_b;
constexpr const char* accuracy_id = "B-28/accuracy";

Experiment declaration() {
  Comparison accuracy{
      .number = accuracy_id,
      .ours = {},
      .assumed = "4 channels, FC width 128, ReLU, one image an update; initial weights and learning rate by grid",
      .cause = "the accuracy depends on the two settings that are missing: see the table of settings"};
  for (const ShallowSetting& setting : shallow_settings()) {
    accuracy.ours.push_back({setting.run(), "training accuracy"});
    accuracy.ours.push_back({setting.run(), "test accuracy"});
  }
  return {.name = "b-shallow",
          .position = 4,
          .title = "The shallower network",
          .question = fmt::format("Report B's shallower network reached an accuracy of {} on 1000 images in 50 epochs: "
                                  "under which settings does it?",
                                  published::number(accuracy_id).printed),
          .source = "Report B, section 1.5 and eq. 16",
          .data = DataNeed::mnist,
          .assumptions = {"Channels (4), kernel (5x5), FC width (128) and ReLU are those of its full network.",
                          "One image an update; pixels x / 255 - 0.5; the first 100 training images of each class.",
                          "Initial weights and learning rate are unstated: a grid, every cell of which is one choice."},
          .published = {accuracy}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const std::string& name, const ShallowSetting& setting, bool minus_missing) {
    runs.push_back(
        {.name = name,
         .seeds = settings.seed_count(3, 10),
         .seconds = settings.pick(0.01, 3.0, 3.0),
         .body = [=](const JobContext& context) { train_shallow_network(context, setting, minus_missing); }});
  };
  for (const ShallowSetting& setting : shallow_settings()) add(setting.run(), setting, false);
  add(no_minus, compared, true);
  return runs;
}

// The setting, among those that were run, whose accuracy is nearest to this; `compared` if none was run.
ShallowSetting nearest_setting(const Results& results, const std::string& quantity, double accuracy) {
  return lowest(
             shallow_settings(),
             [&](const ShallowSetting& setting) { return std::abs(results.mean(setting.run(), quantity) - accuracy); })
      .value_or(compared);
}

// With a frame around the cell that is nearest to the published accuracy.
Panel accuracy_panel(const Results& results, const std::string& quantity) {
  const auto run = [](const Initializer& start, double rate) { return ShallowSetting{start, rate}.run(); };
  Panel panel = heat_map({.title = quantity,
                          .x_label = "learning rate",
                          .rows = names(shallow_starts, name_of),
                          .columns = names(shallow_rates, writing::to_text),
                          .cells = cells(shallow_starts, shallow_rates,
                                         [&](const Initializer& start, double rate) {
                                           return cell(results.percent(run(start, rate), quantity), ".1f");
                                         }),
                          .colours = {.low = 0, .high = 100}});
  const std::string nearest = nearest_setting(results, quantity, published::value(accuracy_id)).run();
  for_each_cell(shallow_starts, shallow_rates, [&](const Initializer& start, double rate, double x, double y) {
    if (run(start, rate) != nearest) return;
    panel.elements.push_back(Box{x - 0.47, y + 0.47, x + 0.47, y - 0.47, {}, Colour::vermillion, 4});
  });
  return panel;
}

Figure settings_figure(const Results& results) {
  const published::Number& number = published::number(accuracy_id);
  const double nearest = nearest_setting(results, "test accuracy", number.value()).rate,
               best = nearest_setting(results, "test accuracy", 1).rate;
  return {
      .name = "F07-shallow",
      .title = nearest <= best / 10
                   ? number.printed + " after 50 epochs takes a learning rate far below those that train best"
                   : fmt::format("{} after 50 epochs is nearest at learning rate {:g}, the best is {:g}",
                                 number.printed, nearest, best),
      .caption = fmt::format(
          "Accuracy [%] of the shallow network after 50 epochs on 1000 images, one image an update, for each choice of "
          "what the report leaves out; mean over {} seeds. Framed: nearest to the published {:.1f} %. {}.",
          results.values(compared.run(), "test accuracy").size(), 100 * number.value(), results.data_label()),
      .width = 1150,
      .height = 540,
      .layout = {.columns = 2},
      .panels = {accuracy_panel(results, "training accuracy"), accuracy_panel(results, "test accuracy")}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  if (!results.values(compared.run(), "test accuracy").empty()) figures.push_back(settings_figure(results));
  figures.push_back(missing_minus_figure(results));
  return figures;
}

Markdown findings(const Results& results) {
  std::vector<RunOfTable> rows;
  for (const ShallowSetting& setting : shallow_settings()) {
    rows.push_back({setting.run(), {name_of(setting.start), writing::to_text(setting.rate)}});
  }
  Markdown text;
  add_table(text, results, {"initial weights", "learning rate"}, rows,
            {{"training accuracy", "training accuracy", ".3f"}, {"test accuracy", "test accuracy", ".3f"}});
  describe_missing_minus(text, results);
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
