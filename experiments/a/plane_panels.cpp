#include "experiments/a/plane_panels.hpp"

#include <array>
#include <cmath>

#include "experiments/a/plane_boundary.hpp"

namespace backcheck::experiments {

using namespace plotting;

Panel plane(const std::string& title) {
  const Axis axis{.low = -extent, .high = extent, .hidden = true};
  return {.title = title,
          .x = axis,
          .y = axis,
          .key = {.place = Key::Place::none},
          .grid = false,
          .border = Panel::Border::box,
          .equal_scales = true};
}

Figure plane_figure(std::string name, std::string title, std::string caption, std::vector<Panel> panels) {
  return {.name = std::move(name),
          .title = std::move(title),
          .caption = std::move(caption),
          .width = 1100,
          .height = 390,
          .layout = {.axes = false},
          .panels = std::move(panels)};
}

Style point_style(int label, Marker marker, double size, double width) {
  return {.colour = label ? Colour::vermillion : Colour::blue, .marker = marker, .width = width, .size = size};
}

void add_points(Panel& panel, const Examples<double>& points, Marker marker, double size, double width) {
  std::array<std::vector<Point>, 2> of_class;
  for (Index n = 0; n < points.inputs.shape()[0]; ++n) {
    of_class.at(static_cast<std::size_t>(points.labels[static_cast<std::size_t>(n)]))
        .push_back({points.inputs(n, 0), points.inputs(n, 1)});
  }
  for (const int label : {0, 1}) {
    const std::vector<Point>& drawn = of_class[static_cast<std::size_t>(label)];
    if (!drawn.empty()) panel.elements.push_back(Marks{drawn, point_style(label, marker, size, width)});
  }
}

void add_landscape(Panel& panel, Network<double>& network) {
  constexpr Index resolution = 81;
  const double step = 2 * extent / (resolution - 1);
  Image probability{.height = resolution,
                    .width = resolution,
                    .values = {},
                    .first = {-extent, -extent},
                    .step = {step, step},
                    .smooth = true};
  for (const double ahead : lead(network, square_grid(extent, resolution))) {
    probability.values.push_back(1 / (1 + std::exp(-ahead)));
  }
  panel.colours = {ColourScale::Palette::pale_diverging, 0, 1};
  panel.elements.push_back(std::move(probability));
  const Points boundary = boundary_points(network, extent);
  if (!boundary.empty()) {
    panel.elements.push_back(Marks{boundary, {.colour = Colour::black, .marker = Marker::disc, .size = 0.3}});
  }
}

}  // namespace backcheck::experiments
