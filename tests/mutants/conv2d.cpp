// Wrong convolutions.
#include <algorithm>
#include <utility>

#include "reference/conv2d.hpp"
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

using Options = Conv2dOptions;
using Position = std::pair<Index, Index>;

Doubles rotated(const Doubles& weight) {
  if (weight.empty()) return weight;
  const Index K = weight.shape()[2];
  return rearranged(weight, [K](Index kh, Index kw) { return Position(K - 1 - kh, K - 1 - kw); });
}
Doubles transposed(const Doubles& weight) {
  return rearranged(weight, [](Index kh, Index kw) { return Position(kw, kh); });
}
Doubles shifted(const Doubles& images, Index down, Index right) {
  return rearranged(images, [=](Index h, Index w) { return Position(h - down, w - right); });
}

// Every kernel is the one that its filter has for the first channel.
Doubles shared_kernels(Doubles weight) {
  const Shape s = weight.shape();
  const Index kernel = s[2] * s[3];
  for (Index i = 0; i < weight.size(); ++i) weight[i] = weight[i / (s[1] * kernel) * s[1] * kernel + i % kernel];
  return weight;
}

// The numbers of (F, C, K, K), read as if they were (C, F, K, K).
Doubles axes_exchanged(const Doubles& weight) {
  if (weight.empty()) return weight;
  const Shape& s = weight.shape();
  const Index F = s[0], C = s[1], kernel = s[2] * s[3];
  Doubles result(s);
  for (Index f = 0; f < F; ++f)
    for (Index c = 0; c < C; ++c)
      for (Index k = 0; k < kernel; ++k) result[(f * C + c) * kernel + k] = weight[(c * F + f) * kernel + k];
  return result;
}

// The gradients as a layer of stride 1 would have them: output (oh, ow) where it is, not where its window is.
Grads stride_ignored(const Call& call, Options options) {
  options.stride = 1;
  const Doubles& grad = call.grad_output;
  Doubles dense(options.output_shape(call.input.shape()));
  const Shape& s = grad.shape();
  for (Index n = 0; n < s[0]; ++n)
    for (Index f = 0; f < s[1]; ++f)
      for (Index oh = 0; oh < s[2]; ++oh)
        for (Index ow = 0; ow < s[3]; ++ow) dense(n, f, oh, ow) = grad(n, f, oh, ow);
  Grads grads;
  reference::Conv2d<double>{options}.backward(dense, call.input, call.params, {}, grads);
  return grads;
}

// The window of output (oh, ow) taken at (oh * stride, oh * stride): one loop variable used twice.
Doubles diagonal_windows(const Doubles& grad) {
  Doubles diagonal(grad.shape());
  const Shape& s = grad.shape();
  for (Index n = 0; n < s[0]; ++n)
    for (Index f = 0; f < s[1]; ++f)
      for (Index oh = 0; oh < s[2] && oh < s[3]; ++oh)
        for (Index ow = 0; ow < s[3]; ++ow) diagonal(n, f, oh, oh) += grad(n, f, oh, ow);
  return diagonal;
}

// What remains of grad_input if only pixels that a whole kernel of outputs covers receive any.
void valid_instead_of_full(const Options& o, const Shape& output, Doubles& grad_input) {
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

// The gradient of the input by columns, scattered with = for +=: each pixel keeps the last window's share.
void scattered_with_assignment(const Options& o, const Call& call, Doubles& grad_input) {
  const Shape &in = call.input.shape(), &out = call.grad_output.shape();
  for (Index n = 0; n < in[0]; ++n)
    for (Index c = 0; c < in[1]; ++c)
      for (Index oh = 0; oh < out[2]; ++oh)
        for (Index ow = 0; ow < out[3]; ++ow)
          for (Index kh = 0; kh < o.kernel_size; ++kh)
            for (Index kw = 0; kw < o.kernel_size; ++kw) {
              const Index ih = oh * o.stride + kh - o.padding, iw = ow * o.stride + kw - o.padding;
              if (ih < 0 || ih >= in[2] || iw < 0 || iw >= in[3]) continue;
              double share = 0;
              for (Index f = 0; f < out[1]; ++f)
                share += call.grad_output(n, f, oh, ow) * call.params.weight(f, c, kh, kw);
              grad_input(n, c, ih, iw) = share;
            }
}

// output = bias + sum of weight * pixel(n, c, ih, iw), windows `step` pixels apart; pixels may lie outside the image.
template <class Pixel>
void convolve(const Options& o, Index step, const Params& params, Doubles& output, Pixel pixel) {
  const Shape& out = output.shape();
  for (Index n = 0; n < out[0]; ++n)
    for (Index f = 0; f < out[1]; ++f)
      for (Index oh = 0; oh < out[2]; ++oh)
        for (Index ow = 0; ow < out[3]; ++ow) {
          double sum = o.bias ? params.bias(f) : 0;
          for (Index c = 0; c < o.in_channels; ++c)
            for (Index kh = 0; kh < o.kernel_size; ++kh)
              for (Index kw = 0; kw < o.kernel_size; ++kw)
                sum +=
                    params.weight(f, c, kh, kw) * pixel(n, c, oh * step + kh - o.padding, ow * step + kw - o.padding);
          output(n, f, oh, ow) = sum;
        }
}

// input(n, c, h, w), 0 outside the image.
double at(const Doubles& input, Index n, Index c, Index h, Index w) {
  const Shape& s = input.shape();
  return 0 <= h && h < s[2] && 0 <= w && w < s[3] ? input(n, c, h, w) : 0;
}

Mutant<Options> wrong_gradient(Bug bug, std::function<void(const Call&, const Options&, Grads&)> corrupt) {
  return {std::move(bug), [corrupt](Layer& layer, const Options& options) {
            after_backward(layer, [=](const Call& call, Grads& grads) { corrupt(call, options, grads); });
          }};
}
// Whose forward pass is that of changed parameters.
Mutant<Options> wrong_parameters(Bug bug, std::function<void(Doubles&, Params&)> change) {
  bug.found_without_twin = false;
  return {std::move(bug), [change](Layer& layer, const Options&) { forward_of(layer, change); }};
}
// Whose output wrong(options, input, params, output) overwrites.
Mutant<Options> wrong_output(Bug bug,
                             std::function<void(const Options&, const Doubles&, const Params&, Doubles&)> wrong) {
  bug.found_without_twin = false;
  return {std::move(bug), [wrong](Layer& layer, const Options& options) {
            after_forward(layer, [=](const Doubles& input, const Params& params, Doubles& output) {
              wrong(options, input, params, output);
            });
          }};
}

Mutants<Options> wrong_input_gradients() {
  return {
      wrong_gradient({"KernelNotRotated", "grads.input",  // Report E: the operators exchanged
                      "the kernel is not rotated by 180 degrees before it is correlated with grad_output",
                      "dX = dY corr W, for dY corr rot180(W), full"},
                     [](const Call& call, const Options&, Grads& grads) {
                       grads.input = call.with_weight(rotated(call.params.weight)).input;
                     }),
      wrong_gradient({"KernelTransposed", "grads.input", "the kernel's rows and columns are exchanged",
                      "W(f, c, kh, kw) -> W(f, c, kw, kh)"},
                     [](const Call& call, const Options&, Grads& grads) {
                       grads.input = call.with_weight(transposed(call.params.weight)).input;
                     }),
      wrong_gradient({"ValidInsteadOfFull", "grads.input",  // Report B, equation 4
                      "a valid correlation stands where a full one belongs: pixels near the border get nothing",
                      "dX = dY corr rot180(W), valid"},
                     [](const Call& call, const Options& options, Grads& grads) {
                       valid_instead_of_full(options, call.grad_output.shape(), grads.input);
                     }),
      wrong_gradient(
          {"DiagonalWindows", "grads.input", "one loop variable stands for both row and column of the window",
           "dX(oh s + kh, oh s + kw) += W(kh, kw) dY(oh, ow)"},
          [](const Call& call, const Options&, Grads& grads) {
            grads.input = call.with_grad_output(diagonal_windows(call.grad_output)).input;
          }),
      wrong_gradient(
          {"StrideIgnoredInBackward", "grads.input", "the stride is ignored: as if windows moved on by one pixel",
           "dX(oh + kh, ow + kw) += W(kh, kw) dY(oh, ow)"},
          [](const Call& call, const Options& options, Grads& grads) {
            grads.input = stride_ignored(call, options).input;
          }),
      wrong_gradient({"PaddingForgottenInBackward", "grads.input", "the padding is not taken off: all is shifted by it",
                      "dX(h, w) -> dX(h - p, w - p)"},
                     [](const Call&, const Options& options, Grads& grads) {
                       grads.input = shifted(grads.input, options.padding, options.padding);
                     }),
      wrong_gradient(
          {"PaddingTakenOffOneSideOnly", "grads.input",
           "the padding is taken off the columns only: all is shifted down by it", "dX(h, w) -> dX(h - p, w)"},
          [](const Call&, const Options& options, Grads& grads) {
            grads.input = shifted(grads.input, options.padding, 0);
          }),
      wrong_gradient({"RemainderOfStrideAtTheStart", "grads.input",
                      "rows that no window reaches are taken to lie at the start, not at the end",
                      "dX(h, w) -> dX(h - r, w), r = (H + 2 p - K) mod s"},
                     [](const Call& call, const Options& o, Grads& grads) {
                       const Index remainder = (call.input.shape()[2] + 2 * o.padding - o.kernel_size) % o.stride;
                       grads.input = shifted(grads.input, remainder, 0);
                     }),
      wrong_gradient({"LastColumnDropped", "grads.input", suite::names::last_column, "dX(h, W - 1) -> 0"},
                     [](const Call&, const Options&, Grads& grads) {
                       const Index W = grads.input.shape()[3];
                       grads.input = masked(grads.input, [W](Index i) { return i % W != W - 1; });
                     }),
      wrong_gradient({"AssignsWhereWindowsOverlap", "grads.input",
                      "= where += belongs: a pixel of several windows keeps the gradient of the last one only",
                      "dX(oh s + kh, ow s + kw) = sum over f of W dY, for += "},
                     [](const Call& call, const Options& options, Grads& grads) {
                       scattered_with_assignment(options, call, grads.input);
                     }),
      wrong_gradient({"InputGradientOfLastFilterOnly", "grads.input",
                      "the gradient through the last filter only: = where += belongs, in the loop over filters",
                      "sum over f -> f = F - 1"},
                     [](const Call& call, const Options&, Grads& grads) {
                       const Shape& s = call.grad_output.shape();
                       const Index positions = s[2] * s[3], F = s[1];
                       grads.input = call.with_grad_output(masked(call.grad_output,
                                                                  [=](Index i) { return i / positions % F == F - 1; }))
                                         .input;
                     }),
      wrong_gradient({"FiltersAndChannelsExchanged", "grads.input",
                      "the weight is read as (channels, filters, K, K) instead of (filters, channels, K, K)",
                      "W(f, c, ...) -> the numbers of W as (C, F, K, K)"},
                     [](const Call& call, const Options&, Grads& grads) {
                       grads.input = call.with_weight(axes_exchanged(call.params.weight)).input;
                     }),
  };
}

Mutants<Options> wrong_parameter_gradients() {
  const auto positions = [](const Call& call) { return call.grad_output.shape()[2] * call.grad_output.shape()[3]; };
  return {
      wrong_gradient(
          {"WeightGradientKernelsTransposed", "grads.weight", suite::names::transposed, "dW(kh, kw) -> dW(kw, kh)"},
          [](const Call&, const Options&, Grads& grads) { grads.weight = transposed(grads.weight); }),
      wrong_gradient({"WeightGradientRotated", "grads.weight", suite::names::rotated,
                      "dW = dY corr X, for X corr dY: the arguments exchanged"},
                     [](const Call&, const Options&, Grads& grads) { grads.weight = rotated(grads.weight); }),
      wrong_gradient(
          {"FilterTailDropped", "grads.weight",  // blocks of four
           "the last filters are left out: those beyond a multiple of four", "dW(f) -> 0 for the last F mod 4"},
          [](const Call&, const Options&, Grads& grads) {
            const Index F = grads.weight.shape()[0], filter = grads.weight.shape().inner_size();
            grads.weight = masked(grads.weight, [=](Index i) { return i / filter < F / 4 * 4; });
          }),
      wrong_gradient({"OneKernelForAllChannels", "grads.weight",  // Report A: filters have no channel index
                      "every channel has the kernel gradient of the first one", "dW(f, c, ...) -> dW(f, 0, ...)"},
                     [](const Call&, const Options&, Grads& grads) { grads.weight = shared_kernels(grads.weight); }),
      wrong_gradient(
          {"WeightGradientOfLastPositionOnly", "grads.weight",  // Report A: the sum over positions is missing
           "the gradient at the last output position only: = where += belongs, in the loop over positions",
           "sum over oh, ow -> the last one"},
          [positions](const Call& call, const Options&, Grads& grads) {
            const Index P = positions(call);
            grads.weight =
                call.with_grad_output(masked(call.grad_output, [P](Index i) { return i % P == P - 1; })).weight;
          }),
      wrong_gradient(
          {"WeightGradientAveragedOverPositions", "grads.weight", suite::names::over_positions, "dW -> dW / (OH OW)"},
          [positions](const Call& call, const Options&, Grads& grads) {
            grads.weight = scaled(grads.weight, 1 / static_cast<double>(positions(call)));
          }),
      wrong_gradient(
          {"PaddingForgottenInWeightGradient", "grads.weight", "the input is not padded in the gradient of the weight",
           "X(oh s + kh - p, ...) -> X(oh s + kh, ...)"},
          [](const Call& call, const Options& o, Grads& grads) {
            grads.weight = call.with_input(shifted(call.input, -o.padding, -o.padding)).weight;
          }),
      wrong_gradient({"StrideIgnoredInWeightGradient", "grads.weight",
                      "the stride is ignored: as if windows moved on by one pixel",
                      "dW(kh, kw) += dY(oh, ow) X(oh + kh, ow + kw)"},
                     [](const Call& call, const Options& options, Grads& grads) {
                       grads.weight = stride_ignored(call, options).weight;
                     }),
      wrong_gradient({"BiasGradientOfFirstPositionOnly", "grads.bias",  // Report B's bias per pixel, for one per filter
                      "the gradient at the first output position only: not summed over positions",
                      "sum over oh, ow -> oh = ow = 0"},
                     [positions](const Call& call, const Options&, Grads& grads) {
                       const Index P = positions(call);
                       grads.bias =
                           call.with_grad_output(masked(call.grad_output, [P](Index i) { return i % P == 0; })).bias;
                     }),
      wrong_gradient(
          {"BiasGradientAveragedOverPositions", "grads.bias", suite::names::over_positions, "db -> db / (OH OW)"},
          [positions](const Call& call, const Options&, Grads& grads) {
            grads.bias = scaled(grads.bias, 1 / static_cast<double>(positions(call)));
          }),
  };
}

Mutants<Options> wrong_outputs() {
  return {
      wrong_parameters({"KernelFlippedInForward", "output",
                        "the kernel is flipped: a convolution in the strict sense, not the correlation that is meant",
                        "Y = X conv W + b"},
                       [](Doubles&, Params& params) { params.weight = rotated(params.weight); }),
      wrong_parameters({"KernelTransposedInForward", "output", "the kernel's rows and columns are exchanged",
                        "W(f, c, kh, kw) -> W(f, c, kw, kh)"},
                       [](Doubles&, Params& params) { params.weight = transposed(params.weight); }),
      wrong_parameters({"OneKernelForAllChannelsInForward", "output",  // Report A
                        "every channel is convolved with the kernel of the first one", "W(f, c, ...) -> W(f, 0, ...)"},
                       [](Doubles&, Params& params) { params.weight = shared_kernels(params.weight); }),
      wrong_parameters({"FiltersAndChannelsExchangedInForward", "output",
                        "the weight is read as (channels, filters, K, K) instead of (filters, channels, K, K)",
                        "W(f, c, ...) -> the numbers of W as (C, F, K, K)"},
                       [](Doubles&, Params& params) { params.weight = axes_exchanged(params.weight); }),
      wrong_parameters({"BiasForEveryChannel", "output", "the bias is added once for every channel", "Y = ... + C b"},
                       [](Doubles& input, Params& params) {
                         params.bias = scaled(params.bias, static_cast<double>(input.shape()[1]));
                       }),
      wrong_parameters(
          {"LastChannelOnly", "output", "the last channel only: = where += belongs, in the loop over channels",
           "sum over c -> c = C - 1"},
          [](Doubles& input, Params&) {
            const Shape& s = input.shape();
            const Index image = s[2] * s[3], C = s[1];
            input = masked(input, [=](Index i) { return i / image % C == C - 1; });
          }),
      wrong_output({"PaddingOnOneSideOnly", "output", "all the padding is above and left of the image",
                    "X(... - p) -> X(... - 2 p)"},
                   [](const Options& o, const Doubles& input, const Params& params, Doubles& output) {
                     convolve(o, o.stride, params, output, [&](Index n, Index c, Index h, Index w) {
                       return at(input, n, c, h - o.padding, w - o.padding);
                     });
                   }),
      wrong_output({"PaddingBelowAndRightOnly", "output", "all the padding is below and right of the image",
                    "X(... - p) -> X(...)"},
                   [](const Options& o, const Doubles& input, const Params& params, Doubles& output) {
                     convolve(o, o.stride, params, output, [&](Index n, Index c, Index h, Index w) {
                       return at(input, n, c, h + o.padding, w + o.padding);
                     });
                   }),
      wrong_output({"PaddingRepeatsTheBorder", "output", "the padding repeats the border instead of zeros",
                    "X outside -> the nearest pixel"},
                   [](const Options& o, const Doubles& input, const Params& params, Doubles& output) {
                     const Index H = input.shape()[2], W = input.shape()[3];
                     convolve(o, o.stride, params, output, [&](Index n, Index c, Index h, Index w) {
                       return input(n, c, std::clamp<Index>(h, 0, H - 1), std::clamp<Index>(w, 0, W - 1));
                     });
                   }),
      wrong_output({"ChannelsLast", "output", "the input is read as (N, H, W, C) instead of (N, C, H, W)",
                    "X(n, c, h, w) -> the numbers of X as (N, H, W, C)"},
                   [](const Options& o, const Doubles& input, const Params& params, Doubles& output) {
                     const Index C = input.shape()[1], H = input.shape()[2], W = input.shape()[3];
                     convolve(o, o.stride, params, output, [&](Index n, Index c, Index h, Index w) {
                       return 0 <= h && h < H && 0 <= w && w < W ? input[((n * H + h) * W + w) * C + c] : 0;
                     });
                   }),
      wrong_output({"StrideIgnoredInForward", "output", "the stride is ignored: windows move on by one pixel",
                    "X(oh s + kh, ...) -> X(oh + kh, ...)"},
                   [](const Options& o, const Doubles& input, const Params& params, Doubles& output) {
                     convolve(o, 1, params, output,
                              [&](Index n, Index c, Index h, Index w) { return at(input, n, c, h, w); });
                   }),
  };
}

}  // namespace

template <>
Mutants<Options> mutants_of<Options>() {
  Mutants<Options> all = wrong_input_gradients();
  for (auto* more : {wrong_parameter_gradients, wrong_outputs}) {
    for (Mutant<Options>& mutant : more()) all.push_back(std::move(mutant));
  }
  return all + mutants_of_any_layer() + mutants_of_any_parameters();
}

}  // namespace backcheck::mutants
