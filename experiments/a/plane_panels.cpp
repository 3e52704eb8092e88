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
    panel.elements.push_back(Marks{of_class[static_cast<std::size_t>(label)], point_style(label, marker, size, width)});
  }
}

Classified classify(Network<double>& network, const std::vector<Examples<double>>& sets) {
  Classified classified;
  for (const Examples<double>& points : sets) {
    std::vector<int> predictions;
    evaluate(network, softmax_cross_entropy<double>(Twin::fast), points, {}, &predictions);
    for (std::size_t n = 0; n < predictions.size(); ++n) {
      const Index row = static_cast<Index>(n);
      (predictions[n] == points.labels[n] ? classified.right : classified.wrong)
          .push_back({points.inputs(row, 0), points.inputs(row, 1)});
    }
  }
  return classified;
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
  panel.elements.push_back(
      Marks{boundary_points(network, extent), {.colour = Colour::black, .marker = Marker::disc, .size = 0.3}});
}

}  // namespace backcheck::experiments
