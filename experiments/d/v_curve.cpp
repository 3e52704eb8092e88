#include "experiments/d/v_curve.hpp"

#include <algorithm>
#include <limits>

#include "experiments/d/gradient_checks.hpp"
#include "experiments/judging/curves.hpp"

namespace backcheck::experiments::report_d {

using namespace plotting;

Panel v_curve(const Results& results) {
  Panel panel{.x = logarithmic_axis("step h", 5e-13, 1),
              .y = logarithmic_axis("relative error of the gradient", smallest_shown, 30),
              .key = {.place = Key::Place::bottom_left, .boxed = true}};
  const auto mark = [&](double step, const char* name, Colour colour, Dash dash) {
    panel.elements.push_back(Level{
        .axis = Level::Axis::x, .value = step, .style = {.colour = colour, .dash = dash, .width = 2}, .height = 0.94});
    panel.elements.push_back(Text{step, Coordinate::fraction(0.97), name, Text::Align::centre});
  };
  mark(report_step, "Report D", Colour::dark_grey, Dash::dashed);
  mark(1e-5, "cs231n", Colour::dark_grey, Dash::dashed);
  mark(1e-3, "Chainer", Colour::dark_grey, Dash::dashed);
  mark(0.125, "linear, ours", Colour::black, Dash::solid);
  const auto guide = [&](const Point& from, const Point& to, const Point& at, const char* slope) {
    panel.elements.push_back(Line{{from, to}, {.colour = Colour::grey, .dash = Dash::dotted}});
    panel.elements.push_back(Text{.x = at[0], .y = at[1], .text = slope, .colour = Colour::dark_grey});
  };
  guide({5e-13, 1.5e-17 / 5e-13}, {1, 1.5e-17}, {1.2e-12, 3e-7}, "slope −1");
  guide({2e-6, 2e-3 * 2e-6 * 2e-6}, {1, 2e-3}, {2.2e-2, 8e-8}, "slope +2");
  int series = 0;
  for (const char* run : {"convolution", "conv - sigmoid", "conv - ReLU", "max pooling", "three-layer network"}) {
    std::vector<Point> points;
    for (const auto& [h, error] : median_curve(results, run, "worst")) {
      if (h == report_step) continue;  // not a power of two: 2h is rounded, which would show as a spike of its own
      points.push_back({h, std::max(error, smallest_shown)});
    }
    if (!points.empty()) panel.elements.push_back(Line{points, {.series = ++series, .size = 0.6}, run, true});
  }
  return panel;
}

double error_at_best_step(const Results& results, std::string_view run, std::string_view quantity) {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [h, error] : median_curve(results, run, quantity)) least = std::min(least, error);
  return least;
}

}  // namespace backcheck::experiments::report_d
