#include "experiments/d/published_errors.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/d/gradient_checks.hpp"
#include "experiments/d/v_curve.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_d {

using namespace plotting;

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

std::vector<Comparison> compare_errors() {
  std::vector<Comparison> all{
      {.number = "D-04/error",
       .ours = {{forward, "convolution, tensor-relative"}},
       .assumed = "the assignment's inputs: linspace, stride 2, padding 1; tensor-relative metric",
       .tolerance = half_a_unit}};
  for (const GradientError& error : gradient_errors()) {
    all.push_back({.number = error.number,
                   .ours = {{error.run, error.quantity, report_step}},
                   .assumed = "the assignment's shapes, N(0, 1) data, h = 1e-7, tensor-relative metric",
                   .logarithmic = true});
  }
  return all;
}

plotting::Panel errors_panel(const Results& results) {
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
      ours.push_back(with_range(y, values));
      ours.back().value = median(values);
      best.push_back({std::max(error_at_best_step(results, error.run, error.quantity), smallest_shown), y});
    }
    y -= 1;
  }
  const auto style = [](int series, Marker marker, double size) {
    return Style{.series = series, .marker = marker, .width = 2, .size = size};
  };
  panel.elements.push_back(ErrorBars{ours, style(1, Marker::disc, 1.2), "ours, h = 1e-7", true});
  panel.elements.push_back(Marks{best, style(2, Marker::cross, 1.1), "ours, best step"});
  panel.elements.push_back(
      Marks{theirs, {.colour = Colour::black, .marker = Marker::open_diamond, .width = 2, .size = 1.7}, "Report D"});
  return panel;
}

}  // namespace backcheck::experiments::report_d
