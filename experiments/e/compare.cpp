// Report E's comparison of a multilayer perceptron, a CNN, and the CNN with dropout; whether dropout or the weight
// decay that was switched off with it makes the difference, and whether there is one.
#include <cmath>

#include "experiments/e/dropout_or_decay.hpp"
#include "experiments/e/published_results.hpp"
#include "experiments/e/training.hpp"
#include "experiments/e/validation_curves.hpp"
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

std::vector<Figure> figures(const Results& results) {
  return {
      {.name = "F17-validation-curves",
       .title = curves_end_at_validation() ? "Report E's \"training\" curves are validation curves"
                                           : "Report E's training curves, and validation curves of ours",
       .caption =
           results.data_label() +
           ". Ours: means over seeds, with their 95 % t intervals but for two thin lines. Symbols: points read off the "
           "report's figures, and "
           "the validation result that it prints for the MLP.",
       .width = 1080,
       .height = 560,
       .layout = {.columns = 2},
       .panels = {validation_panel(results, true), validation_panel(results, false)}},
      difference_figure(results)};
}

Markdown findings(const Results& results) {
  Markdown text;
  if (results.values(cnn, "test accuracy", report_epochs).empty()) return text;
  describe_differences(text, results);
  const auto ours = [&](const char* run, const char* quantity, double epoch = report_epochs) {
    return results.mean(run, quantity, epoch);
  };
  const auto theirs = [](const char* id) { return published::number(id).printed; };
  const auto mlp_curve = results.curve(mlp, "validation loss");
  const double last = mlp_curve.empty() ? report_epochs : mlp_curve.rbegin()->first;
  if (last > report_epochs) {
    constexpr double still_falling = 0.95;  // of the loss at ten epochs
    text.bullet(
        "Converged? The MLP's validation loss is {:.3f} after 10 epochs and {:.3f} after {:.0f}; its validation "
        "accuracy {:.3f} and {:.3f}. It {}.",
        ours(mlp, "validation loss"), ours(mlp, "validation loss", last), last, ours(mlp, "validation accuracy"),
        ours(mlp, "validation accuracy", last),
        ours(mlp, "validation loss", last) < still_falling * ours(mlp, "validation loss")
            ? "had not converged after 10 epochs, against the report"
            : "had converged after 10 epochs, as the report says");
  }
  text.bullet(
      "The report's validation of the net with dropout ({}, {}) is worse than its test accuracy of {}; its other nets "
      "do better on validation than on test. Ours: loss {:.3f}, accuracy {:.3f} with dropout off, and {:.3f}, {:.3f} "
      "with dropout left on; test {:.3f}.",
      theirs("E-09/validation-loss"), theirs("E-09/validation-accuracy"), theirs("E-09/test-accuracy"),
      ours(dropout, "validation loss"), ours(dropout, "validation accuracy"),
      ours(dropout, "validation loss, dropping"), ours(dropout, "validation accuracy, dropping"),
      ours(dropout, "test accuracy"));
  text.bullet(
      "With init_std = 0.01, as the report prints, the CNN is at a validation loss of {:.3f} after the first epoch and "
      "{:.3f} after the tenth (report: {} and {}), the MLP at {:.3f} (report: {}): it {} in effect.",
      ours(cnn_small, "validation loss", 1), ours(cnn_small, "validation loss"), theirs("E-02/epoch-1"),
      theirs("E-02/epoch-10"), ours(mlp_small, "validation loss"), theirs("E-07/validation-loss"),
      ours(cnn_small, "validation loss") > 2 * published::value("E-02/epoch-10") ? "was not" : "may have been");
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
