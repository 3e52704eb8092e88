#include "experiments/d/gradient_checks.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/random.hpp"
#include "experiments/d/numeric_gradient.hpp"
#include "reference/as_published/assignment.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_d {

const std::vector<Checked>& all_checked() {
  const Conv2dOptions conv{.in_channels = 3, .out_channels = 3, .kernel_size = 3, .padding = 1};
  static const std::vector<Checked> all = {
      {"convolution",
       {Conv2dOptions{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .padding = 1}},
       {4, 3, 5, 5}},
      {"max pooling", {MaxPool2dOptions{}}, {3, 2, 8, 8}},
      {"conv - sigmoid", {conv, SigmoidOptions{}}, {2, 3, 8, 8}},
      {"conv - ReLU", {conv, ReLUOptions{}}, {2, 3, 8, 8}},
      {"conv - ReLU - pool", {conv, ReLUOptions{}, MaxPool2dOptions{}}, {2, 3, 16, 16}},
      {"three-layer network",
       published::report_d_three_layer({.size = 16, .filters = 3, .kernel_size = 3, .hidden = 7}),
       {2, 3, 16, 16},
       0.05,
       0,
       true}};
  return all;
}

void check_forward(const JobContext& context) {
  const auto record = [&](const std::string& layer, const Tensor<double>& ours, const Tensor<double>& printed) {
    context.record(0, layer + ", tensor-relative", published::tensor_relative_error(ours, printed));
    context.record(0, layer + ", element-wise", published::element_wise_error(ours, printed));
  };
  const Conv2dOptions convolution{.in_channels = 3, .out_channels = 3, .kernel_size = 4, .stride = 2, .padding = 1};
  Network<double> conv = make_network<double>({convolution}, context.settings.twin);
  conv.parameters()[0] = {published::linspace({3, 3, 4, 4}, -0.2, 0.3), published::linspace({3}, -0.1, 0.2)};
  record("convolution", conv.forward(published::linspace({2, 3, 4, 4}, -0.1, 0.5)), published::expected_convolution());
  Network<double> pool = make_network<double>({MaxPool2dOptions{}}, context.settings.twin);
  record("max pooling", pool.forward(published::linspace({2, 3, 4, 4}, -0.3, 0.4)), published::expected_max_pooling());
}

namespace {

std::vector<double> steps() {
  std::vector<double> all{report_step};
  for (int exponent = 1; exponent <= 40; ++exponent) all.push_back(std::ldexp(1.0, -exponent));
  return all;
}

}  // namespace

void check_gradients(const Checked& checked, const JobContext& context) {
  Network<double> network = make_network<double>(checked.architecture, context.settings.twin);
  network.want_input_gradient(true);
  std::uint64_t draws = 0;
  const auto draw = [&](Tensor<double>& tensor, double scale) {
    fill_normal(tensor, scale, mix(context.seed, draws++));
  };
  Tensor<double> input(checked.input), grad_output;
  draw(input, 1);
  for (Parameters<double>& params : network.parameters()) {
    draw(params.weight, checked.weight_scale);
    draw(params.bias, checked.bias_scale);
  }

  // The function, and the exact gradients of <grad_output, function>.
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  std::vector<int> labels(static_cast<std::size_t>(checked.input[0]));
  for (std::size_t n = 0; n < labels.size(); ++n) {
    labels[n] = static_cast<int>(random_bits(mix(context.seed, draws), static_cast<std::uint32_t>(n)) % 10);
  }
  Tensor<double> grad_logits;
  const std::function<Tensor<double>()> function = [&]() -> Tensor<double> {
    if (!checked.with_loss) return network.forward(input);
    return Tensor<double>({1}, {loss(network.forward(input), labels, grad_logits)});
  };
  if (checked.with_loss) {
    grad_output = Tensor<double>({1}, {1.0});
    function();
    network.backward(grad_logits, input);
  } else {
    grad_output = Tensor<double>(function().shape());
    draw(grad_output, 1);
    network.backward(grad_output, input);
  }

  // The whole V only for the first seed of the network, whose 1,600 parameters are each moved twice a step.
  const bool large = checked.with_loss;
  for (const double h : large&& context.seed > 1 ? std::vector{report_step} : steps()) {
    double worst = 0;
    const auto compare = [&](const std::string& quantity, Tensor<double>& x, const Tensor<double>& exact) {
      if (x.empty()) return;
      const double error = published::tensor_relative_error(exact, numeric_gradient(x, h, grad_output, function));
      worst = std::max(worst, error);
      context.record(h, quantity, error);
    };
    if (!large) compare("input", input, network.gradients()[0].input);
    int number = 0;
    for (std::size_t l = 0; l < network.parameters().size(); ++l) {
      Parameters<double>& params = network.parameters()[l];
      if (params.weight.empty()) continue;
      ++number;
      compare("weight " + std::to_string(number), params.weight, network.gradients()[l].weight);
      compare("bias " + std::to_string(number), params.bias, network.gradients()[l].bias);
    }
    context.record(h, "worst", worst);
  }
}

}  // namespace backcheck::experiments::report_d
