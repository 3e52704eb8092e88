// Report D's error figures: the forward pass against the assignment's printed reference values, the gradients of
// layers, sandwiches and the whole network against difference quotients, and what the step of the quotient does to
// them.
#include <cmath>

#include "experiments/d/gradient_checks.hpp"
#include "experiments/d/published_errors.hpp"
#include "experiments/d/v_curve.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_d;

Experiment declaration() {
  return {.name = "d-gradient-errors",
          .position = 2,
          .title = "Errors of the forward pass and of the gradients",
          .question = "What do errors of about 1e-9 say about the layers?",
          .source = "Report D, sections 1, 2, 4 and 5",
          .x_means = "step h of the difference quotient; 0 for the forward pass",
          .assumptions = {"Shapes, data and step are those of the public assignment that the report answers: "
                          "convolution (4, 3, 5, 5) with 2 filters 3x3; sandwiches (2, 3, 8, 8) and (2, 3, 16, 16) "
                          "with 3 filters 3x3; network with 2 images 3x16x16, 3 filters 3x3, 7 hidden units.",
                          "Central differences divided by 2h; error = max|a - n| / max(|a| + |n|) over a tensor.",
                          "The random draws are ours, so published digits cannot recur; magnitudes can."},
          .published = compare_errors()};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = forward, .seconds = 0.1, .body = check_forward}};
  for (const Checked& checked : all_checked()) {
    runs.push_back({.name = checked.name,
                    .seeds = settings.seed_count(20, 50),
                    .seconds = checked.with_loss ? 0.5 : 0.3,
                    .body = [&checked](const JobContext& context) { check_gradients(checked, context); }});
  }
  return runs;
}

// The largest error of the convolution's gradients with this step of the difference quotient: the report's, or a large
// one.
double worst_error(const Results& results, double step) { return results.median("convolution", "worst", step); }
constexpr double large_step = 0.125;

// Whether the report's errors are those of rounding in its difference quotients, which a larger step makes smaller.
bool is_round_off(const Results& results) {
  return worst_error(results, large_step) < 1e-3 * worst_error(results, report_step);
}

std::vector<Figure> figures(const Results& results) {
  if (std::isnan(worst_error(results, large_step) + worst_error(results, report_step))) return {};
  return {
      {.name = "F13-v-curve",
       .title = is_round_off(results) ? "The step decides the error: 1e-7 measures round-off, not the layer"
                                      : "A larger step than 1e-7 does not make the error much smaller",
       .caption =
           "Worst tensor-relative error of all gradients; median over random draws. Below the best step the error is "
           "round-off (slope -1); above it truncation (slope +2, the smooth layer) or a kink that the step jumps over "
           "(ReLU, max pooling). A convolution is linear: it has neither. Max pooling copies numbers: no error at all "
           "at steps that are powers of two.",
       .height = 620,
       .panels = {v_curve(results)}},
      {.name = "F13-gradient-errors",
       .title = is_round_off(results) ? "Published gradient errors are round-off"
                                      : "Published gradient errors are not round-off alone",
       .caption =
           "Hollow: Report D. Filled: ours at its step h = 1e-7, median and range over random draws. Crosses: the same "
           "code at the best step of the V-curve.",
       .height = 620,
       .panels = {errors_panel(results)}}};
}

Markdown findings(const Results& results) {
  const auto error = [&](const char* quantity) { return results.mean(forward, quantity); };
  const double ours = error("convolution, tensor-relative");
  if (std::isnan(ours)) return {};
  const bool recurs = std::abs(ours - published::value("D-04/error")) <= half_a_unit;
  return Markdown()
      .bullet(
          "The published forward error is {} ({:.2e}; {:.2e} in the element-wise metric of the older assignment){}. "
          "Max pooling, whose printed output is lost, gives {:.2e} (element-wise {:.2e}).",
          recurs ? "reproduced to its last digit" : "not reproduced", ours, error("convolution, element-wise"),
          recurs ? ": it is the rounding of reference values printed to eight digits" : "",
          error("max pooling, tensor-relative"), error("max pooling, element-wise"))
      .bullet(
          "At h = 1e-7 the worst gradient error of the convolution is {:.2e}; at h = 1/8, with the same code, {:.2e}. "
          "{}",
          worst_error(results, report_step), worst_error(results, large_step),
          is_round_off(results)
              ? "The convolution is linear in each argument, so its difference quotient has no truncation error, "
                "and the published numbers measure the quotient's round-off."
              : "A larger step does not make the error smaller, so it is not round-off.")
      .bullet(
          "Each verdict compares orders of magnitude: the interval is that of the logarithm over random draws. The "
          "maximum over a tensor changes with the draw; the published digits are those of one draw.");
}

}  // namespace
}  // namespace backcheck::experiments
