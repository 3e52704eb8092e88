// Report D's error figures: the forward pass against the assignment's printed reference values, the gradients of
// layers, sandwiches and the whole network against difference quotients, and what the step of the quotient does to
// them.
#include <algorithm>
#include <cmath>

#include "experiments/d/gradient_checks.hpp"
#include "experiments/d/v_curve.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using report_d::report_step;
constexpr const char* forward = "forward";

std::vector<Comparison> comparisons();

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
          .published = comparisons()};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = forward, .seconds = 0.1, .body = report_d::check_forward}};
  for (const report_d::Checked& checked : report_d::all_checked()) {
    runs.push_back({.name = checked.name,
                    .seeds = settings.seed_count(20, 50),
                    .seconds = checked.with_loss ? 0.5 : 0.3,
                    .body = [&checked](const JobContext& context) { check_gradients(checked, context); }});
  }
  return runs;
}

// The published gradient errors, and where ours are recorded.
struct GradientError {
  std::string number, run, quantity;
};
std::vector<GradientError> gradient_errors() {
  std::vector<GradientError> all;
  const auto add = [&](const std::string& item, const char* run) {
    for (const std::string& id : published::ids(item + "/")) {
      const std::string tensor = id.substr(item.size() + 1);  // dx, dw, db; W1, b1, W2, ...
      const bool of_layer = tensor.front() == 'd';
      const char kind = of_layer ? tensor[1] : tensor[0], layer = of_layer ? '1' : tensor[1];
      all.push_back({id, run, kind == 'x' ? "input" : fmt::format("{} {}", kind == 'b' ? "bias" : "weight", layer)});
    }
  };
  add("D-07", "convolution");
  add("D-16", "conv - ReLU");
  add("D-17", "conv - ReLU - pool");
  add("D-23", "three-layer network");
  return all;
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all{
      {.number = "D-04/error",
       .ours = {{forward, "convolution, tensor-relative"}},
       .assumed = "the assignment's inputs: linspace, stride 2, padding 1; tensor-relative metric",
       .tolerance = 0.005e-9}};  // half a unit of the last digit printed
  for (const GradientError& error : gradient_errors()) {
    all.push_back({.number = error.number,
                   .ours = {{error.run, error.quantity, report_step}},
                   .assumed = "the assignment's shapes, N(0, 1) data, h = 1e-7, tensor-relative metric",
                   .logarithmic = true});
  }
  return all;
}

Figure v_curve(const Results& results) {
  return {.name = "F13-v-curve",
          .title = "The step decides the error: 1e-7 measures round-off, not the layer",
          .caption =
              "Worst tensor-relative error of all gradients; median over random draws. Below the best step the "
              "error is round-off (slope -1); above it truncation (slope +2, the smooth layer) or a kink that "
              "the step jumps over (ReLU, max pooling). A convolution is linear: it has neither. Max pooling "
              "copies numbers: no error at all at steps that are powers of two.",
          .height = 620,
          .panels = {report_d::v_curve(results)}};
}

Figure dot_plot(const Results& results) {
  constexpr Colour grey = Colour::dark_grey;
  const auto threshold = [](double error) {
    return Level{Level::Axis::x, error, {.colour = grey, .dash = Dash::dashed, .width = 2}, "", 0.93};
  };
  const Coordinate above = Coordinate::fraction(0.965);
  const std::vector<GradientError> errors = gradient_errors();
  std::vector<Point> theirs, best;
  std::vector<Estimate> ours;
  Panel panel{.x = logarithmic_axis("relative error of the gradient", 1e-19, 1e-4),
              .y = {.low = 0.3, .high = 16},
              .key = {.place = Key::Place::bottom_left, .boxed = true},
              .elements = {threshold(1e-8), Text{0.7e-8, above, "threshold, layers", Text::Align::right, 13, grey},
                           threshold(1e-5), Text{1e-5, above, "network", Text::Align::centre, 13, grey}}};
  double y = static_cast<double>(errors.size());
  for (const GradientError& error : errors) {
    panel.y.ticks.push_back({y, fmt::format("{}:  {}", error.run, error.number.substr(error.number.find('/') + 1))});
    theirs.push_back({published::value(error.number), y});
    const std::vector<double> values = results.values(error.run, error.quantity, report_step);
    if (!values.empty()) {
      const Statistics s = summarize(values);
      ours.push_back({y, median(values), s.low, s.high});
      best.push_back(
          {std::max(report_d::error_at_best_step(results, error.run, error.quantity), report_d::smallest_shown), y});
    }
    y -= 1;
  }
  const auto style = [](int series, Marker marker, double size) {
    return Style{.series = series, .marker = marker, .width = 2, .size = size};
  };
  if (!ours.empty()) {
    panel.elements.push_back(ErrorBars{ours, style(1, Marker::disc, 1.2), "ours, h = 1e-7", true});
    panel.elements.push_back(Marks{best, style(2, Marker::cross, 1.1), "ours, best step"});
  }
  panel.elements.push_back(
      Marks{theirs, {.colour = Colour::black, .marker = Marker::open_diamond, .width = 2, .size = 1.7}, "Report D"});
  return {.name = "F13-gradient-errors",
          .title = "Published gradient errors are round-off",
          .caption =
              "Hollow: Report D. Filled: ours at its step h = 1e-7, median and range over random draws. "
              "Crosses: the same code at the best step of the V-curve.",
          .height = 620,
          .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) { return {v_curve(results), dot_plot(results)}; }

Markdown findings(const Results& results) {
  const auto error = [&](const char* quantity) { return results.mean(forward, quantity); };
  const double ours = error("convolution, tensor-relative"), theirs = published::value("D-04/error");
  const double at_their_step = results.median("convolution", "worst", report_step),
               at_our_step = results.median("convolution", "worst", 0.125);
  if (std::isnan(ours) || std::isnan(at_our_step)) return Markdown().paragraph("Not run.");
  return Markdown()
      .bullet(
          "The published forward error is {} ({:.2e}; {:.2e} in the element-wise metric of the older assignment): "
          "it is the rounding of reference values printed to eight digits. Max pooling, whose printed output is "
          "lost, gives {:.2e} (element-wise {:.2e}).",
          std::abs(ours - theirs) <= 0.005e-9 ? "reproduced to its last digit" : "not reproduced", ours,
          error("convolution, element-wise"), error("max pooling, tensor-relative"), error("max pooling, element-wise"))
      .bullet(
          "At h = 1e-7 the worst gradient error of the convolution is {:.2e}; at h = 1/8, with the same code, "
          "{:.2e}. {}",
          at_their_step, at_our_step,
          at_our_step < 1e-3 * at_their_step
              ? "The convolution is linear in each argument, so its difference quotient has no truncation error, "
                "and the published numbers measure the quotient's round-off."
              : "A larger step does not make the error smaller, so it is not round-off.")
      .bullet(
          "Each verdict compares orders of magnitude: the interval is that of the logarithm over random draws. The "
          "maximum over a tensor changes with the draw; the published digits are those of one draw.");
}

}  // namespace
}  // namespace backcheck::experiments
