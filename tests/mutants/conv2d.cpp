// Wrong convolutions.
#include <utility>

#include "reference/conv2d.hpp"
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

using Options = Conv2dOptions;
using Position = std::pair<Index, Index>;

Numbers rotated(const Numbers& weight) {
  const Index K = weight.shape()[2];
  return rearranged(weight, [K](Index kh, Index kw) { return Position(K - 1 - kh, K - 1 - kw); });
}
Numbers transposed(const Numbers& weight) {
  return rearranged(weight, [](Index kh, Index kw) { return Position(kw, kh); });
}
Numbers shifted(const Numbers& images, Index down, Index right) {
  return rearranged(images, [=](Index h, Index w) { return Position(h - down, w - right); });
}

// Every kernel is the one that its filter has for the first channel.
Parameters<double> shared_kernels(Parameters<double> params) {
  Numbers& weight = params.weight;
  const Shape& s = weight.shape();
  for (Index f = 0; f < s[0]; ++f)
    for (Index c = 0; c < s[1]; ++c)
      for (Index kh = 0; kh < s[2]; ++kh)
        for (Index kw = 0; kw < s[3]; ++kw) weight(f, c, kh, kw) = weight(f, 0, kh, kw);
  return params;
}

// grad_output as a layer of stride 1 would take it: output (oh, ow) where it is, not where its window is.
Numbers stride_ignored(const Call& call, Options options) {
  options.stride = 1;
  const Numbers& grad = call.grad_output;
  Numbers dense(options.output_shape(call.input.shape()));
  const Shape& s = grad.shape();
  for (Index n = 0; n < s[0]; ++n)
    for (Index f = 0; f < s[1]; ++f)
      for (Index oh = 0; oh < s[2]; ++oh)
        for (Index ow = 0; ow < s[3]; ++ow) dense(n, f, oh, ow) = grad(n, f, oh, ow);
  Grads grads;
  reference::Conv2d<double>{options}.backward(dense, call.input, call.params, {}, grads);
  return grads.input;
}

// The window of output (oh, ow) taken at (oh * stride, oh * stride): one loop variable used twice.
Numbers diagonal_windows(const Numbers& grad) {
  Numbers diagonal(grad.shape());
  const Shape& s = grad.shape();
  for (Index n = 0; n < s[0]; ++n)
    for (Index f = 0; f < s[1]; ++f)
      for (Index oh = 0; oh < s[2] && oh < s[3]; ++oh)
        for (Index ow = 0; ow < s[3]; ++ow) diagonal(n, f, oh, oh) += grad(n, f, oh, ow);
  return diagonal;
}

// What remains of grad_input if only pixels that a whole kernel of outputs covers receive any.
void valid_instead_of_full(const Options& o, const Shape& output, Numbers& grad_input) {
  const Shape& s = grad_input.shape();
  for (Index n = 0; n < s[0]; ++n)
    for (Index c = 0; c < s[1]; ++c)
      for (Index ih = 0; ih < s[2]; ++ih)
        for (Index iw = 0; iw < s[3]; ++iw) {
          const auto covered = [&](Index i, Index outputs) {
            return o.kernel_size - 1 <= i + o.padding && i + o.padding <= (outputs - 1) * o.stride;
          };
          if (!covered(ih, output[2]) || !covered(iw, output[3])) grad_input(n, c, ih, iw) = 0;
        }
}

}  // namespace

template <>
Mutants<Options> mutants_of<Options>() {
  return Mutants<Options>{
             {"KernelNotRotated", "grads.input",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  grads.input = call.with_weight(rotated(call.params.weight)).input;
                });
              }},
             {"KernelTransposed", "grads.input",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  grads.input = call.with_weight(transposed(call.params.weight)).input;
                });
              }},
             {"ValidInsteadOfFull", "grads.input",  // Report B, equation 4
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  valid_instead_of_full(options, call.grad_output.shape(), grads.input);
                });
              }},
             {"DiagonalWindows", "grads.input",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  grads.input = call.with_grad_output(diagonal_windows(call.grad_output)).input;
                });
              }},
             {"StrideIgnoredInBackward", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(
                    layer, [options](const Call& call, Grads& grads) { grads.input = stride_ignored(call, options); });
              }},
             {"PaddingForgottenInBackward", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [p = options.padding](const Call&, Grads& grads) {
                  grads.input = shifted(grads.input, p, p);
                });
              }},
             {"PaddingTakenOffOneSideOnly", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [p = options.padding](const Call&, Grads& grads) {
                  grads.input = shifted(grads.input, p, 0);
                });
              }},
             {"RemainderOfStrideAtTheStart", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [o = options](const Call& call, Grads& grads) {
                  const Index remainder = (call.input.shape()[2] + 2 * o.padding - o.kernel_size) % o.stride;
                  grads.input = shifted(grads.input, remainder, 0);
                });
              }},
             {"LastColumnDropped", "grads.input",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) {
                  const Index W = grads.input.shape()[3];
                  for (Index i = W - 1; i < grads.input.size(); i += W) grads.input[i] = 0;
                });
              },
              "last column"},
             {"WeightGradientKernelsTransposed", "grads.weight",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) { grads.weight = transposed(grads.weight); });
              },
              "transposed"},
             {"WeightGradientRotated", "grads.weight",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) { grads.weight = rotated(grads.weight); });
              },
              "rotated by 180 degrees"},
             {"FilterTailDropped", "grads.weight",  // blocks of four filters, what is left over forgotten
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) {
                  const Index F = grads.weight.shape()[0], filter = grads.weight.shape().inner_size();
                  for (Index i = F / 4 * 4 * filter; i < grads.weight.size(); ++i) grads.weight[i] = 0;
                });
              }},
             {"BiasGradientOfFirstPositionOnly", "grads.bias",  // Report B's bias per pixel, taken for one per filter
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  Numbers first = call.grad_output;
                  const Index positions = first.shape()[2] * first.shape()[3];
                  for (Index i = 0; i < first.size(); ++i) first[i] *= i % positions == 0;
                  grads.bias = call.with_grad_output(first).bias;
                });
              }},
             {"BiasGradientAveragedOverPositions", "grads.bias",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  const Shape& s = call.grad_output.shape();
                  grads.bias = scaled(grads.bias, 1.0 / static_cast<double>(s[2] * s[3]));
                });
              }},
             {"KernelFlippedInForward", "output",  // a convolution in the strict sense
              [](Layer& layer, const Options&) {
                layer.forward = [right = layer.forward](const Numbers& input, const Parameters<double>& params,
                                                        const Pass& pass, Numbers& output, std::any& cache) {
                  right(input, {rotated(params.weight), params.bias}, pass, output, cache);
                };
              },
              "", false},
             {"OneKernelForAllChannels", "grads.weight",  // Report A's formulas, whose filters have no channel index
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) {
                  grads.weight = shared_kernels({grads.weight, {}}).weight;
                });
              }},
         } +
         mutants_of_any_layer() + mutants_of_any_parameters();
}

}  // namespace backcheck::mutants
