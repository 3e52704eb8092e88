#include "experiments/a/equation_checks.hpp"

#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "experiments/running/printed_equations.hpp"
#include "experiments/training/training.hpp"
#include "reference/as_published/shared_kernel_conv2d.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"

namespace backcheck::experiments::report_a {

using reference::as_published::SharedKernelConv2d;

// The second convolution. As printed, grad_filter is assigned for each position (k, m), so that the last one is left.
void check_convolution(const JobContext& context) {
  const SharedKernelConv2d<double> layer{{.in_channels = 4, .out_channels = 8, .kernel_size = 5}};
  Tensor<double> input(Shape{1, 4, 12, 12}), output;
  Parameters<double> params{Tensor<double>(layer.options.parameter_shapes().weight), {}};
  fill_normal(input, 1, mix(context.seed, 1));
  fill_normal(params.weight, 0.1, mix(context.seed, 2));
  NoCache cache;
  layer.forward(input, params, {}, output, cache);
  Tensor<double> grad_output(output.shape());
  fill_normal(grad_output, 1, mix(context.seed, 3));
  Gradients<double> grads;
  layer.backward(grad_output, input, params, cache, grads);
  RelativeError last, summed;
  for (Index f = 0; f < 8; ++f) {
    for (Index kh = 0; kh < 5; ++kh) {
      for (Index kw = 0; kw < 5; ++kw) {
        double at_position = 0, sum = 0;
        for (Index k = 0; k < 8; ++k) {
          for (Index m = 0; m < 8; ++m) {
            at_position = 0;
            for (Index j = 0; j < 4; ++j) at_position += grad_output(0, f, k, m) * input(0, j, k + kh, m + kw);
            sum += at_position;
          }
        }
        last.add(at_position, grads.weight(f, 0, kh, kw));
        summed.add(sum, grads.weight(f, 0, kh, kw));
      }
    }
  }
  context.record(0, "filter gradient as printed", last.value());
  context.record(0, "filter gradient, summed", summed.value());
  const Conv2dOptions standard{.in_channels = 4, .out_channels = 8, .kernel_size = 5};
  context.record(0, "weights as printed", static_cast<double>(params.weight.size()));
  context.record(0, "weights", static_cast<double>(standard.parameter_shapes().weight.size()));
}

// out[winner] = grad, instead of +=, for the report's windows and for ones that overlap.
void check_pooling(const JobContext& context) {
  for (const auto& [name, options] : {std::pair{"2x2, stride 2", MaxPool2dOptions{}},
                                      {"3x3, stride 2", MaxPool2dOptions{.kernel_size = 3, .stride = 2}}}) {
    const PassedLayer layer = pass(context, options, {1, 8, 9, 9});
    Tensor<double> assigned(layer.input.shape());
    const Shape& shape = layer.output.shape();
    for (Index c = 0; c < shape[1]; ++c) {
      for (Index oh = 0; oh < shape[2]; ++oh) {
        for (Index ow = 0; ow < shape[3]; ++ow) {
          for (Index k = 0; k < options.kernel_size * options.kernel_size; ++k) {
            const Index ih = oh * 2 + k / options.kernel_size, iw = ow * 2 + k % options.kernel_size;
            const bool wins = layer.input(0, c, ih, iw) >= layer.output(0, c, oh, ow);
            if (wins) assigned(0, c, ih, iw) = layer.grad_output(0, c, oh, ow);
          }
        }
      }
    }
    RelativeError error;
    error.add(assigned, layer.grads.input);
    context.record(0, std::string("input gradient, ") + name, error.value());
  }
}

// FC1, 128 to 128: as printed, input * grad is taken element by element, the one way in which the sizes fit, and
// grad * weight without the transposition; right are the outer product and the transposed weight.
void check_fully_connected(const JobContext& context) {
  constexpr Index n = 128;
  const PassedLayer layer = pass(context, LinearOptions{.in_features = n, .out_features = n}, {1, n});
  RelativeError outer, straight, transposed;
  for (Index i = 0; i < n; ++i) {
    double along_rows = 0, along_columns = 0;  // of the report's weight (in, out); ours is (out, in)
    for (Index o = 0; o < n; ++o) {
      outer.add(layer.input[i] * layer.grad_output[o], layer.grads.weight(o, i));
      along_rows += layer.grad_output[o] * layer.weight(i, o);
      along_columns += layer.grad_output[o] * layer.weight(o, i);
    }
    straight.add(along_rows, layer.grads.input[i]);
    transposed.add(along_columns, layer.grads.input[i]);
  }
  context.record(0, "weight gradient, outer product", outer.value());
  context.record(0, "input gradient as printed", straight.value());
  context.record(0, "input gradient, transposed", transposed.value());
}

// At ten equal logits and at random ones, and where exp overflows.
void check_loss(const JobContext& context) {
  const reference::as_published::SoftmaxCrossEntropy<double> printed{};
  const LossFunction<double> right = softmax_cross_entropy<double>(context.settings.twin);
  const std::vector<int> labels{3};
  for (const char* name : {"equal logits", "random logits"}) {
    Tensor<double> logits(Shape{1, 10}), as_printed, textbook;
    if (name == std::string("random logits")) fill_normal(logits, 2, context.seed);
    printed(logits, labels, as_printed);
    right(logits, labels, textbook);
    RelativeError error;
    error.add(as_printed, textbook);
    double sum = 0;
    for (const double g : as_printed) sum += g;
    context.record(0, std::string("gradient as printed, ") + name, error.value());
    context.record(0, std::string("how many times too small, ") + name, textbook[3] / as_printed[3]);
    context.record(0, std::string("sum of its components, ") + name, sum);
  }
  context.record(0, "largest logit in float", std::log(static_cast<double>(std::numeric_limits<float>::max())));
  context.record(0, "largest logit in double", std::log(std::numeric_limits<double>::max()));
}

}  // namespace backcheck::experiments::report_a
