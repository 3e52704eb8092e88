// Report A's network as a diagram, with the sizes that its layers really have and what its convolution formulas, taken
// by the letter, leave of its parameters.
#include <algorithm>
#include <cmath>

#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* figure_1 = "Fig. 1";

// "A-17/Conv1-size" is recorded as "Conv1 size".
std::string recorded_quantity(const std::string& id) {
  std::string quantity = id.substr(id.find('/') + 1);
  quantity[quantity.find('-')] = ' ';
  return quantity;
}

Experiment declaration() {
  Experiment experiment{
      .name = "a-architecture",
      .position = 1,
      .title = "The network of Report A",
      .question = "Which sizes do the layers have, and how many parameters do the printed formulas leave?",
      .source = "Report A, Fig. 1 and sections II.A and II.F",
      .x_means = "nothing",
      .assumptions = {"No padding and pooling with stride 2, as the printed sizes imply."}};
  for (const std::string& id : published::ids("A-17/")) {
    experiment.published.push_back({.number = id,
                                    .ours = {{figure_1, recorded_quantity(id)}},
                                    .assumed = "no padding, pooling with stride 2",
                                    .tolerance = 0});
  }
  return experiment;
}

void record_sizes(const JobContext& context);

std::vector<Run> runs(const Settings&) { return {{.name = figure_1, .seconds = 0.01, .body = record_sizes}}; }

struct Stage {
  std::string name;
  Shape shape;  // of its output, for one image
  Index parameters = 0;

  bool is_map() const { return shape.rank() == 4; }  // channels of height x width; else a vector
  Index size() const { return is_map() ? shape[2] : shape[1]; }
  Index channels() const { return is_map() ? shape[1] : 1; }
  std::string extents() const {
    return is_map() ? fmt::format("{} x {} x {}", shape[1], shape[2], shape[3]) : fmt::format("{}", shape[1]);
  }
};

// The input and the layers that change the shape, under the report's names.
std::vector<Stage> stages() {
  const std::vector<std::string> names{"Conv1", "MaxPool1", "Conv2", "MaxPool2", "FC1", "FC2"};
  std::vector<Stage> stages{{"input", {1, 1, 28, 28}}};
  for (const AnyOptions& any : published::report_a_cnn()) {
    std::visit(
        [&](const auto& options) {
          if (options.name == ReLUOptions::name) return;
          const ParameterShapes parameters = options.parameter_shapes();
          stages.push_back({names.at(stages.size() - 1), options.output_shape(stages.back().shape),
                            parameters.weight.size() + parameters.bias.size()});
        },
        any);
  }
  return stages;
}

void record_sizes(const JobContext& context) {
  Index total = 0;
  for (const Stage& stage : stages()) {
    context.record(0, stage.name + " size", static_cast<double>(stage.size()));
    context.record(0, stage.name + " channels", static_cast<double>(stage.channels()));
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

std::vector<Figure> figures(const Results& results) {
  Panel panel{.x = {.low = 0, .hidden = true},
              .y = {.low = -14, .high = 39, .hidden = true},
              .area = {.left = 0.01, .right = 0.99, .bottom = 0.02, .top = 0.88},
              .grid = false,
              .border = Panel::Border::none};
  const auto write = [&](double x, double y, const std::string& text, double size, std::optional<Colour> colour = {}) {
    panel.elements.push_back(Text{x, y, text, Text::Align::centre, size, colour});
  };
  Arrows arrows{.arrows = {}, .colour = Colour::dark_grey, .width = 1.5};
  Index total = 0, convolutional = 0, largest = 0;
  std::string largest_stage;
  double x = 3;
  for (const Stage& stage : stages()) {
    const auto [centre, end] = add_stage(panel, stage, x);
    write(centre, 36, stage.name, 13);
    write(centre, 32.5, stage.extents(), 12, Colour::dark_grey);
    write(centre, -4, stage.name == "input" ? "parameters:" : fmt::format("{}", stage.parameters), 12);
    const double next = end + (stage.is_map() ? 8.5 : 7);
    if (stage.name != "FC2") arrows.arrows.push_back({{end + 1.5, 16}, {next - 1.5, 16}});
    total += stage.parameters;
    if (stage.name.starts_with("Conv")) convolutional += stage.parameters;
    if (stage.parameters > largest) largest = stage.parameters, largest_stage = stage.name;
    x = next;
  }
  panel.x.high = x - 4;
  panel.elements.push_back(arrows);
  const double literal = results.mean(figure_1, "literal convolution parameters");
  write((x - 4) / 2, -10,
        fmt::format(
            "{} in all; {} in the convolutions{}", total, convolutional,
            std::isnan(literal)
                ? ""
                : fmt::format(", of which the printed formulas leave {:.0f}: one kernel per output channel, no bias",
                              literal)),
        13);
  return {{.name = "F19-architecture",
           .title = fmt::format("{:.0f} % of the parameters of Report A's network are in {}",
                                100.0 * static_cast<double>(largest) / static_cast<double>(total), largest_stage),
           .caption = "Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride "
                      "1, no padding; 2x2 pooling, stride 2. Report A, Fig. 1 and section II.F.",
           .width = 1100,
           .height = 450,
           .panels = {panel}}};
}

Markdown findings(const Results& results) {
  const auto value = [&](const char* quantity) { return results.mean(figure_1, quantity); };
  const std::vector<std::string> sizes = published::ids("A-17/");
  const auto same = std::count_if(sizes.begin(), sizes.end(), [&](const std::string& id) {
    return results.mean(figure_1, recorded_quantity(id)) == published::value(id);
  });
  const double all = value("parameters"), conv1 = value("Conv1 parameters"), conv2 = value("Conv2 parameters"),
               literal_conv = value("literal convolution parameters"), literal = value("literal parameters");
  if (std::isnan(all + conv1 + conv2 + literal_conv + literal)) return Markdown().paragraph("Not run.");
  return Markdown()
      .bullet(
          "{} of the {} printed sizes follow from valid 5x5 convolutions and 2x2 pooling with stride 2, which the "
          "report does not say.",
          same, sizes.size())
      .bullet(
          "The standard network has {:.0f} parameters, {:.0f} + {:.0f} of them in the convolutions. Taken by the "
          "letter, with one kernel per output channel and no bias, the convolutions have {:.0f} and the network "
          "{:.0f}.",
          all, conv1, conv2, literal_conv, literal);
}

}  // namespace
}  // namespace backcheck::experiments
