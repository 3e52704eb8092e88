// Report A's network as a diagram, with the sizes that its layers really have and what its convolution formulas, taken
// by the letter, leave of its parameters.
#include <cmath>

#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* figure_1 = "Fig. 1";

Experiment declaration() {
  Experiment experiment{
      .name = "a-architecture",
      .position = 1,
      .title = "The network of Report A",
      .question = "Which sizes do the layers have, and how many parameters do the printed formulas leave?",
      .source = "Report A, Fig. 1 and sections II.A and II.F",
      .x_means = "nothing",
      .assumptions = {"No padding and pooling with stride 2, as the printed sizes imply."}};
  for (const std::string& id : published::ids("A-17")) {
    // "A-17/Conv1-size" is recorded as "Conv1 size".
    std::string quantity = id.substr(id.find('/') + 1);
    quantity[quantity.find('-')] = ' ';
    experiment.published.push_back(
        {.number = id, .ours = {{figure_1, quantity}}, .assumed = "no padding, pooling with stride 2", .tolerance = 0});
  }
  return experiment;
}

void record_sizes(const JobContext& context);

std::vector<Run> runs(const Settings&) { return {{.name = figure_1, .seconds = 0.01, .body = record_sizes}}; }

struct Stage {
  std::string name, shape;
  Index parameters = 0, height = 0, channels = 0;
};

std::string extents(const Shape& shape) {
  std::vector<std::string> all;
  for (Index axis = 1; axis < shape.rank(); ++axis) all.push_back(std::to_string(shape[axis]));
  return joined(all, " x ");
}

// The input and the layers that change the shape, under the report's names.
std::vector<Stage> stages() {
  const std::vector<std::string> names{"Conv1", "MaxPool1", "Conv2", "MaxPool2", "FC1", "FC2"};
  std::vector<Stage> stages{{"input", "1 x 28 x 28", 0, 28, 1}};
  Shape shape{1, 1, 28, 28};
  std::size_t next = 0;
  for (const AnyOptions& any : published::report_a_cnn()) {
    std::visit(
        [&](const auto& options) {
          shape = options.output_shape(shape);
          const ParameterShapes parameters = options.parameter_shapes();
          if (options.name == ReLUOptions::name) return;
          stages.push_back({names.at(next++), extents(shape), parameters.weight.size() + parameters.bias.size(),
                            shape.rank() == 4 ? shape[2] : shape[1], shape.rank() == 4 ? shape[1] : 1});
        },
        any);
  }
  return stages;
}

void record_sizes(const JobContext& context) {
  Index total = 0;
  for (const Stage& stage : stages()) {
    context.record(0, stage.name + " size", static_cast<double>(stage.height));
    context.record(0, stage.name + " channels", static_cast<double>(stage.channels));
    context.record(0, stage.name + " parameters", static_cast<double>(stage.parameters));
    total += stage.parameters;
  }
  context.record(0, "parameters", static_cast<double>(total));
  Network<float> literal = report_a::cnn<float>(report_a::as_published, context.settings.twin, context.seed);
  Index convolutional = 0;
  for (const Parameters<float>& params : literal.parameters()) {
    if (params.weight.shape().rank() == 4) convolutional += params.weight.size() + params.bias.size();
  }
  context.record(0, "literal parameters", static_cast<double>(parameter_count(literal)));
  context.record(0, "literal convolution parameters", static_cast<double>(convolutional));
}

// A feature map is a square, its channels a stack; a vector is a bar.
std::vector<Figure> figures(const Results&) {
  Panel panel{.x = {.low = 0, .hidden = true},
              .y = {.low = -14, .high = 39, .hidden = true},
              .area = {.left = 0.01, .right = 0.99, .bottom = 0.02, .top = 0.88},
              .grid = false,
              .border = Panel::Border::none};
  const auto write = [&](double x, double y, const std::string& text, double size, bool soft = false) {
    Text label{x, y, text, Text::Align::centre, size};
    if (soft) label.colour = Colour::dark_grey;
    panel.elements.push_back(label);
  };
  double x = 3;
  Index total = 0, convolutional = 0;
  Arrows arrows{.arrows = {}, .colour = Colour::dark_grey, .width = 1.5};
  for (const Stage& stage : stages()) {
    const bool is_map = stage.shape.find('x') != std::string::npos, is_pool = stage.name.starts_with("MaxPool");
    const double size = static_cast<double>(stage.height);
    const double height = is_map ? 0.62 * size : 4 + 2.5 * std::log2(size);
    const double width = is_map ? 0.66 * height : 2.2;  // a square in pixels
    const double shift = 0.9, stack = is_map ? static_cast<double>(stage.channels - 1) * shift : 0;
    const char* colour = stage.name == "input" ? "#e8e8e8" : is_pool ? "#F0E442" : is_map ? "#56B4E9" : "#E69F00";
    const double bottom = 16 - (height + stack) / 2;
    for (Index channel = is_map ? stage.channels : 1; channel-- > 0;) {
      const double offset = static_cast<double>(channel) * shift, left = x + offset, low = bottom + offset;
      panel.elements.push_back(Box{left, low, left + width, low + height, colour, Colour::dark_grey});
    }
    const double centre = x + (width + stack) / 2, gap = is_map ? 8.5 : 7;
    write(centre, 36, stage.name, 13);
    write(centre, 32.5, stage.shape, 12, true);
    write(centre, -4, stage.name == "input" ? "parameters:" : std::to_string(stage.parameters), 12);
    const double end = x + width + stack;
    if (stage.name != "FC2") arrows.arrows.push_back({{end + 1.5, 16}, {end + gap - 1.5, 16}});
    total += stage.parameters;
    if (stage.name.starts_with("Conv")) convolutional += stage.parameters;
    x = end + gap;
  }
  panel.x.high = x - 4;
  panel.elements.push_back(arrows);
  write((x - 4) / 2, -10,
        fmt::format("{} in all; {} in the convolutions, of which the printed formulas leave {}: one kernel per output "
                    "channel, no bias",
                    total, convolutional, 4 * 5 * 5 + 8 * 5 * 5),
        13);
  return {{.name = "F19-architecture",
           .title = "Report A's network: nearly all of its parameters are in FC1",
           .caption =
               "Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride 1, no "
               "padding; 2x2 pooling, stride 2. Report A, Fig. 1 and section II.F.",
           .width = 1100,
           .height = 450,
           .panels = {panel}}};
}

Markdown findings(const Results& results) {
  const auto value = [&](const char* quantity) { return results.mean(figure_1, quantity); };
  if (std::isnan(value("parameters"))) return Markdown().paragraph("Not run.");
  return Markdown()
      .bullet(
          "The printed sizes follow from valid 5x5 convolutions and 2x2 pooling with stride 2, which the report does "
          "not say.")
      .bullet(
          "The standard network has {:.0f} parameters, {:.0f} + {:.0f} of them in the convolutions. Taken by the "
          "letter, "
          "with one kernel per output channel and no bias, the convolutions have {:.0f} and the network {:.0f}.",
          value("parameters"), value("Conv1 parameters"), value("Conv2 parameters"),
          value("literal convolution parameters"), value("literal parameters"));
}

}  // namespace
}  // namespace backcheck::experiments
