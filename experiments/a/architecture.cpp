// Report A's network as a diagram, with the sizes that its layers really have and what its convolution formulas, taken
// by the letter, leave of its parameters.
#include "experiments/a/network_diagram.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* figure_1 = "Fig. 1";
constexpr const char* figure_7 = "Fig. 7";
constexpr const char* proof = "ReLU is not linear";

// "A-17/Conv1-size" is recorded as "Conv1 size".
std::string recorded_quantity(const std::string& id) {
  std::string quantity = id.substr(id.find('/') + 1);
  quantity[quantity.find('-')] = ' ';
  return quantity;
}

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "a-architecture",
          .position = 1,
          .title = "The networks of Report A",
          .question = "Which sizes do the layers have, and how many parameters do the printed formulas leave?",
          .source = "Report A, Fig. 1 and 7, sections II.A, II.F and III.B",
          .x_means = "nothing",
          .assumptions = {"No padding and pooling with stride 2, as the printed sizes imply."},
          .published = comparisons()};
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const auto& [item, run] : {std::pair{"A-17/", figure_1}, {"A-26/", figure_7}, {"A-30/", proof}}) {
    for (const std::string& id : published::ids(item)) {
      all.push_back({.number = id,
                     .ours = {{run, recorded_quantity(id)}},
                     .assumed = run == figure_1 ? "no padding, pooling with stride 2" : "",
                     .tolerance = 0});
    }
  }
  return all;
}

void record_sizes(const JobContext& context);
void record_plane_sizes(const JobContext& context);
void record_relu(const JobContext& context);

std::vector<Run> runs(const Settings&) {
  return {{.name = figure_1, .seconds = 0.01, .body = record_sizes},
          {.name = figure_7, .seconds = 0.01, .body = record_plane_sizes},
          {.name = proof, .seconds = 0.01, .body = record_relu}};
}

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

void record_plane_sizes(const JobContext& context) {
  int number = 0;
  for (const AnyOptions& any : published::report_a_plane()) {
    const auto* linear = std::get_if<LinearOptions>(&any);
    if (!linear) continue;
    const std::string name = fmt::format("fc{} ", ++number);
    context.record(0, name + "inputs", static_cast<double>(linear->in_features));
    context.record(0, name + "outputs", static_cast<double>(linear->out_features));
  }
}

// Whether a factor may be drawn into ReLU: -1 * ReLU(1) and ReLU(-1 * 1).
void record_relu(const JobContext& context) {
  Network<double> relu = make_network<double>({ReLUOptions{}}, context.settings.twin);
  const auto of = [&](double x) { return relu.forward(Tensor<double>(Shape{1, 1}, x))[0]; };
  context.record(0, "minus one-after", -of(1));
  context.record(0, "minus one-before", of(-1));
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<Stage> all = stages();
  Index total = 0, convolutional = 0;
  for (const Stage& stage : all) {
    total += stage.parameters;
    if (stage.name.starts_with("Conv")) convolutional += stage.parameters;
  }
  const Stage largest = highest(all, [](const Stage& stage) { return static_cast<double>(stage.parameters); }).value();
  const std::string literal =
      sentence(", of which the printed formulas leave {:.0f}: one kernel per output channel, no bias",
               results.mean(figure_1, "literal convolution parameters"));
  return {
      {.name = "F19-architecture",
       .title = fmt::format("{:.0f} % of the parameters of Report A's network are in {}",
                            100.0 * static_cast<double>(largest.parameters) / static_cast<double>(total), largest.name),
       .caption = "Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride "
                  "1, no padding; 2x2 pooling, stride 2. Report A, Fig. 1 and section II.F.",
       .width = 1100,
       .height = 450,
       .panels = {
           network_diagram(all, fmt::format("{} in all; {} in the convolutions{}", total, convolutional, literal))}}};
}

Markdown findings(const Results& results) {
  const auto value = [&](const char* quantity) { return results.mean(figure_1, quantity); };
  std::vector<Comparison> sizes = comparisons();
  std::erase_if(sizes, [](const Comparison& c) { return !c.number.starts_with("A-17/"); });
  const auto [exact, measured] = count_exact(sizes, results);
  Markdown text;
  if (measured == 0) return text;
  return text
      .bullet(
          "{} of the {} printed sizes follow from valid 5x5 convolutions and 2x2 pooling with stride 2, which the "
          "report does not say.",
          exact, measured)
      .bullet(
          "The standard network has {:.0f} parameters, {:.0f} + {:.0f} of them in the convolutions. Taken by the "
          "letter, with one kernel per output channel and no bias, the convolutions have {:.0f} and the network "
          "{:.0f}.",
          value("parameters"), value("Conv1 parameters"), value("Conv2 parameters"),
          value("literal convolution parameters"), value("literal parameters"));
}

}  // namespace
}  // namespace backcheck::experiments
