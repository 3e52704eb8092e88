#include "experiments/e/validation_curves.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "experiments/e/published_results.hpp"
#include "experiments/judging/curves.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_e {

using namespace plotting;

namespace {

// Over the report's epochs, without intervals.
std::vector<Point> points_of(const std::vector<Estimate>& curve) {
  std::vector<Point> points;
  for (const Estimate& estimate : curve) {
    if (estimate.x <= report_epochs) points.push_back({estimate.x, estimate.value});
  }
  return points;
}

}  // namespace

Panel validation_panel(const Results& results, bool is_loss) {
  const char* quantity = is_loss ? "validation loss" : "validation accuracy";
  Panel panel{.title = quantity,
              .x = {.label = "epoch", .low = 0.7, .high = 10.3},
              .y = {.low = is_loss ? 0 : 0.3, .high = is_loss ? 2.4 : 1},
              .key = {.place = is_loss ? Key::Place::top_right : Key::Place::bottom_right},
              .elements = mean_bands(results, {{mlp, mlp}, {cnn, cnn}, {dropout, dropout}}, quantity)};
  const std::string dropping = std::string(quantity) + ", dropping",
                    training = is_loss ? "training loss" : "training accuracy";
  panel.elements.push_back(Line{points_of(mean_curve(results, dropout, dropping)), {.series = 4}, "dropout left on"});
  panel.elements.push_back(Line{points_of(mean_curve(results, cnn, training)), {.series = 7}, "CNN, training"});
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

}  // namespace backcheck::experiments::report_e
