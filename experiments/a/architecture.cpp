// Report A's network as a diagram, with the sizes that its layers really have and what its convolution formulas, taken
// by the letter, leave of its parameters.
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/report_a.hpp"

namespace backcheck::experiments {
namespace {

using report_a::text;

struct Stage {
  std::string name, shape;
  Index parameters = 0, height = 0, channels = 0;
};

std::string extents(const Shape& shape) {
  std::string result;
  for (Index axis = 1; axis < shape.rank(); ++axis) result += (axis > 1 ? " x " : "") + std::to_string(shape[axis]);
  return result;
}

// The input and the layers that change the shape, under the report's names.
std::vector<Stage> stages() {
  const std::vector<std::string> names{"Conv1", "MaxPool1", "Conv2", "MaxPool2", "FC1", "FC2"};
  std::vector<Stage> stages{{"input", "1 x 28 x 28", 0, 28, 1}};
  Shape shape{1, 1, 28, 28};
  std::size_t next = 0;
  for (const AnyOptions& any : presets::report_a_cnn()) {
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
    context.recorder.record(0, stage.name + " size", static_cast<double>(stage.height));
    context.recorder.record(0, stage.name + " channels", static_cast<double>(stage.channels));
    context.recorder.record(0, stage.name + " parameters", static_cast<double>(stage.parameters));
    total += stage.parameters;
  }
  context.recorder.record(0, "parameters", static_cast<double>(total));
  Network<float> literal = report_a::cnn<float>(report_a::as_published, context.settings.twin, context.seed);
  Index convolutional = 0;
  for (const Parameters<float>& params : literal.parameters()) {
    if (params.weight.shape().rank() == 4) convolutional += params.weight.size() + params.bias.size();
  }
  context.recorder.record(0, "literal parameters", static_cast<double>(parameter_count(literal)));
  context.recorder.record(0, "literal convolution parameters", static_cast<double>(convolutional));
}

std::vector<Figure> figures(const Results&) {
  Figure figure{
      .name = "F19-architecture",
      .title = "Report A's network: nearly all of its parameters are in FC1",
      .caption =
          "Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride 1, no "
          "padding; 2x2 pooling, stride 2. Report A, Fig. 1 and section II.F.",
      .width = 1100,
      .height = 450};
  // A feature map is a square, its channels a stack; a vector is a bar.
  std::string script;
  int object = 1;
  double x = 3;
  Index total = 0, convolutional = 0;
  std::vector<std::vector<double>> rows;
  for (const Stage& stage : stages()) {
    const bool is_map = stage.shape.find('x') != std::string::npos, is_pool = stage.name.rfind("MaxPool", 0) == 0;
    const double size = static_cast<double>(stage.height);
    const double height = is_map ? 0.62 * size : 4 + 2.5 * std::log2(size);
    const double width = is_map ? 0.66 * height : 2.2;  // a square in pixels
    const double shift = 0.9, stack = is_map ? static_cast<double>(stage.channels - 1) * shift : 0;
    const char* colour = stage.name == "input" ? "#e8e8e8" : is_pool ? "#F0E442" : is_map ? "#56B4E9" : "#E69F00";
    const double bottom = 16 - (height + stack) / 2;
    for (Index channel = is_map ? stage.channels : 1; channel-- > 0;) {
      const double offset = static_cast<double>(channel) * shift;
      script +=
          text("set object %d rectangle from %g,%g to %g,%g fc rgb '%s' fs solid 1 border lc rgb '#333333' lw 1\n",
               object++, x + offset, bottom + offset, x + offset + width, bottom + offset + height, colour);
    }
    const double centre = x + (width + stack) / 2;
    script += text("set label '%s' at %g,36 center font ',13'\n", stage.name.c_str(), centre);
    script +=
        text("set label '%s' at %g,32.5 center font ',12' textcolor rgb '#333333'\n", stage.shape.c_str(), centre);
    script += text("set label '%s' at %g,-4 center font ',12'\n",
                   stage.name == "input" ? "parameters:" : std::to_string(stage.parameters).c_str(), centre);
    const double gap = is_map ? 8.5 : 7;
    if (stage.name != "FC2") {
      script += text("set arrow from %g,16 to %g,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled\n",
                     x + width + stack + 1.5, x + width + stack + gap - 1.5);
    }
    rows.push_back({x, static_cast<double>(stage.channels), size, static_cast<double>(stage.parameters)});
    total += stage.parameters;
    if (stage.name.rfind("Conv", 0) == 0) convolutional += stage.parameters;
    x += width + stack + gap;
  }
  figure.add("layers", {"x", "channels", "size", "parameters"}, rows);
  figure.script =
      "unset tics\nunset border\nunset grid\nunset key\nset margins screen 0.01, screen 0.99, screen BOTTOM + 0.02, "
      "screen 0.88\nset yrange [-14:39]\n" +
      text(
          "set xrange [0:%g]\nset label '%td in all; %td in the convolutions, of which the printed formulas leave %d: "
          "one kernel per output channel, no bias' at %g,-10 center font ',13'\n",
          x - 4, total, convolutional, 4 * 5 * 5 + 8 * 5 * 5, (x - 4) / 2) +
      script + "plot DATA index 'layers' using 1:(0/0) notitle\n";
  return {figure};
}

std::string findings(const Results& results) {
  const auto value = [&](const char* quantity) { return report_a::mean(results, "Fig. 1", quantity); };
  return text(
      "- The printed sizes follow from valid 5x5 convolutions and 2x2 pooling with stride 2, which the report does "
      "not say.\n- The standard network has %.0f parameters, %.0f + %.0f of them in the convolutions. Taken by the "
      "letter, with one kernel per output channel and no bias, the convolutions have %.0f and the network %.0f.\n",
      value("parameters"), value("Conv1 parameters"), value("Conv2 parameters"),
      value("literal convolution parameters"), value("literal parameters"));
}

}  // namespace

Experiment a_architecture() {
  Experiment experiment{
      .name = "a-architecture",
      .title = "The network of Report A",
      .question = "Which sizes do the layers have, and how many parameters do the printed formulas leave?",
      .source = "Report A, Fig. 1 and sections II.A and II.F",
      .x_means = "nothing",
      .assumptions = {"No padding and pooling with stride 2, as the printed sizes imply."},
      .jobs =
          [](const Settings&) { return std::vector<Job>{{.run = "Fig. 1", .seconds = 0.01, .body = record_sizes}}; },
      .figures = figures,
      .findings = findings};
  const auto published = [&](const std::string& quantity, const char* printed, const std::string& recorded) {
    experiment.published.push_back({.id = "A-17",
                                    .quantity = quantity,
                                    .printed = printed,
                                    .given = "kernel size, stride, channels",
                                    .assumed = "no padding, pooling with stride 2",
                                    .ours = {{"Fig. 1", recorded}},
                                    .tolerance = 0});
  };
  struct Size {
    const char *name, *channels, *size;
  };
  for (const Size& row :
       {Size{"Conv1", "4", "24"}, {"MaxPool1", "4", "12"}, {"Conv2", "8", "8"}, {"MaxPool2", "8", "4"}}) {
    published(std::string(row.name) + ", channels", row.channels, std::string(row.name) + " channels");
    published(std::string(row.name) + ", height and width", row.size, std::string(row.name) + " size");
  }
  published("FC1, outputs", "128", "FC1 size");
  published("FC2, outputs", "10", "FC2 size");
  return experiment;
}

}  // namespace backcheck::experiments
