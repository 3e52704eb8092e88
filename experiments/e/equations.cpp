// Report E's derivation of a batch of convolutions, evaluated as it is printed, beside what the layers compute.
#include <cmath>

#include "experiments/b/correlation.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments {
namespace {

using report_b::correlate, report_b::rotated_by_180_degrees, report_b::slice;

constexpr const char* convolution = "convolution";
constexpr Index B = 2, F = 3, F_next = 4, size = 7, K = 3, out = size - K + 1;  // F_l, F_(l+1), H = W, d1 = d2

Experiment declaration() {
  return {
      .name = "e-equations",
      .position = 4,
      .title = "Equations as printed",
      .question = "Which equations of Report E's derivation hold as they are printed?",
      .source = "Report E, section 4",
      .x_means = "nothing",
      .assumptions = {"A valid convolution of two images, 3 to 4 channels, with random numbers in double precision."}};
}

void check_convolution(const JobContext& context);

std::vector<Run> runs(const Settings&) { return {{.name = convolution, .seconds = 0.01, .body = check_convolution}}; }

void add_to(Tensor<double>& sum, const Tensor<double>& term) {
  for (Index i = 0; i < sum.size(); ++i) sum[i] += term[i];
}

void check_convolution(const JobContext& context) {
  const PassedLayer layer =
      pass(context, Conv2dOptions{.in_channels = F, .out_channels = F_next, .kernel_size = K}, {B, F, size, size});
  RelativeError forward, by_index, correlated, convolved_with_flipped, corrected, weight, bias;
  const auto weight_of = [&](Index P, Index Q) { return slice(layer.weight, Q, P); };  // ours is out first
  for (Index N = 0; N < B; ++N) {
    for (Index Q = 0; Q < F_next; ++Q) {
      Tensor<double> Z(Shape{out, out}, layer.bias[Q]);
      for (Index P = 0; P < F; ++P) add_to(Z, correlate(slice(layer.input, N, P), weight_of(P, Q)));
      forward.add(Z, slice(layer.output, N, Q));
    }
    for (Index P = 0; P < F; ++P) {
      const Tensor<double> right = slice(layer.grads.input, N, P);
      Tensor<double> indexed(right.shape()), straight(right.shape()), flipped(right.shape());
      for (Index Q = 0; Q < F_next; ++Q) {
        const Tensor<double> delta = slice(layer.grad_output, N, Q), kernel = weight_of(P, Q);
        for (Index M = 0; M < out; ++M)
          for (Index n = 0; n < out; ++n)
            for (Index l = M; l < M + K; ++l)
              for (Index k = n; k < n + K; ++k) indexed(l, k) += delta(M, n) * kernel(l - M, k - n);
        // The circle is correlation, as in the forward pass; the star, convolution, flips its second argument once
        // more: delta * flip(W) is the correlation with flip(flip(W)).
        add_to(straight, correlate(delta, kernel, K - 1));
        add_to(flipped, correlate(delta, rotated_by_180_degrees(kernel), K - 1));
      }
      by_index.add(indexed, right);
      correlated.add(straight, right);
      corrected.add(flipped, right);
    }
  }
  for (Index Q = 0; Q < F_next; ++Q) {
    double sum = 0;
    for (Index P = 0; P < F; ++P) {
      Tensor<double> gradient(Shape{K, K});
      for (Index N = 0; N < B; ++N)
        add_to(gradient, correlate(slice(layer.input, N, P), slice(layer.grad_output, N, Q)));
      weight.add(gradient, slice(layer.grads.weight, Q, P));
    }
    for (Index N = 0; N < B; ++N)
      for (const double delta : slice(layer.grad_output, N, Q)) sum += delta;
    bias.add(sum, layer.grads.bias[Q]);
  }
  double dot = 0;
  Tensor<double> x = slice(layer.input, 0, 0), y = slice(layer.input, 1, 0);
  for (Index i = 0; i < x.size(); ++i) dot += x[i] * y[i];
  RelativeError equal_sizes;
  equal_sizes.add(correlate(x, y)[0], dot);
  context.record(0, "output", forward.value());
  context.record(0, "input gradient by index", by_index.value());
  context.record(0, "input gradient, correlated with W", correlated.value());
  context.record(0, "input gradient, correlated with flip(W)", corrected.value());
  context.record(0, "weight gradient", weight.value());
  context.record(0, "bias gradient", bias.value());
  context.record(0, "correlation of equal sizes", equal_sizes.value());
  // Report E's im2col turns the correlation into a product of matrices, as the fast layer does; the naive one does not.
  Settings settings = context.settings;
  settings.twin = settings.twin == Twin::fast ? Twin::naive : Twin::fast;
  RelativeError twins;
  twins.add(pass({settings, context.data, context.seed, context.recorder},
                 Conv2dOptions{.in_channels = F, .out_channels = F_next, .kernel_size = K}, {B, F, size, size})
                .output,
            layer.output);
  context.record(0, "im2col against loops", twins.value());
  context.record(0, "height of the output", static_cast<double>(layer.output.shape()[2]));
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto effect = [&](const char* quantity) { return effect_of(results.mean(convolution, quantity)); };
  Markdown text;
  const double height = results.mean(convolution, "height of the output");
  add_equations(
      text,
      {{"E-16", "Z is (H - d1 + 1) high", "",
        height == out ? "none: it holds, without padding; the network itself pads by 1" : effect("output")},
       {"E-16", "W is (F_l, F_l+1, d1, d2), and (D, C, K, K) for im2col", "one of them; here (F_l+1, F_l, d1, d2)",
        "the derivation reads input channel first, its last block output channel first"},
       {"E-17", "Z = sum over P, i, j of X(m+i, n+j) W(i, j) + b", "", effect("output")},
       {"E-18", "dL/dX = sum over Q, M, N of delta(M, N) W(l-M, k-N)", "N is the image and the column: two letters",
        effect("input gradient by index")},
       {"E-18", "= delta o W, the full correlation", "delta o flip(W), or delta * W",
        effect("input gradient, correlated with W") +
            sentence("; corrected: {:.1g}", results.mean(convolution, "input gradient, correlated with flip(W)"))},
       {"E-18", "= delta * flip(W), the full convolution", "delta * W",
        effect("input gradient, correlated with W").empty() ? ""
                                                            : "the same as delta o W: both operators are exchanged"},
       {"E-19", "dL/dW = sum over N, m, n of delta(m, n) X(i+m, j+n)", "", effect("weight gradient")},
       {"E-20", "dL/db = sum over N, m, n of delta(m, n)", "", effect("bias gradient")},
       {"E-21", "x^T y = x o y, the valid correlation of equal sizes", "", effect("correlation of equal sizes")},
       {"E-22", "im2col: (N, D, F) becomes (N, D, H-K+1, W-K+1)", "F is the positions here, the feature maps above",
        "none on the numbers; its adjoint, col2im, adds up overlaps and is not its inverse"},
       {"E-23", "Z = X o W by im2col", "", effect("im2col against loops")}});
  if (std::isnan(height)) return {};
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
