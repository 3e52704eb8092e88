#include "experiments/a/recorded_sizes.hpp"

#include <fmt/format.h>

#include "experiments/a/variants.hpp"
#include "experiments/training/training.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_a {

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
  Network<float> literal = cnn<float>(as_published, context.settings.twin, context.seed);
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

void record_relu(const JobContext& context) {
  Network<double> relu = make_network<double>({ReLUOptions{}}, context.settings.twin);
  const auto of = [&](double x) { return relu.forward(Tensor<double>(Shape{1, 1}, x))[0]; };
  context.record(0, "minus one-after", -of(1));
  context.record(0, "minus one-before", of(-1));
}

}  // namespace backcheck::experiments::report_a
