// Convolution as an image filter: Report D's two filters, grayscale and edges, on a picture drawn here.
#include <algorithm>
#include <array>
#include <cmath>

#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* filters = "filters";

Experiment declaration() {
  return {.name = "d-filters",
          .position = 1,
          .title = "Convolution as an image filter",
          .question = "What do the two hand-made filters show of a picture?",
          .source = "Report D, section 1, the figure after the forward pass",
          .x_means = "pixel, row by row",
          .assumptions = {"The report's photographs are not ours to use: the picture is generated.",
                          "The filters are those of the public assignment that the report answers: grayscale weights "
                          "0.3, 0.6, 0.1; a Sobel kernel on the blue channel with bias 128; padding 1."}};
}

void filter_picture(const JobContext& context);

std::vector<Run> runs(const Settings&) { return {{.name = filters, .seconds = 0.1, .body = filter_picture}}; }

constexpr Index size = 96;  // pixels each way

// Squares of 20 pixels, filled with stripes 4 pixels wide: the same stripes, once lying and once standing.
struct Patch {
  Index top, left, extent;
  bool contains(Index h, Index w) const { return top <= h && h < top + extent && left <= w && w < left + extent; }
};
constexpr Patch lying{66, 8, 20}, standing{66, 36, 20};

// Red, green and blue, each a whole number from 0 to 255, of a landscape: sky and sun, hills, a house, a field with two
// striped squares.
std::array<double, 3> pixel(Index h, Index w) {
  const double y = static_cast<double>(h), x = static_cast<double>(w);
  if (lying.contains(h, w) || standing.contains(h, w)) {
    const bool dark = ((lying.contains(h, w) ? h - lying.top : w - standing.left) / 4) % 2 == 0;
    return dark ? std::array{30.0, 40.0, 70.0} : std::array{245.0, 235.0, 210.0};
  }
  const bool wall = 44 <= h && h < 74 && 62 <= w && w < 90;
  const bool door = 58 <= h && h < 74 && 72 <= w && w < 80;
  const bool window = 49 <= h && h < 56 && ((65 <= w && w < 71) || (81 <= w && w < 87));
  const bool roof = 28 <= h && h < 44 && std::abs(x - 75.5) < (y - 27) * 1.15;
  if (door) return {90, 52, 30};
  if (window) return {150, 205, 235};
  if (wall) {
    const bool mortar = h % 5 == 4 || (w + (h / 5 % 2) * 4) % 8 == 7;
    return mortar ? std::array{215.0, 205.0, 190.0} : std::array{178.0, 74.0, 52.0};
  }
  if (roof) return {88, 44, 52};
  if (std::hypot(x - 22, y - 18) < 10) return {255, 214, 70};
  const double hill = 46 + 7 * std::sin(x / 13) + 4 * std::sin(x / 5 + 1);
  if (y < hill) return {120 + y, 170 + y, 250 - std::round(0.4 * y)};
  const double grass = std::round(12 * std::sin(x * 1.7 + 3 * std::sin(y * 0.9)) + 0.5 * (y - 46));
  return {70 + grass, 140 + grass, 60 + std::round(0.5 * grass)};
}

void filter_picture(const JobContext& context) {
  Tensor<double> picture({1, 3, size, size});
  for (Index h = 0; h < size; ++h)
    for (Index w = 0; w < size; ++w) {
      const std::array<double, 3> colour = pixel(h, w);
      for (Index c = 0; c < 3; ++c) picture(Index{0}, c, h, w) = colour[static_cast<std::size_t>(c)];
    }
  const Conv2dOptions options{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .padding = 1};
  Network<double> network = make_network<double>({options}, context.settings.twin);
  Parameters<double>& params = network.parameters()[0];
  // Filter 0 weighs the colours of one pixel; filter 1 is Sobel's, on blue alone, around the middle of the scale.
  params.weight.fill(0);
  constexpr double gray[] = {0.3, 0.6, 0.1};
  for (Index c = 0; c < 3; ++c) params.weight(Index{0}, c, Index{1}, Index{1}) = gray[c];
  constexpr double sobel[] = {1, 2, 1};
  for (Index kw = 0; kw < 3; ++kw) {
    params.weight(Index{1}, Index{2}, Index{0}, kw) = sobel[kw];
    params.weight(Index{1}, Index{2}, Index{2}, kw) = -sobel[kw];
  }
  params.bias = Tensor<double>({2}, {0, 128});
  const Tensor<double>& output = network.forward(picture);

  double gray_error = 0, lying_response = 0, standing_response = 0;
  for (Index h = 0; h < size; ++h)
    for (Index w = 0; w < size; ++w) {
      const double position = static_cast<double>(h * size + w);
      const auto in = [&](Index c) { return picture(Index{0}, c, h, w); };
      const auto out = [&](Index f) { return output(Index{0}, f, h, w); };
      context.record(position, "grayscale", out(0));
      context.record(position, "edges", out(1));
      gray_error = std::max(gray_error, std::abs(out(0) - (0.3 * in(0) + 0.6 * in(1) + 0.1 * in(2))));
      // Inside each square only: its outline is an edge of its own.
      const auto inside = [&](const Patch& patch) {
        return Patch{patch.top + 1, patch.left + 1, patch.extent - 2}.contains(h, w);
      };
      const double response = std::abs(out(1) - 128);
      if (inside(lying)) lying_response = std::max(lying_response, response);
      if (inside(standing)) standing_response = std::max(standing_response, response);
    }
  context.record(0, "largest deviation from 0.3 R + 0.6 G + 0.1 B", gray_error);
  context.record(0, "largest response to lying stripes", lying_response);
  context.record(0, "largest response to standing stripes", standing_response);
}

// The values of one output, pixel by pixel, as shares of 255.
std::vector<double> shares(const Results& results, const char* output) {
  std::vector<double> values;
  for (const auto& [position, value] : results.curve_of_seed(filters, output, 1)) {
    values.push_back(std::clamp(value, 0.0, 255.0) / 255);
  }
  return values;
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<double> grayscale = shares(results, "grayscale"), edges = shares(results, "edges");
  if (grayscale.size() != size * size || edges.size() != size * size) return {};
  std::vector<double> colours;
  for (std::size_t c = 0; c < 3; ++c)
    for (Index h = 0; h < size; ++h)
      for (Index w = 0; w < size; ++w) colours.push_back(pixel(h, w)[c] / 255);
  const auto picture = [](const char* title, const std::vector<double>& image, bool coloured) {
    return tiles({.title = title,
                  .height = size,
                  .width = size,
                  .images = {image},
                  .coloured = coloured,
                  .colours = {ColourScale::Palette::grey, 0, 1}});
  };
  return {{.name = "F12-filters",
           .title = "One convolution, two filters: brightness, and horizontal edges",
           .caption =
               "A generated picture; 96x96 pixels. The edge filter (Sobel, on the blue channel, bias 128) answers to "
               "lying stripes and not to standing ones.",
           .width = 1080,
           .height = 470,
           .layout = {.columns = 3, .axes = false},
           .panels = {picture("input: red, green, blue", colours, true),
                      picture("filter 1: 0.3 R + 0.6 G + 0.1 B", grayscale, false),
                      picture("filter 2: horizontal edges of B", edges, false)}}};
}

Markdown findings(const Results& results) {
  const auto value = [&](const char* quantity) { return results.mean(filters, quantity, 0); };
  const double to_lying = value("largest response to lying stripes"),
               to_standing = value("largest response to standing stripes");
  if (std::isnan(to_lying)) return Markdown().paragraph("Not run.");
  return Markdown()
      .bullet("The first filter is the weighted sum of the colours, to {:.2e} of 255.",
              value("largest deviation from 0.3 R + 0.6 G + 0.1 B"))
      .bullet("The second filter answers to {}: the same stripes give up to {:.0f} lying and {:.0f} standing. {}",
              to_standing == 0 ? "horizontal edges only" : "edges of both directions", to_lying, to_standing,
              to_standing == 0
                  ? "\"Textures and outlines\" become visible where they lie across the filter, and only in "
                    "blue; objects do not become \"independent from backgrounds\"."
                  : "\"Textures and outlines\" become visible in blue.");
}

}  // namespace
}  // namespace backcheck::experiments
