// Report B's equations evaluated as they are printed, beside what the layers compute: which of them hold, and what is
// missing from the others.
#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* conv = "convolution";
constexpr const char* fc = "fully connected";
constexpr const char* losses = "loss";

Experiment declaration() {
  return {.name = "b-equations",
          .position = 2,
          .title = "Equations as printed",
          .question = "Which of Report B's equations hold as they are printed?",
          .source = "Report B, eq. 2 to 17",
          .x_means = "equation",
          .assumptions = {"Layers 2 of the network, with random numbers in double precision, one image."}};
}

void convolution(const JobContext& context);
void fully_connected(const JobContext& context);
void loss(const JobContext& context);

std::vector<Run> runs(const Settings&) {
  return {{.name = conv, .seconds = 0.01, .body = convolution},
          {.name = fc, .seconds = 0.01, .body = fully_connected},
          {.name = losses, .seconds = 0.01, .body = loss}};
}

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
  context.record(2, "relative error", kernels.value());
  context.record(3, "relative error, summed over the positions", biases.value());
  context.record(4, "height as printed",
                 static_cast<double>(correlate(slice(dY, 0, 0), slice(weight, 0, 0)).shape()[0]));
  context.record(4, "relative error, full, over the n inputs", too_few_terms.value());
  context.record(4, "relative error, full, over the d outputs", full.value());
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
  context.record(8, "relative error", weight.value());
  context.record(9, "relative error", bias.value());
  context.record(10, "relative error", input.value());
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
  context.record(17, "relative error, L without its minus", without_minus.value());
  context.record(17, "relative error, L with its minus", with_minus.value());
}

std::vector<Figure> figures(const Results&) { return {}; }

// An equation holds where its relative error is rounding (or, for the loss, the difference quotient's error).
std::string row_verdict(double error, const char* holds, const char* fails) {
  return std::isnan(error) ? "not run" : error < 1e-6 ? holds : fails;
}

Markdown findings(const Results& results) {
  const double height = results.mean(conv, "height as printed", 4);
  struct Line {
    const char* equation;
    const char *run, *quantity;
    double number;
    std::string holds, fails;
  };
  const std::string wrong = "does not hold";
  const std::string too_few = fmt::format(
      "its correlation gives {0:.0f}x{0:.0f} where 12x12 is needed: it must be *full*, padded by K - 1; its sum stops "
      "at "
      "n, the inputs",
      height);
  const Line lines[] = {
      {"2, kernel gradient", conv, "relative error", 2, "holds", wrong},
      {"3, bias gradient", conv, "relative error, summed over the positions", 3,
       "holds for one bias a pixel; for one a channel it is summed over the positions", wrong},
      {"4, input gradient", conv, "relative error, full, over the n inputs", 4, "holds", too_few},
      {"4, full, summed over the d outputs", conv, "relative error, full, over the d outputs", 4, "correct", wrong},
      {"8, weight gradient", fc, "relative error", 8, "holds", wrong},
      {"9, bias gradient", fc, "relative error", 9, "holds", wrong},
      {"10, input gradient", fc, "relative error", 10, "holds", wrong},
      {"17, softmax and cross-entropy", losses, "relative error, L without its minus", 17, "holds",
       "not the derivative of eq. 16, whose minus sign is missing"},
      {"17, with the minus in eq. 16", losses, "relative error, L with its minus", 17, "correct (index i for j)",
       wrong}};
  std::vector<Markdown::Row> rows;
  for (const Line& line : lines) {
    const double error = results.mean(line.run, line.quantity, line.number);
    rows.push_back({line.equation, row_verdict(error, line.holds.c_str(), line.fails.c_str()),
                    std::isnan(error) ? "" : fmt::format("{:.1e}", error)});
  }
  return Markdown().table({"equation", "as printed", "relative error against the layers"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
