#include "experiments/a/network_diagram.hpp"

#include <fmt/format.h>

#include <cmath>

namespace backcheck::experiments {
namespace {

using namespace plotting;

// A feature map is a square, its channels a stack; a vector is a bar. `centre` is where its labels stand, `end` its
// right edge.
struct Drawn {
  double centre = 0, end = 0;
};
Drawn add_stage(Panel& panel, const Stage& stage, double x) {
  const double size = static_cast<double>(stage.size()), shift = 0.9;
  const double height = stage.is_map() ? 0.62 * size : 4 + 2.5 * std::log2(size);
  const double width = stage.is_map() ? 0.66 * height : 2.2;  // a square in pixels
  const double stack = static_cast<double>(stage.channels() - 1) * shift, bottom = 16 - (height + stack) / 2;
  const char* colour = stage.name == "input"               ? "#e8e8e8"
                       : stage.name.starts_with("MaxPool") ? "#F0E442"
                       : stage.is_map()                    ? "#56B4E9"
                                                           : "#E69F00";
  for (Index channel = stage.channels(); channel-- > 0;) {
    const double offset = static_cast<double>(channel) * shift, left = x + offset, low = bottom + offset;
    panel.elements.push_back(Box{left, low, left + width, low + height, colour, Colour::dark_grey});
  }
  return {x + (width + stack) / 2, x + width + stack};
}

}  // namespace

std::string Stage::extents() const {
  return is_map() ? fmt::format("{} x {} x {}", shape[1], shape[2], shape[3]) : fmt::format("{}", shape[1]);
}

Panel network_diagram(const std::vector<Stage>& stages, const std::string& below) {
  Panel panel{.x = {.low = 0, .hidden = true},
              .y = {.low = -14, .high = 39, .hidden = true},
              .area = {.left = 0.01, .right = 0.99, .bottom = 0.02, .top = 0.88},
              .grid = false,
              .border = Panel::Border::none};
  const auto write = [&](double x, double y, const std::string& text, double size, std::optional<Colour> colour = {}) {
    panel.elements.push_back(Text{x, y, text, Text::Align::centre, size, colour});
  };
  Arrows arrows{.arrows = {}, .colour = Colour::dark_grey, .width = 1.5};
  double x = 3;
  for (const Stage& stage : stages) {
    const auto [centre, end] = add_stage(panel, stage, x);
    write(centre, 36, stage.name, 13);
    write(centre, 32.5, stage.extents(), 12, Colour::dark_grey);
    write(centre, -4, stage.name == "input" ? "parameters:" : fmt::format("{}", stage.parameters), 12);
    const double next = end + (stage.is_map() ? 8.5 : 7);
    if (stage.name != stages.back().name) arrows.arrows.push_back({{end + 1.5, 16}, {next - 1.5, 16}});
    x = next;
  }
  panel.x.high = x - 4;
  panel.elements.push_back(arrows);
  write((x - 4) / 2, -10, below, 13);
  return panel;
}

}  // namespace backcheck::experiments
