#include "experiments/e/derivation_check.hpp"

#include "experiments/b/correlation.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments::report_e {
namespace {

using report_b::correlate, report_b::rotated_by_180_degrees, report_b::slice;

constexpr Index B = 2, F = 3, F_next = 4, size = 7, K = 3, out = printed_height;  // F_l, F_(l+1), H = W, d1 = d2
static_assert(out == size - K + 1);

void add_to(Tensor<double>& sum, const Tensor<double>& term) {
  for (Index i = 0; i < sum.size(); ++i) sum[i] += term[i];
}

}  // namespace

void check_derivation(const JobContext& context) {
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

}  // namespace backcheck::experiments::report_e
