// Report A's network as a diagram, with the sizes that its layers really have and what its convolution formulas, taken
// by the letter, leave of its parameters.
#include "experiments/a/network_diagram.hpp"
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
  return {.name = "a-architecture",
          .position = 1,
          .title = "The network of Report A",
          .question = "Which sizes do the layers have, and how many parameters do the printed formulas leave?",
          .source = "Report A, Fig. 1 and sections II.A and II.F",
          .x_means = "nothing",
          .assumptions = {"No padding and pooling with stride 2, as the printed sizes imply."},
          .published =
              compare_each(published::ids("A-17/"), {.assumed = "no padding, pooling with stride 2", .tolerance = 0},
                           [](const std::string& id) { return in_runs({figure_1}, recorded_quantity(id)); })};
}

void record_sizes(const JobContext& context);

std::vector<Run> runs(const Settings&) { return {{.name = figure_1, .seconds = 0.01, .body = record_sizes}}; }

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
  const auto [exact, measured] = count_exact(declaration().published, results);
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
