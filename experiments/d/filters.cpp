// Convolution as an image filter: Report D's two filters, grayscale and edges, on a picture drawn here.
#include <algorithm>
#include <cmath>

#include "experiments/d/picture.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* filters = "filters";
constexpr Index size = report_d::picture_size;

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

void filter_picture(const JobContext& context) {
  const Conv2dOptions options{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .padding = 1};
  Network<double> network = make_network<double>({options}, context.settings.twin);
  Parameters<double>& params = network.parameters()[0];
  // Filter 0 weighs the colours of one pixel; filter 1 is Sobel's, on blue alone, around the middle of the scale.
  params.weight.fill(0);
  constexpr double gray[] = {0.3, 0.6, 0.1}, sobel[] = {1, 2, 1};
  for (Index c = 0; c < 3; ++c) params.weight(Index{0}, c, Index{1}, Index{1}) = gray[c];
  for (Index kw = 0; kw < 3; ++kw) {
    params.weight(Index{1}, Index{2}, Index{0}, kw) = sobel[kw];
    params.weight(Index{1}, Index{2}, Index{2}, kw) = -sobel[kw];
  }
  params.bias = Tensor<double>({2}, {0, 128});
  const Tensor<double> input = report_d::picture();
  const Tensor<double>& output = network.forward(input);

  double gray_error = 0, to_lying = 0, to_standing = 0;
  for (Index h = 0; h < size; ++h)
    for (Index w = 0; w < size; ++w) {
      const double position = static_cast<double>(h * size + w);
      const auto in = [&](Index c) { return input(Index{0}, c, h, w); };
      const double grayscale = output(Index{0}, Index{0}, h, w), edges = output(Index{0}, Index{1}, h, w);
      context.record(position, "grayscale", grayscale);
      context.record(position, "edges", edges);
      gray_error = std::max(gray_error, std::abs(grayscale - (0.3 * in(0) + 0.6 * in(1) + 0.1 * in(2))));
      const double response = std::abs(edges - 128);
      if (report_d::lying_stripes.without_border().contains(h, w)) to_lying = std::max(to_lying, response);
      if (report_d::standing_stripes.without_border().contains(h, w)) to_standing = std::max(to_standing, response);
    }
  context.record(0, "largest deviation from 0.3 R + 0.6 G + 0.1 B", gray_error);
  context.record(0, "largest response to lying stripes", to_lying);
  context.record(0, "largest response to standing stripes", to_standing);
}

bool answers_to_standing(const Results& results) {
  return results.mean(filters, "largest response to standing stripes", 0) > 0;
}

std::vector<Figure> figures(const Results& results) {
  const auto panel = [](const char* title, std::vector<double> values, bool coloured) {
    for (double& value : values) value = std::clamp(value, 0.0, 255.0) / 255;
    return tiles({.title = title,
                  .height = size,
                  .width = size,
                  .images = {std::move(values)},
                  .coloured = coloured,
                  .colours = {ColourScale::Palette::grey, 0, 1}});
  };
  const std::vector<double> grayscale = results.values_of_seed(filters, "grayscale", 1),
                            edges = results.values_of_seed(filters, "edges", 1);
  if (grayscale.size() != size * size || edges.size() != size * size) return {};
  const Tensor<double> input = report_d::picture();
  return {
      {.name = "F12-filters",
       .title = fmt::format("One convolution, two filters: brightness, and {} edges",
                            answers_to_standing(results) ? "vertical and horizontal" : "horizontal"),
       .caption = fmt::format("A generated picture; 96x96 pixels. The edge filter (Sobel, on the blue channel, bias "
                              "128) answers to lying stripes and {}to standing ones.",
                              answers_to_standing(results) ? "" : "not "),
       .width = 1080,
       .height = 470,
       .layout = {.columns = 3, .axes = false},
       .panels = {panel("input: red, green, blue", {input.begin(), input.end()}, true),
                  panel("filter 1: 0.3 R + 0.6 G + 0.1 B", grayscale, false),
                  panel("filter 2: horizontal edges of B", edges, false)}}};
}

Markdown findings(const Results& results) {
  const auto value = [&](const char* quantity) { return results.mean(filters, quantity, 0); };
  const bool both = answers_to_standing(results);
  return Markdown()
      .bullet("The first filter is the weighted sum of the colours, to {:.2e} of 255.",
              value("largest deviation from 0.3 R + 0.6 G + 0.1 B"))
      .bullet("The second filter answers to {}: the same stripes give up to {:.0f} lying and {:.0f} standing. {}",
              both ? "edges of both directions" : "horizontal edges only", value("largest response to lying stripes"),
              value("largest response to standing stripes"),
              both ? "\"Textures and outlines\" become visible in blue."
                   : "\"Textures and outlines\" become visible where they lie across the filter, and only in blue; "
                     "objects do not become \"independent from backgrounds\".");
}

}  // namespace
}  // namespace backcheck::experiments
