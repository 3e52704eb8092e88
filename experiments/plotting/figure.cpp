#include "experiments/plotting/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace backcheck::plotting {

std::vector<Axis::Tick> labelled(const std::vector<std::string>& labels) {
  std::vector<Axis::Tick> ticks;
  for (const std::string& label : labels) ticks.push_back({static_cast<double>(ticks.size()), label});
  return ticks;
}

std::vector<Axis::Tick> numbers(double first, double last, double step) {
  std::vector<Axis::Tick> ticks;
  for (double at = first; at <= last; at += step) ticks.push_back({at, ""});
  return ticks;
}

Axis categories(std::vector<std::string> labels, double label_size) {
  for (std::string& label : labels) std::replace(label.begin(), label.end(), ' ', '\n');
  return {.low = -0.6,
          .high = static_cast<double>(labels.size()) - 0.4,
          .ticks = labelled(labels),
          .label_size = label_size};
}

Axis logarithmic_axis(std::string label, double low, double high) {
  return {.label = std::move(label),
          .low = low,
          .high = high,
          .logarithmic = true,
          .tick_format = Axis::TickFormat::powers_of_ten};
}

Marks published_points(std::vector<Point> points, std::string title) {
  return {std::move(points), {.colour = Colour::black, .marker = Marker::diamond, .size = 1.2}, std::move(title)};
}

Level published_level(double value, std::string title) {
  return {.value = value,
          .style = {.colour = Colour::black, .dash = Dash::dashed, .width = 1.5},
          .title = std::move(title)};
}

Cell cell(double value, std::string_view format) {
  return {.value = value,
          .text = std::isnan(value) ? "" : fmt::format(fmt::runtime(fmt::format("{{:{}}}", format)), value)};
}

Panel heat_map(HeatMap map) {
  return {.title = std::move(map.title),
          .x = {.label = std::move(map.x_label),
                .low = -0.5,
                .high = static_cast<double>(map.columns.size()) - 0.5,
                .ticks = labelled(map.columns)},
          .y = {.label = std::move(map.y_label),
                .low = static_cast<double>(map.rows.size()) - 0.5,
                .high = -0.5,
                .ticks = labelled(map.rows)},
          .colours = map.colours,
          .elements = {std::move(map.cells)},
          .grid = false};
}

Panel tiles(const Tiles& tiles) {
  const Index count = static_cast<Index>(tiles.images.size()), columns = std::min(tiles.columns, count);
  if (count == 0) throw std::invalid_argument("tiles: there are no images");
  const Index channels = tiles.coloured ? 3 : 1, pixels = tiles.height * tiles.width;
  const Index height = (count + columns - 1) / columns * (tiles.height + 1) - 1,
              width = columns * (tiles.width + 1) - 1;
  // Between tiles: nothing, or white where there is colour.
  const double gap = tiles.coloured ? 1 : std::numeric_limits<double>::quiet_NaN();
  Image image{.height = height,
              .width = width,
              .values = std::vector<double>(static_cast<std::size_t>(channels * height * width), gap),
              .coloured = tiles.coloured};
  Panel panel{.title = tiles.title,
              .x = {.low = -0.5, .high = static_cast<double>(width) - 0.5, .hidden = true},
              .y = {.low = static_cast<double>(height) - 0.5, .high = -0.5, .hidden = true},
              .key = {.place = Key::Place::none},
              .colours = tiles.colours,
              .grid = false,
              .border = Panel::Border::none,
              .equal_scales = true};
  for (Index n = 0; n < count; ++n) {
    const std::vector<double>& tile = tiles.images[static_cast<std::size_t>(n)];
    if (static_cast<Index>(tile.size()) != channels * pixels) {
      throw std::invalid_argument("tiles: image " + std::to_string(n) + " has another size");
    }
    const Index top = n / columns * (tiles.height + 1), left = n % columns * (tiles.width + 1);
    for (Index c = 0; c < channels; ++c)
      for (Index h = 0; h < tiles.height; ++h)
        for (Index w = 0; w < tiles.width; ++w) {
          image.values[static_cast<std::size_t>((c * height + top + h) * width + left + w)] =
              tile[static_cast<std::size_t>((c * tiles.height + h) * tiles.width + w)];
        }
    if (std::find(tiles.framed.begin(), tiles.framed.end(), n) == tiles.framed.end()) continue;
    const double x = static_cast<double>(left) - 0.5, y = static_cast<double>(top) - 0.5;
    panel.elements.push_back(Box{.left = x,
                                 .bottom = y,
                                 .right = x + static_cast<double>(tiles.width),
                                 .top = y + static_cast<double>(tiles.height),
                                 .border = Colour::black,
                                 .border_width = 3});
  }
  panel.elements.push_back(std::move(image));
  return panel;
}

}  // namespace backcheck::plotting
