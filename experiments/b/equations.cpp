// Report B's equations evaluated as they are printed, beside what the layers compute: which of them hold, and what is
// missing from the others.
#include <algorithm>
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

using Matrix = Tensor<double>;  // (H, W)

// Report B's star: correlation of `image`, surrounded by `padding` zeros, with `kernel`.
Matrix correlate(const Matrix& image, const Matrix& kernel, Index padding = 0) {
  const Index H = image.shape()[0], W = image.shape()[1], KH = kernel.shape()[0], KW = kernel.shape()[1];
  Matrix output(Shape{H + 2 * padding - KH + 1, W + 2 * padding - KW + 1});
  for (Index oh = 0; oh < output.shape()[0]; ++oh)
    for (Index ow = 0; ow < output.shape()[1]; ++ow)
      for (Index kh = 0; kh < KH; ++kh)
        for (Index kw = 0; kw < KW; ++kw) {
          const Index ih = oh + kh - padding, iw = ow + kw - padding;
          if (ih >= 0 && ih < H && iw >= 0 && iw < W) output(oh, ow) += image(ih, iw) * kernel(kh, kw);
        }
  return output;
}

// tensor(a, b, :, :)
Matrix slice(const Tensor<double>& tensor, Index a, Index b) {
  Matrix matrix(Shape{tensor.shape()[2], tensor.shape()[3]});
  for (Index h = 0; h < matrix.shape()[0]; ++h)
    for (Index w = 0; w < matrix.shape()[1]; ++w) matrix(h, w) = tensor(a, b, h, w);
  return matrix;
}

Matrix rotated_by_180_degrees(Matrix matrix) {
  std::reverse(matrix.begin(), matrix.end());
  return matrix;
}

// The largest difference over the largest magnitude, of two tensors or slices.
struct RelativeError {
  double difference = 0, magnitude = 0;
  void add(double a, double b) {
    difference = std::max(difference, std::abs(a - b));
    magnitude = std::max({magnitude, std::abs(a), std::abs(b)});
  }
  void add(const Matrix& a, const Matrix& b) {
    for (Index i = 0; i < a.size(); ++i) add(a[i], b[i]);
  }
  double value() const { return difference / magnitude; }
};

// Equations 2, 3 and 4 on convolution layer 2: 4x12x12 -> 8x8x8, kernels 5x5.
void convolution(const JobContext& context) {
  const Index n = 4, d = 8, K = 5;
  Network<double> network = make_network<double>({Conv2dOptions{.in_channels = n, .out_channels = d, .kernel_size = K}},
                                                 context.settings.twin);
  network.want_input_gradient(true);
  initialize(network, {}, context.seed);
  Tensor<double> X(Shape{1, n, 12, 12}), dY(Shape{1, d, 8, 8});
  fill_normal(X, 1, mix(context.seed, 1));
  fill_normal(dY, 1, mix(context.seed, 2));
  network.forward(X);
  network.backward(dY, X);
  const Tensor<double>& weight = network.parameters()[0].weight;
  const Gradients<double>& grads = network.gradients()[0];

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
      Matrix sum(Shape{12, 12});
      for (Index i = 0; i < terms; ++i) {
        const Matrix term = correlate(slice(dY, 0, i), rotated_by_180_degrees(slice(weight, i, j)), K - 1);
        for (Index e = 0; e < sum.size(); ++e) sum[e] += term[e];
      }
      return sum;
    };
    full.add(sum_of(d), slice(grads.input, 0, j));
    too_few_terms.add(sum_of(n), slice(grads.input, 0, j));
  }
  Recorder& out = context.recorder;
  out.record(2, "relative error", kernels.value());
  out.record(3, "relative error, summed over the positions", biases.value());
  out.record(4, "height as printed", static_cast<double>(correlate(slice(dY, 0, 0), slice(weight, 0, 0)).shape()[0]));
  out.record(4, "relative error, full, over the n inputs", too_few_terms.value());
  out.record(4, "relative error, full, over the d outputs", full.value());
}

// Equations 8 to 10 on FC layer 2: W (10x128), X (128x1).
void fully_connected(const JobContext& context) {
  Network<double> network =
      make_network<double>({LinearOptions{.in_features = 128, .out_features = 10}}, context.settings.twin);
  network.want_input_gradient(true);
  initialize(network, {}, context.seed);
  Tensor<double> X(Shape{1, 128}), dY(Shape{1, 10});
  fill_normal(X, 1, mix(context.seed, 1));
  fill_normal(dY, 1, mix(context.seed, 2));
  network.forward(X);
  network.backward(dY, X);
  const Tensor<double>& W = network.parameters()[0].weight;
  const Gradients<double>& grads = network.gradients()[0];
  RelativeError weight, bias, input;
  for (Index o = 0; o < 10; ++o) {
    bias.add(dY[o], grads.bias[o]);
    for (Index i = 0; i < 128; ++i) weight.add(dY[o] * X[i], grads.weight(o, i));
  }
  for (Index i = 0; i < 128; ++i) {
    double sum = 0;
    for (Index o = 0; o < 10; ++o) sum += W(o, i) * dY[o];
    input.add(sum, grads.input[i]);
  }
  context.recorder.record(8, "relative error", weight.value());
  context.recorder.record(9, "relative error", bias.value());
  context.recorder.record(10, "relative error", input.value());
}

// Equation 17, y^ - y, as the derivative of equation 16 with and without its minus sign, by central differences. The
// step, 2^-15, is near the cube root of the rounding unit, where truncation and rounding balance.
void loss(const JobContext& context) {
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
  context.recorder.record(17, "relative error, L without its minus", without_minus.value());
  context.recorder.record(17, "relative error, L with its minus", with_minus.value());
}

std::string text(const Results& results) {
  const auto value = [&](const char* run, const char* quantity, double x) {
    return scientific(results.values(run, quantity, x).at(0), 1);
  };
  const int height = static_cast<int>(results.values("convolution", "height as printed", 4).at(0));
  return "| equation | as printed | relative error against the layers |\n|---|---|---|\n"
         "| 2, kernel gradient | holds | " +
         value("convolution", "relative error", 2) +
         " |\n| 3, bias gradient | holds for one bias a pixel; for one a "
         "channel it is summed over the positions | " +
         value("convolution", "relative error, summed over the positions", 3) +
         " |\n| 4, input gradient | its correlation gives " + std::to_string(height) + "x" + std::to_string(height) +
         " where 12x12 is needed: it must be *full*, padded by K - 1; its sum stops at n, the inputs | " +
         value("convolution", "relative error, full, over the n inputs", 4) +
         " |\n| 4, full, summed over the d outputs | correct | " +
         value("convolution", "relative error, full, over the d outputs", 4) + " |\n| 8, weight gradient | holds | " +
         value("fully connected", "relative error", 8) + " |\n| 9, bias gradient | holds | " +
         value("fully connected", "relative error", 9) + " |\n| 10, input gradient | holds | " +
         value("fully connected", "relative error", 10) +
         " |\n| 17, softmax and cross-entropy | not the derivative of eq. 16, whose minus sign is missing | " +
         value("loss", "relative error, L without its minus", 17) +
         " |\n| 17, with the minus in eq. 16 | correct (index i for j) | " +
         value("loss", "relative error, L with its minus", 17) + " |\n";
}

}  // namespace

Experiment b_equations() {
  return {.name = "b-equations",
          .title = "Equations as printed",
          .question = "Which of Report B's equations hold as they are printed?",
          .source = "Report B, eq. 2 to 17",
          .x_means = "equation",
          .assumptions = {"Layers 2 of the network, with random numbers in double precision, one image."},
          .jobs =
              [](const Settings&) {
                std::vector<Job> jobs;
                add_jobs(jobs, "convolution", 1, 0.01, convolution);
                add_jobs(jobs, "fully connected", 1, 0.01, fully_connected);
                add_jobs(jobs, "loss", 1, 0.01, loss);
                return jobs;
              },
          .findings = text};
}

}  // namespace backcheck::experiments
