#include "experiments/b/gradient_norms.hpp"

#include "experiments/judging/curves.hpp"
#include "experiments/judging/tables.hpp"

namespace backcheck::experiments::report_b {

using namespace plotting;

bool overflows_at_once(const Results& results) {
  return at_first_update(results, gaussian(1), "largest logit") > exp_overflows_above;
}

Figure start_figure(const Results& results) {
  const auto line = [&](const std::string& quantity, int series) {
    std::vector<Point> points;
    for (const Initializer& start : starts) {
      if (start.kind != Initializer::Kind::gaussian) continue;
      points.push_back({start.standard_deviation, at_first_update(results, start, quantity)});
    }
    return Line{points, {.series = series}, quantity, true};
  };
  Panel panel{
      .x = {.label = "standard deviation of the initial weights", .low = 0.008, .high = 1.3, .logarithmic = true},
      .y = {.label = "at the first update", .logarithmic = true, .tick_format = Axis::TickFormat::powers_of_ten},
      .key = {.place = Key::Place::bottom_right},
      .elements =
          elements(Level{.value = exp_overflows_above, .title = "exp overflows (double)"}, line("largest logit", 7))};
  int series = 0;
  for (const std::string& layer : weight_layers) panel.elements.push_back(line(norm_of(layer), ++series));
  return {.name = "F07-at-the-start",
          .title = overflows_at_once(results) ? "The explosion is there before the first update"
                                              : "Before the first update, nothing has overflowed",
          .caption = fmt::format("Report B's full network in double precision, first image, weights N(0, "
                                 "deviation^2); means over seeds. {}.",
                                 results.data_label()),
          .panels = {panel}};
}

Panel norms_panel(const Results& results, const Setting& setting, std::string title) {
  Panel panel{.title = std::move(title),
              .x = {.label = "update", .low = 0.8, .high = 2500, .logarithmic = true},
              .y = logarithmic_axis("gradient norm", 1e-3, 1e5)};
  int series = 0;
  for (const std::string& layer : weight_layers) {
    std::vector<Point> points = seed_curve(results, setting.run(), norm_of(layer), 1);
    std::erase_if(points, [](const Point& point) { return point[1] == 0; });
    panel.elements.push_back(Line{points, {.series = ++series}, layer, true});
  }
  return panel;
}

void add_start_table(writing::Markdown& text, const Results& results) {
  std::vector<RunOfTable> rows;
  for (const Initializer& start : starts) rows.push_back({run_from(start), {name_of(start)}});
  std::vector<Column> columns{{"largest logit", "largest logit", ".1e", 1, 1}};
  for (const std::string& layer : weight_layers) columns.push_back({norm_of(layer), norm_of(layer), ".1e", 1, 1});
  add_table(text, results, {"initial weights"}, rows, columns);
}

}  // namespace backcheck::experiments::report_b
