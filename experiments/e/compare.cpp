// Report E's comparison of a multilayer perceptron, a CNN, and the CNN with dropout; whether dropout or the weight
// decay that was switched off with it makes the difference, and whether there is one.
#include <chrono>
#include <cmath>

#include "experiments/e/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* mlp = "MLP";
constexpr const char* cnn = "CNN";
constexpr const char* dropout = "CNN + dropout";
constexpr const char* cnn_without_decay = "CNN, no decay";
constexpr const char* dropout_with_decay = "CNN + dropout, decay";
constexpr const char* mlp_wide = "MLP 784-400-128-10";
constexpr const char* mlp_small = "MLP, init 0.01";
constexpr const char* cnn_small = "CNN, init 0.01";
constexpr const char* cnn_xavier = "CNN, Xavier";
constexpr double report_epochs = 10;

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "e-compare",
          .position = 1,
          .title = "MLP, CNN, and CNN with dropout",
          .question = "Do the published results recur, and does dropout make a difference?",
          .source = "Report E, sections 1 to 3",
          .data = DataNeed::mnist,
          .assumptions = report_e::assumptions(
              {"\"2-layer MLP\" lists three fully connected layers; their widths are unstated: 784-128-128-10."}),
          .published = comparisons()};
}

void time_epoch(const report_e::Configuration& configuration, const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  using report_e::Start;
  const Index epochs = settings.epoch_count(2, 10, 10), mlp_epochs = settings.epoch_count(2, 40, 100);
  const Index seeds = settings.seed_count(3, 10), few = settings.seed_count(2, 3);
  const Architecture perceptron = published::report_e_mlp(), wide = published::mlp({784, 400, 128, 10});
  const Architecture plain = published::report_e_cnn();
  const Architecture dropping = published::report_e_cnn(published::DropoutPlacement::fc, 0.2);
  constexpr double decay = 0.005;
  std::vector<Run> runs;
  const auto add = [&](const char* name, Index count, double epoch_seconds, report_e::Configuration how) {
    runs.push_back({.name = name,
                    .seeds = count,
                    .seconds = settings.pick(0.1, epoch_seconds, epoch_seconds) * static_cast<double>(how.epochs),
                    .body = [how](const JobContext& context) { report_e::train_network(how, context); }});
  };
  add(mlp, seeds, 0.5, {perceptron, decay, Start::by_width, mlp_epochs});
  add(cnn, seeds, 2.5, {plain, decay, Start::by_width, epochs});
  add(dropout, seeds, 2.5, {dropping, 0, Start::by_width, epochs});
  add(cnn_without_decay, seeds, 2.5, {plain, 0, Start::by_width, epochs});
  add(dropout_with_decay, seeds, 2.5, {dropping, decay, Start::by_width, epochs});
  add(mlp_wide, seeds, 1, {wide, decay, Start::by_width, epochs});
  add(mlp_small, few, 0.5, {perceptron, decay, Start::small, epochs});
  add(cnn_xavier, few, 2.5, {plain, decay, Start::xavier, epochs});
  add(cnn_small, few, 2.5, {plain, decay, Start::small, epochs});
  for (const auto& [name, architecture] : {std::pair{mlp, perceptron}, {cnn, plain}, {dropout, dropping}}) {
    runs.push_back({.name = std::string("time: ") + name,
                    .seeds = settings.seed_count(3, 5),
                    .seconds = 0.5,
                    .body = [how = report_e::Configuration{.architecture = architecture}](
                                const JobContext& context) { time_epoch(how, context); },
                    .exclusive = true});
  }
  return runs;
}

// The MLP's widths are unstated, and whether the printed init_std was in effect or what was instead; the validation of
// the net with dropout may or may not have switched dropout off.
std::vector<Query> queries(const std::string& run, const std::string& quantity, double epoch) {
  std::vector<Query> all;
  const auto add = [&](const std::string& of, const std::string& what) { all.push_back({of, what, epoch}); };
  add(run, quantity);
  if (run == mlp) add(mlp_wide, quantity), add(mlp_small, quantity);
  if (run == cnn) add(cnn_xavier, quantity), add(cnn_small, quantity);
  if (run == dropout && quantity.starts_with("validation")) add(run, quantity + ", dropping");
  return all;
}

struct Curve {
  const char *item, *run, *quantity;
  const char *training, *validation;  // the numbers of the table that it could end at
};
constexpr Curve curves[] = {
    {"E-02", cnn, "validation loss", "E-08/training-loss", "E-08/validation-loss"},
    {"E-03", cnn, "validation accuracy", "E-08/training-accuracy", "E-08/validation-accuracy"},
    {"E-13", dropout, "validation loss", "E-09/training-loss", "E-09/validation-loss"},
    {"E-14", dropout, "validation accuracy", "E-09/training-accuracy", "E-09/validation-accuracy"}};

std::vector<Comparison> comparisons() {
  const std::string assumed = "sizes, split, order and start of the public starter";
  std::vector<Comparison> all;
  for (const auto& [item, run] : {std::pair{"E-07", mlp}, {"E-08", cnn}, {"E-09", dropout}}) {
    for (const std::string& id : published::ids(item)) {
      // The name that the report gives the number is the network's and the quantity's, as we record it.
      const std::string& name = published::number(id).quantity;
      const std::string quantity = name.substr(std::string_view(run).size() + 2);
      all.push_back({.number = id, .ours = queries(run, quantity, report_epochs), .assumed = assumed});
    }
  }
  for (const Curve& curve : curves) {
    const std::vector<std::string> ids = published::ids(curve.item);
    for (const std::string& id : ids) {
      const double epoch = static_cast<double>(&id - ids.data() + 1);
      all.push_back(
          {.number = id,
           .ours = queries(curve.run, curve.quantity, epoch),
           .assumed = assumed,
           .settled = Verdict::mislabelled,
           .cause = fmt::format("filed under training; the curve ends at {}, and the report's table has "
                                "training {}, validation {}",
                                published::number(ids.back()).printed, published::number(curve.training).printed,
                                published::number(curve.validation).printed)});
    }
  }
  return all;
}

// Seconds an epoch, from the median update.
void time_epoch(const report_e::Configuration& configuration, const JobContext& context) {
  Network<float> network = report_e::fresh_network(configuration, context);
  using Clock = std::chrono::steady_clock;
  Clock::time_point before;
  std::vector<double> times;
  TrainingOptions options = report_e::training_options(configuration);
  options.after_step = [&](const StepReport& step) {
    const Clock::time_point now = Clock::now();
    if (step.step > 3) times.push_back(std::chrono::duration<double>(now - before).count());
    before = now;
    return step.step < context.settings.pick<Index>(6, 150, 300);
  };
  train(network, softmax_cross_entropy<float>(context.settings.twin), context.data.train, {}, options, context.seed);
  context.record(1, "seconds an epoch", 550 * median(times));
}

struct Pair {
  const char* label;
  const char *with, *without;  // runs that differ in one thing, but for the first pair
};
constexpr Pair pairs[] = {{"the report's pair:\ndropout on, decay off", dropout, cnn},
                          {"dropout on,\ndecay stays off", dropout, cnn_without_decay},
                          {"dropout on,\ndecay stays on", dropout_with_decay, cnn},
                          {"decay off,\nno dropout", cnn_without_decay, cnn}};

// Seed by seed, in percentage points of the test accuracy after the report's ten epochs.
std::vector<double> differences_of(const Results& results, const Pair& pair) {
  return differences(results.values(pair.with, "test accuracy", report_epochs),
                     results.values(pair.without, "test accuracy", report_epochs), 100);
}
double published_difference() {
  return 100 * (published::value("E-09/test-accuracy") - published::value("E-08/test-accuracy"));
}

// -1 or 1 where the 95 % interval of the mean lies on that side of 0, else 0.
int sign_established(const Statistics& s) {
  if (s.finite < 2) return 0;
  return s.mean - s.mean_half_width > 0 ? 1 : s.mean + s.mean_half_width < 0 ? -1 : 0;
}

Panel curve_panel(const Results& results, const std::string& quantity) {
  const bool is_loss = quantity == "validation loss";
  Panel panel{.title = quantity,
              .x = {.label = "epoch", .low = 0.7, .high = 10.3},
              .y = {.low = is_loss ? 0 : 0.3, .high = is_loss ? 2.4 : 1},
              .key = {.place = is_loss ? Key::Place::top_right : Key::Place::bottom_right}};
  int series = 0;
  for (const char* run : {mlp, cnn, dropout}) {
    ++series;
    const std::vector<Estimate> curve = mean_curve(results, run, quantity);
    if (!curve.empty()) panel.elements.push_back(Band{curve, {.series = series}, run});
  }
  for (const Curve& curve : curves) {
    if (quantity != curve.quantity) continue;
    std::vector<Point> points;
    for (const std::string& id : published::ids(curve.item)) {
      points.push_back({static_cast<double>(points.size() + 1), published::value(id)});
    }
    Marks marks = published_points(points, std::string("Report E, ") + curve.run);
    if (curve.run == dropout) marks.style.marker = Marker::open_triangle, marks.style.size = 1.5;
    panel.elements.push_back(marks);
  }
  Marks end = published_points(
      {{report_epochs, published::value(is_loss ? "E-07/validation-loss" : "E-07/validation-accuracy")}},
      "Report E, MLP");
  end.style.marker = Marker::open_square, end.style.size = 1.5;
  panel.elements.push_back(end);
  return panel;
}

Figure curve_figure(const Results& results) {
  return {.name = "F17-validation-curves",
          .title = "Report E's \"training\" curves are validation curves",
          .caption = results.data_label() +
                     ". Ours: mean and 95 % t interval over seeds. Symbols: points read off the report's figures, and "
                     "the validation result that it prints for the MLP.",
          .width = 1080,
          .height = 560,
          .layout = {.columns = 2},
          .panels = {curve_panel(results, "validation loss"), curve_panel(results, "validation accuracy")}};
}

Figure difference_figure(const Results& results) {
  std::vector<Point> seeds;
  std::vector<Estimate> means;
  std::vector<std::string> labels;
  for (const Pair& pair : pairs) {
    const double x = static_cast<double>(labels.size());
    labels.push_back(pair.label);
    const std::vector<double> values = differences_of(results, pair);
    for (const double value : values) seeds.push_back({x - 0.12, value});
    const Statistics s = summarize(values);
    const double half = s.finite > 1 ? s.mean_half_width : 0;
    if (s.finite) means.push_back({x + 0.12, s.mean, s.mean - half, s.mean + half});
  }
  Panel panel{.x = {.low = -0.6, .high = 3.6, .ticks = labelled(labels)},
              .y = {.label = "difference of test accuracy [points]"},
              .elements = {Level{.value = 0}},
              .lines_below = 4};
  if (!means.empty()) {
    panel.elements.push_back(
        ErrorBars{means, {.series = 1, .marker = Marker::disc, .width = 2.5, .size = 1.2}, "mean"});
    panel.elements.push_back(
        Marks{seeds, {.colour = Colour::dark_grey, .marker = Marker::circle, .width = 1.5, .size = 1}, "one seed"});
  }
  panel.elements.push_back(published_points({{0, published_difference()}}, "Report E"));
  const int sign = sign_established(summarize(differences_of(results, pairs[0])));
  return {.name = "F17-dropout-or-decay",
          .title = sign > 0   ? "Dropout improves the test accuracy after ten epochs, seed by seed"
                   : sign < 0 ? "After ten epochs dropout lowers the test accuracy, seed by seed"
                              : "That dropout improves the test accuracy is not established",
          .caption = results.data_label() +
                     ". Differences of test accuracy after 10 epochs between runs of the same seed: open circles, one "
                     "a seed; bars: mean and 95 % t interval. Diamond: the report's single difference.",
          .width = 900,
          .height = 520,
          .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) { return {curve_figure(results), difference_figure(results)}; }

void compare_pairs(Markdown& text, const Results& results) {
  std::vector<std::string> lines;
  for (const Pair& pair : pairs) {
    const std::vector<double> values = differences_of(results, pair);
    lines.push_back(fmt::format("    - {} minus {}: {}{}", pair.with, pair.without, with_interval(values, "+.2f"),
                                values.empty() ? "" : fmt::format(" (n = {})", values.size())));
  }
  text.bullet("Test accuracy after 10 epochs, in points, paired by seed, mean ± half the 95 % interval:\n{}",
              joined(lines, "\n"));
  const int sign = sign_established(summarize(differences_of(results, pairs[0])));
  const double published_sampling = published::value("E-08/test-accuracy");
  text.bullet(
      "The report's {:+.2f} points change two things at once (dropout on, weight decay off) and rest on one run each. "
      "{} Two runs of the same network with different seeds differ by a standard deviation of {:.2f} points. 10,000 "
      "test images alone give a difference a standard error of {:.2f} points.",
      published_difference(),
      sign == 0  ? "That dropout changes the test accuracy is not established."
      : sign > 0 ? "Here dropout improves the test accuracy."
                 : "Here dropout lowers the test accuracy after ten epochs, at the same seed: the report's difference "
                   "has the other sign.",
      100 * std::sqrt(2.0) * summarize(results.values(cnn, "test accuracy", report_epochs)).deviation,
      100 * std::sqrt(2 * published_sampling * (1 - published_sampling) / 10000));
}

Markdown findings(const Results& results) {
  Markdown text;
  if (results.values(cnn, "test accuracy", report_epochs).empty()) return text.paragraph("Not run for ten epochs.");
  compare_pairs(text, results);
  const auto at = [&](const char* run, const std::string& quantity, double epoch) {
    return with_interval(std::vector{results.mean(run, quantity, epoch)}, ".3f");
  };
  const auto mlp_curve = results.curve(mlp, "validation loss");
  const double last = mlp_curve.empty() ? report_epochs : mlp_curve.rbegin()->first;
  const double loss_then = results.mean(mlp, "validation loss", last),
               loss_at_ten = results.mean(mlp, "validation loss", report_epochs);
  if (last > report_epochs) {
    constexpr double still_falling = 0.95;  // of the loss at ten epochs
    text.bullet(
        "Converged? The MLP's validation loss is {:.3f} after 10 epochs and {:.3f} after {:.0f}; its validation "
        "accuracy "
        "{} and {}. {}.",
        loss_at_ten, loss_then, last, at(mlp, "validation accuracy", report_epochs),
        at(mlp, "validation accuracy", last),
        loss_then < still_falling * loss_at_ten ? "It had not converged after 10 epochs, against the report"
                                                : "It had converged after 10 epochs, as the report says");
  }
  text.bullet(
      "The report's validation of the net with dropout ({}, {}) is worse than its test accuracy of {}; its other nets "
      "do "
      "better on validation than on test. Ours: loss {}, accuracy {} with dropout off, and {}, {} with dropout left "
      "on; "
      "test {}.",
      published::number("E-09/validation-loss").printed, published::number("E-09/validation-accuracy").printed,
      published::number("E-09/test-accuracy").printed, at(dropout, "validation loss", report_epochs),
      at(dropout, "validation accuracy", report_epochs), at(dropout, "validation loss, dropping", report_epochs),
      at(dropout, "validation accuracy, dropping", report_epochs), at(dropout, "test accuracy", report_epochs));
  const double cnn_at_ten = results.mean(cnn_small, "validation loss", report_epochs);
  if (std::isfinite(cnn_at_ten)) {
    text.bullet(
        "With init_std = 0.01, as the report prints, the CNN is at a validation loss of {} after the first epoch and "
        "{} "
        "after the tenth (report: {} and {}), the MLP at {} (report: {}): it {} in effect.",
        at(cnn_small, "validation loss", 1), at(cnn_small, "validation loss", report_epochs),
        published::number("E-02/epoch-1").printed, published::number("E-02/epoch-10").printed,
        at(mlp_small, "validation loss", report_epochs), published::number("E-07/validation-loss").printed,
        cnn_at_ten > 2 * published::value("E-02/epoch-10") ? "was not" : "may have been");
  }
  std::vector<std::string> times;
  for (const char* run : {mlp, cnn, dropout}) {
    const double seconds = results.median(std::string("time: ") + run, "seconds an epoch");
    if (std::isfinite(seconds)) times.push_back(fmt::format("{} {:.2f} s", run, seconds));
  }
  return text.bullet("Training time of an epoch, one thread: {}. The report gives the order only.",
                     times.empty() ? "not run" : joined(times));
}

}  // namespace
}  // namespace backcheck::experiments
