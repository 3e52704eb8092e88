// Report B's shallower network, the one that trained: one convolution, one pooling, two fully connected layers on 100
// images of each class, 50 epochs. And the loss of eq. 16 as it is printed, without its minus sign.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "experiments/b/training.hpp"
#include "experiments/experiment_file.hpp"
#include "reference/as_published/log_likelihood.hpp"

namespace backcheck::experiments {
namespace {

// What the report leaves open.
struct Setting {
  Initializer start;
  double rate;

  std::string run() const { return fmt::format("{}, rate {}", report_b::name_of(start), writing::to_text(rate)); }
};
const std::vector<Initializer> starts{report_b::gaussian(1), report_b::gaussian(0.1), report_b::he};
constexpr double rates[] = {1e-5, 3e-5, 1e-4, 1e-3, 1e-2};
std::vector<Setting> all_settings() {
  std::vector<Setting> all;
  for (const Initializer& start : starts) {
    for (const double rate : rates) all.push_back({start, rate});
  }
  return all;
}
const Setting compared{report_b::he, 0.01};  // eq. 16 with its minus sign and without
constexpr const char* no_minus = "eq. 16 as printed (He, rate 0.01)";
constexpr const char* accuracy_id = "B-28/accuracy";

Experiment declaration() {
  Comparison accuracy{
      .number = accuracy_id,
      .ours = {},
      .assumed = "4 channels, FC width 128, ReLU, one image an update; initial weights and learning rate by grid",
      .cause = "the accuracy depends on the two settings that are missing: see the table of readings"};
  for (const Setting& setting : all_settings()) {
    for (const char* quantity : {"training accuracy", "test accuracy"})
      accuracy.ours.push_back({setting.run(), quantity});
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

void train_with(const JobContext& context, const Setting& setting, bool minus_missing);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const std::string& name, const Setting& setting, bool minus_missing) {
    runs.push_back({.name = name,
                    .seeds = settings.seed_count(3, 10),
                    .seconds = settings.pick(0.01, 3.0, 3.0),
                    .body = [=](const JobContext& context) { train_with(context, setting, minus_missing); }});
  };
  for (const Setting& setting : all_settings()) add(setting.run(), setting, false);
  add(no_minus, compared, true);
  return runs;
}

void train_with(const JobContext& context, const Setting& setting, bool minus_missing) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = report_b::training_subset(context);
  Network<float> network = make_network<float>(published::report_b_shallow(), context.settings.twin);
  initialize(network, setting.start, context.seed);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  TrainingOptions options{
      .epochs = context.settings.epoch_count(2, 50, 50), .batch_size = 1, .schedule = {.initial = setting.rate}};
  const auto record = [&](double epoch) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
    context.record(epoch, "training loss", metrics.loss);
    context.record(epoch, "training accuracy", metrics.accuracy);
  };
  // The first epoch in more detail, for it is where the loss without its minus sign ends.
  const std::set<Index> updates{1, 2, 5, 10, 20, 50, 100, 200, 500},
      epochs{1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50};
  options.after_step = [&](const StepReport& report) {
    if (updates.contains(report.step)) record(static_cast<double>(report.step) / static_cast<double>(subset.size()));
    return true;
  };
  options.after_epoch = [&](Index epoch, const Metrics&) {
    if (epochs.contains(epoch) && epoch < options.epochs) record(static_cast<double>(epoch));
    context.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  record(0);
  train(network, minus_missing ? reference::as_published::LogLikelihood<float>{} : loss, images, subset, options,
        context.seed);
  const double last = static_cast<double>(options.epochs);
  record(last);
  context.record(last, "test accuracy",
                 evaluate(network, loss, context.data.test, {}, images, options.normalization).accuracy);
}

double mean_accuracy(const Results& results, const Setting& setting, const std::string& quantity) {
  return results.mean(setting.run(), quantity);
}

// The number, in all_settings(), of the one whose accuracy is nearest to this; of the first, if none was run.
std::size_t nearest_setting(const Results& results, const std::string& quantity, double accuracy) {
  const std::vector<Setting> settings = all_settings();
  const auto distance = [&](const Setting& setting) {
    const double ours = mean_accuracy(results, setting, quantity);
    return std::isnan(ours) ? 2 : std::abs(ours - accuracy);  // farther than any
  };
  const auto nearest = std::min_element(settings.begin(), settings.end(),
                                        [&](const Setting& a, const Setting& b) { return distance(a) < distance(b); });
  return static_cast<std::size_t>(nearest - settings.begin());
}

// With a frame around the cell that is nearest to the published accuracy.
Panel accuracy_panel(const Results& results, const std::string& quantity) {
  HeatMap map{.title = quantity,
              .x_label = "learning rate",
              .rows = {},
              .columns = {},
              .cells = cells(starts, rates,
                             [&](const Initializer& start, double rate) {
                               return cell(100 * mean_accuracy(results, {start, rate}, quantity), ".1f");
                             }),
              .colours = {.low = 0, .high = 100}};
  for (const Initializer& start : starts) map.rows.push_back(report_b::name_of(start));
  for (const double rate : rates) map.columns.push_back(writing::to_text(rate));
  Panel panel = heat_map(std::move(map));
  const std::size_t nearest = nearest_setting(results, quantity, published::value(accuracy_id));
  const std::size_t nearest_row = nearest / std::size(rates), nearest_column = nearest % std::size(rates);
  const double row = static_cast<double>(nearest_row), column = static_cast<double>(nearest_column);
  panel.elements.push_back(Box{column - 0.47, row + 0.47, column + 0.47, row - 0.47, {}, Colour::vermillion, 4});
  return panel;
}

Figure settings_figure(const Results& results) {
  const published::Number& number = published::number(accuracy_id);
  const double nearest = all_settings()[nearest_setting(results, "test accuracy", number.value())].rate,
               best = all_settings()[nearest_setting(results, "test accuracy", 1)].rate;
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

// Whether training without the minus sign ascends: to a higher loss, or until it is no longer a number.
bool climbs(const Results& results) {
  const auto loss = results.curve(no_minus, "training loss");
  return !loss.empty() && !(summarize(loss.rbegin()->second).mean <= summarize(loss.begin()->second).mean);
}

Figure missing_minus_figure(const Results& results) {
  Panel panel{.x = {.label = "epoch", .low = 1e-3, .high = 50, .logarithmic = true},
              .y = {.label = "cross-entropy [nats]", .logarithmic = true, .numbers = Axis::Numbers::powers_of_ten},
              .key = {.place = Key::Place::centre_right},
              .elements = {Band{mean_curve(results, compared.run(), "training loss"), {}, "with the minus sign"}}};
  // A line a seed: a mean over those whose loss is still finite would fall when the largest of them is no longer.
  std::string title = "as printed, each seed";
  for (std::uint64_t seed = 1; seed <= results.values(no_minus, "training loss").size(); ++seed) {
    std::vector<Point> points;
    for (const auto& [epoch, loss] : results.curve_of_seed(no_minus, "training loss", seed)) {
      if (std::isfinite(loss)) points.push_back({epoch, loss});
    }
    if (!points.empty()) panel.elements.push_back(Line{points, {.series = 2}, std::exchange(title, "")});
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

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  const auto measured = [&](const std::string& run, const char* quantity) {
    return !results.values(run, quantity).empty();
  };
  if (measured(compared.run(), "test accuracy") && measured(compared.run(), "training accuracy"))
    figures.push_back(settings_figure(results));
  if (measured(compared.run(), "training loss") && measured(no_minus, "training loss")) {
    figures.push_back(missing_minus_figure(results));
  }
  return figures;
}

Markdown findings(const Results& results) {
  std::vector<Markdown::Row> rows;
  for (const Setting& setting : all_settings()) {
    rows.push_back({report_b::name_of(setting.start), writing::to_text(setting.rate),
                    with_interval(results.values(setting.run(), "training accuracy"), ".3f"),
                    with_interval(results.values(setting.run(), "test accuracy"), ".3f")});
  }
  Markdown text;
  text.table({"initial weights", "learning rate", "training accuracy", "test accuracy"}, rows);
  const std::vector<double> start = results.values(no_minus, "training loss", 0),
                            end = results.values(no_minus, "training accuracy");
  if (start.empty() || end.empty()) return text.paragraph("The loss of eq. 16 as printed was not run.");
  return text.paragraph(
      "As eq. 16 is printed, without its minus sign, training {}: from a cross-entropy of {} nats the network ends at "
      "a training accuracy of {}.",
      climbs(results) ? "ascends" : "does not ascend", with_interval(start, ".2f"), with_interval(end, ".3f"));
}

}  // namespace
}  // namespace backcheck::experiments
