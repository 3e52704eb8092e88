#include "experiments/running/printed_equations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace backcheck::experiments {

void RelativeError::add(double a, double b) {
  difference = std::max(difference, std::abs(a - b));
  magnitude = std::max({magnitude, std::abs(a), std::abs(b)});
}

void RelativeError::add(const Tensor<double>& a, const Tensor<double>& b) {
  for (Index i = 0; i < a.size(); ++i) add(a[i], b[i]);
}

PassedLayer pass(const JobContext& context, const AnyOptions& layer, const Shape& input_shape) {
  Network<double> network = make_network<double>({layer}, context.settings.twin);
  network.want_input_gradient(true);
  initialize(network, {}, context.seed);
  Tensor<double> input(input_shape);
  fill_normal(input, 1, mix(context.seed, 1));
  const Tensor<double> output = network.forward(input);
  Tensor<double> grad_output(output.shape());
  fill_normal(grad_output, 1, mix(context.seed, 2));
  network.backward(grad_output, input);
  const Parameters<double>& params = network.parameters()[0];
  return {input, output, grad_output, params.weight, params.bias, network.gradients()[0]};
}

void add_equations(writing::Markdown& text, const std::vector<PrintedEquation>& equations) {
  std::vector<writing::Markdown::Row> rows;
  for (const auto& [item, as_printed, corrected, effect] : equations) {
    if (!effect.empty()) rows.push_back({item, as_printed, corrected.empty() ? "as printed" : corrected, effect});
  }
  if (!rows.empty()) text.table({"item", "as printed", "corrected", "effect"}, rows);
}

std::string effect_of(double relative_error) {
  constexpr double rounding = 1e-6;  // a relative error below is that of rounding or of a difference quotient
  return std::isnan(relative_error)  ? ""
         : relative_error < rounding ? "none: it holds"
                                     : fmt::format("relative error {:.2g}", relative_error);
}

}  // namespace backcheck::experiments
