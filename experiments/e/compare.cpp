// Report E's comparison of a multilayer perceptron, a CNN, and the CNN with dropout; whether dropout or the weight
// decay that was switched off with it makes the difference, and whether there is one.
#include <cmath>

#include "experiments/e/dropout_or_decay.hpp"
#include "experiments/e/published_results.hpp"
#include "experiments/e/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_e;

std::string time_of(const char* run) { return std::string("time: ") + run; }

Experiment declaration() {
  return {.name = "e-compare",
          .position = 1,
          .title = "MLP, CNN, and CNN with dropout",
          .question = "Do the published results recur, and does dropout make a difference?",
          .source = "Report E, sections 1 to 3",
          .data = DataNeed::mnist,
          .assumptions = assumptions(
              {"\"2-layer MLP\" lists three fully connected layers; their widths are unstated: 784-128-128-10."}),
          .published = compare_results()};
}

std::vector<Run> runs(const Settings& settings) {
  const Index epochs = settings.epoch_count(2, 10, 10), mlp_epochs = settings.epoch_count(2, 40, 100);
  const Index seeds = settings.seed_count(3, 10), few = settings.seed_count(2, 3);
  const Architecture perceptron = published::report_e_mlp(), wide = published::mlp({784, 400, 128, 10});
  const Architecture plain = published::report_e_cnn();
  const Architecture dropping = published::report_e_cnn(published::DropoutPlacement::fc, 0.2);
  constexpr double decay = 0.005;
  const auto run = [&](const char* name, Index count, double epoch_seconds, const Configuration& configuration) {
    return training_run(name, configuration, count, epoch_seconds, settings);
  };
  return {run(mlp, seeds, 0.5, {perceptron, decay, Start::by_width, mlp_epochs}),
          run(cnn, seeds, 2.5, {plain, decay, Start::by_width, epochs}),
          run(dropout, seeds, 2.5, {dropping, 0, Start::by_width, epochs}),
          run(cnn_without_decay, seeds, 2.5, {plain, 0, Start::by_width, epochs}),
          run(dropout_with_decay, seeds, 2.5, {dropping, decay, Start::by_width, epochs}),
          run(mlp_wide, seeds, 1, {wide, decay, Start::by_width, epochs}),
          run(mlp_small, few, 0.5, {perceptron, decay, Start::small, epochs}),
          run(cnn_xavier, few, 2.5, {plain, decay, Start::xavier, epochs}),
          run(cnn_small, few, 2.5, {plain, decay, Start::small, epochs}),
          timing_run(time_of(mlp), {perceptron}, settings),
          timing_run(time_of(cnn), {plain}, settings),
          timing_run(time_of(dropout), {dropping}, settings)};
}

Panel curve_panel(const Results& results, const char* quantity) {
  const bool is_loss = std::string_view(quantity) == "validation loss";
  Panel panel{.title = quantity,
              .x = {.label = "epoch", .low = 0.7, .high = 10.3},
              .y = {.low = is_loss ? 0 : 0.3, .high = is_loss ? 2.4 : 1},
              .key = {.place = is_loss ? Key::Place::top_right : Key::Place::bottom_right},
              .elements = mean_bands(results, {{mlp, mlp}, {cnn, cnn}, {dropout, dropout}}, quantity)};
  const auto add = [&](std::vector<Point> points, const char* run, Marker marker, double size) {
    Marks marks = published_points(std::move(points), std::string("Report E, ") + run);
    marks.style.marker = marker, marks.style.size = size;
    panel.elements.push_back(marks);
  };
  for (const PublishedCurve& curve : published_curves) {
    if (std::string_view(quantity) != curve.quantity) continue;
    std::vector<Point> points;
    for (const std::string& id : published::ids(curve.item)) {
      points.push_back({static_cast<double>(points.size() + 1), published::value(id)});
    }
    if (curve.run == cnn) add(points, cnn, Marker::diamond, 1.2);
    if (curve.run == dropout) add(points, dropout, Marker::open_triangle, 1.5);
  }
  const double end = published::value(is_loss ? "E-07/validation-loss" : "E-07/validation-accuracy");
  add({{report_epochs, end}}, mlp, Marker::open_square, 1.5);
  return panel;
}

std::vector<Figure> figures(const Results& results) {
  const int sign = sign_established(results);
  return {{.name = "F17-validation-curves",
           .title = "Report E's \"training\" curves are validation curves",
           .caption = results.data_label() +
                      ". Ours: mean and 95 % t interval over seeds. Symbols: points read off the report's figures, and "
                      "the validation result that it prints for the MLP.",
           .width = 1080,
           .height = 560,
           .layout = {.columns = 2},
           .panels = {curve_panel(results, "validation loss"), curve_panel(results, "validation accuracy")}},
          {.name = "F17-dropout-or-decay",
           .title = sign > 0   ? "Dropout improves the test accuracy after ten epochs, seed by seed"
                    : sign < 0 ? "After ten epochs dropout lowers the test accuracy, seed by seed"
                               : "That dropout improves the test accuracy is not established",
           .caption = results.data_label() +
                      ". Differences of test accuracy after 10 epochs between runs of the same seed: open circles, one "
                      "a seed; bars: mean and 95 % t interval. Diamond: the report's single difference.",
           .width = 900,
           .height = 520,
           .panels = {difference_panel(results)}}};
}

Markdown findings(const Results& results) {
  Markdown text;
  if (results.values(cnn, "test accuracy", report_epochs).empty()) return text.paragraph("Not run for ten epochs.");
  describe_differences(text, results);
  const auto ours = [&](const char* run, const char* quantity, double epoch = report_epochs) {
    return with_interval(std::vector{results.mean(run, quantity, epoch)}, ".3f");
  };
  const auto theirs = [](const char* id) { return published::number(id).printed; };
  const auto mlp_curve = results.curve(mlp, "validation loss");
  const double last = mlp_curve.empty() ? report_epochs : mlp_curve.rbegin()->first;
  if (last > report_epochs) {
    constexpr double still_falling = 0.95;  // of the loss at ten epochs
    const bool converged = !(results.mean(mlp, "validation loss", last) <
                             still_falling * results.mean(mlp, "validation loss", report_epochs));
    text.bullet(
        "Converged? The MLP's validation loss is {} after 10 epochs and {} after {:.0f}; its validation accuracy {} "
        "and {}. It {}.",
        ours(mlp, "validation loss"), ours(mlp, "validation loss", last), last, ours(mlp, "validation accuracy"),
        ours(mlp, "validation accuracy", last),
        converged ? "had converged after 10 epochs, as the report says"
                  : "had not converged after 10 epochs, against the report");
  }
  text.bullet(
      "The report's validation of the net with dropout ({}, {}) is worse than its test accuracy of {}; its other nets "
      "do better on validation than on test. Ours: loss {}, accuracy {} with dropout off, and {}, {} with dropout left "
      "on; test {}.",
      theirs("E-09/validation-loss"), theirs("E-09/validation-accuracy"), theirs("E-09/test-accuracy"),
      ours(dropout, "validation loss"), ours(dropout, "validation accuracy"),
      ours(dropout, "validation loss, dropping"), ours(dropout, "validation accuracy, dropping"),
      ours(dropout, "test accuracy"));
  const double small_loss = results.mean(cnn_small, "validation loss", report_epochs);
  if (std::isfinite(small_loss)) {
    text.bullet(
        "With init_std = 0.01, as the report prints, the CNN is at a validation loss of {} after the first epoch and "
        "{} after the tenth (report: {} and {}), the MLP at {} (report: {}): it {} in effect.",
        ours(cnn_small, "validation loss", 1), ours(cnn_small, "validation loss"), theirs("E-02/epoch-1"),
        theirs("E-02/epoch-10"), ours(mlp_small, "validation loss"), theirs("E-07/validation-loss"),
        small_loss > 2 * published::value("E-02/epoch-10") ? "was not" : "may have been");
  }
  std::vector<std::string> times;
  for (const char* run : {mlp, cnn, dropout}) {
    const double seconds = results.median(time_of(run), "seconds an epoch");
    if (std::isfinite(seconds)) times.push_back(fmt::format("{} {:.2f} s", run, seconds));
  }
  return text.bullet("Training time of an epoch, one thread: {}. The report gives the order only.",
                     times.empty() ? "not run" : joined(times));
}

}  // namespace
}  // namespace backcheck::experiments
