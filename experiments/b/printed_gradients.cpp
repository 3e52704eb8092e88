#include "experiments/b/printed_gradients.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "experiments/b/correlation.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments::report_b {
// Equations 2, 3 and 4 on convolution layer 2: n = 4 inputs 12x12 -> d = 8 outputs 8x8, kernels 5x5.
void check_convolution(const JobContext& context) {
  constexpr Index n = 4, d = 8, K = 5, size = 12;
  const PassedLayer passed =
      pass(context, Conv2dOptions{.in_channels = n, .out_channels = d, .kernel_size = K}, {1, n, size, size});
  const Tensor<double>&X = passed.input, &dY = passed.grad_output, &weight = passed.weight;
  const Gradients<double>& grads = passed.grads;
  RelativeError kernels, biases, full, too_few_terms;
  for (Index i = 0; i < d; ++i) {
    for (Index j = 0; j < n; ++j) {
      kernels.add(correlate(slice(X, 0, j), slice(dY, 0, i)), slice(grads.weight, i, j));
    }
    const Matrix dY_i = slice(dY, 0, i);
    double sum = 0;
    for (const double g : dY_i) sum += g;
    biases.add(sum, grads.bias[i]);
  }
  for (Index j = 0; j < n; ++j) {
    const auto sum_of = [&](Index terms) {
      Matrix sum(Shape{size, size});
      for (Index i = 0; i < terms; ++i) {
        const Matrix term = correlate(slice(dY, 0, i), rotated_by_180_degrees(slice(weight, i, j)), K - 1);
        for (Index e = 0; e < sum.size(); ++e) sum[e] += term[e];
      }
      return sum;
    };
    full.add(sum_of(d), slice(grads.input, 0, j));
    too_few_terms.add(sum_of(n), slice(grads.input, 0, j));
  }
  context.record(2, "relative error", kernels.value());
  context.record(3, "relative error, summed over the positions", biases.value());
  context.record(4, "height as printed",
                 static_cast<double>(correlate(slice(dY, 0, 0), slice(weight, 0, 0)).shape()[0]));
  context.record(4, "relative error, full, over the n inputs", too_few_terms.value());
  context.record(4, "relative error, full, over the d outputs", full.value());
}

// Equations 8 to 10 on FC layer 2: W (10x128), X (128x1).
void check_fully_connected(const JobContext& context) {
  constexpr Index inputs = 128, outputs = 10;
  const auto [X, output, dY, W, no_bias, grads] =
      pass(context, LinearOptions{.in_features = inputs, .out_features = outputs}, {1, inputs});
  RelativeError weight, bias, input;
  for (Index o = 0; o < outputs; ++o) {
    bias.add(dY[o], grads.bias[o]);
    for (Index i = 0; i < inputs; ++i) weight.add(dY[o] * X[i], grads.weight(o, i));
  }
  for (Index i = 0; i < inputs; ++i) {
    double sum = 0;
    for (Index o = 0; o < outputs; ++o) sum += W(o, i) * dY[o];
    input.add(sum, grads.input[i]);
  }
  context.record(8, "relative error", weight.value());
  context.record(9, "relative error", bias.value());
  context.record(10, "relative error", input.value());
}

// Equation 17, y^ - y, as the derivative of equation 16 with and without its minus sign, by central differences. The
// step, 2^-15, is near the cube root of the rounding unit, where truncation and rounding balance.
void check_loss(const JobContext& context) {
  const double h = std::ldexp(1, -15);
  const int label = 3;
  Tensor<double> x(Shape{1, 10});
  fill_normal(x, 1, context.seed);
  const auto log_probability = [&] {
    double sum = 0;
    for (const double value : x) sum += std::exp(value);
    return x[label] - std::log(sum);
  };
  RelativeError without_minus, with_minus;
  Tensor<double> gradient;
  softmax_cross_entropy<double>(context.settings.twin)(x, std::vector{label}, gradient);
  for (Index j = 0; j < 10; ++j) {
    const double x_j = x[j];
    x[j] = x_j + h;
    const double above = log_probability();
    x[j] = x_j - h;
    const double below = log_probability();
    x[j] = x_j;
    without_minus.add((above - below) / (2 * h), gradient[j]);
    with_minus.add(-(above - below) / (2 * h), gradient[j]);
  }
  context.record(17, "relative error, L without its minus", without_minus.value());
  context.record(17, "relative error, L with its minus", with_minus.value());
}

}  // namespace backcheck::experiments::report_b
