// Wrong pooling layers.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "reference/avg_pool2d.hpp"
#include "reference/max_pool2d.hpp"
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

using MaxCache = reference::MaxPool2d<double>::Cache;

// Calls f(position in the output, position in the input of the window's pixel (kh, kw)), in row-major order.
template <class O, class F>
void for_each_window_pixel(const O& options, const Shape& in, const Shape& out, F f) {
  for (Index nc = 0; nc < out[0] * out[1]; ++nc)
    for (Index oh = 0; oh < out[2]; ++oh)
      for (Index ow = 0; ow < out[3]; ++ow)
        for (Index kh = 0; kh < options.kernel_size; ++kh)
          for (Index kw = 0; kw < options.kernel_size; ++kw)
            f((nc * out[2] + oh) * out[3] + ow,
              (nc * in[2] + oh * options.stride + kh) * in[3] + ow * options.stride + kw);
}

// grads.input starts from 0; corrupt(grads.input(i), output o) for each pixel i of each window o.
template <class O, class F>
void scatter(Layer& layer, const O& options, F corrupt) {
  after_backward(layer, [options, corrupt](const Call& call, Grads& grads) {
    grads.input.fill(0);
    for_each_window_pixel(options, call.input.shape(), call.grad_output.shape(),
                          [&](Index o, Index i) { corrupt(call, o, i, grads.input[i]); });
  });
}

// The largest pixel of each window. `strictly`: the first of several, else the last.
template <class O>
Tensor<Index> winners(const O& options, const Doubles& input, const Shape& out, bool strictly) {
  Tensor<Index> winner(out, -1);
  for_each_window_pixel(options, input.shape(), out, [&](Index o, Index i) {
    if (winner[o] < 0 || input[i] > input[winner[o]] || (!strictly && input[i] == input[winner[o]])) winner[o] = i;
  });
  return winner;
}

// The output with rows and columns of windows at multiples of the kernel size, as far as they fit; 0 beyond.
template <class O, class Textbook>
Mutant<O> stride_taken_for_the_window() {
  return {{"WindowsSideBySide", "output", "windows lie side by side, whatever the stride", "stride -> K", false},
          [](Layer& layer, const O& options) {
            after_forward(layer, [options](const Doubles& input, const Params& params, Doubles& output) {
              O other = options;
              other.stride = options.kernel_size;
              Doubles wrong;
              typename Textbook::Cache cache;
              Textbook{other}.forward(input, params, {}, wrong, cache);
              const Shape &s = output.shape(), &t = wrong.shape();
              for (Index nc = 0; nc < s[0] * s[1]; ++nc)
                for (Index oh = 0; oh < s[2]; ++oh)
                  for (Index ow = 0; ow < s[3]; ++ow)
                    output[(nc * s[2] + oh) * s[3] + ow] =
                        oh < t[2] && ow < t[3] ? wrong[(nc * t[2] + oh) * t[3] + ow] : 0;
            });
          }};
}

}  // namespace

template <>
Mutants<MaxPool2dOptions> mutants_of<MaxPool2dOptions>() {
  using Options = MaxPool2dOptions;
  const auto wrong_maximum = [](Bug bug, double (*better)(double, double)) -> Mutant<Options> {
    bug.found_without_twin = false;
    return {std::move(bug), [better](Layer& layer, const Options& options) {
              after_forward(layer, [better, options](const Doubles& input, const Params&, Doubles& output) {
                output.fill(std::nan(""));  // none yet
                for_each_window_pixel(options, input.shape(), output.shape(), [&](Index o, Index i) {
                  output[o] = std::isnan(output[o]) ? input[i] : better(output[o], input[i]);
                });
              });
            }};
  };
  return Mutants<Options>{
             {{"AssignsWhereWindowsOverlap", "grads.input",  // Report A: out[argmax] = grad
               "= where += belongs: a pixel that wins in several windows keeps the gradient of the last one only",
               "dX(winner) = dY, for dX(winner) += dY"},
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  const auto& winner = std::any_cast<const MaxCache&>(call.cache).winner;
                  const Index image = call.input.shape()[2] * call.input.shape()[3];
                  const Index positions = winner.shape()[2] * winner.shape()[3];
                  for (Index i = 0; i < winner.size(); ++i) {
                    grads.input[i / positions * image + winner[i]] = call.grad_output[i];
                  }
                });
              }},
             {{"WinnerOfAnotherWindow", "grads.input", "the gradient goes to the winner of another window",
               "dX(winner(o + 1)) += dY(o)"},
              [](Layer& layer, const Options&) {
                layer.backward = [right = layer.backward](const Doubles& grad_output, const Doubles& input,
                                                          const Params& params, const std::any& cache, Grads& grads) {
                  MaxCache other = std::any_cast<const MaxCache&>(cache);
                  std::rotate(other.winner.begin(), other.winner.begin() + (other.winner.size() > 1),
                              other.winner.end());
                  right(grad_output, input, params, std::any(other), grads);
                };
              }},
             {{"WholeWindowGetsTheGradient", "grads.input", "every pixel of the window gets the gradient",
               "dX(i) += dY(o) for all i in window o"},
              [](Layer& layer, const Options& options) {
                scatter(layer, options, [](const Call& call, Index o, Index, double& g) { g += call.grad_output[o]; });
              }},
             {{"GradientSharedByTheWindow", "grads.input",
               "the gradient is shared by the window, as in average pooling",
               "dX(i) += dY(o) / K^2 for all i in window o"},
              [](Layer& layer, const Options& options) {
                const double area = static_cast<double>(options.kernel_size * options.kernel_size);
                scatter(layer, options,
                        [area](const Call& call, Index o, Index, double& g) { g += call.grad_output[o] / area; });
              }},
             {{"FirstPixelGetsTheGradient", "grads.input", "the gradient goes to the first pixel of the window",
               "dX(first of window o) += dY(o)"},
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  grads.input.fill(0);
                  Index before = -1;
                  for_each_window_pixel(options, call.input.shape(), call.grad_output.shape(), [&](Index o, Index i) {
                    if (o != before) grads.input[i] += call.grad_output[o];
                    before = o;
                  });
                });
              }},
             {{"EveryEqualPixelGetsTheGradient", "grads.input",
               "every pixel that equals the maximum gets the gradient; only the first should",
               "dX(i) += dY(o) for all i with X(i) = Y(o)"},
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  const Shape& out = call.grad_output.shape();
                  const Tensor<Index> winner = winners(options, call.input, out, true);
                  grads.input.fill(0);
                  for_each_window_pixel(options, call.input.shape(), out, [&](Index o, Index i) {
                    if (call.input[i] == call.input[winner[o]]) grads.input[i] += call.grad_output[o];
                  });
                });
              }},
             {{"LastMaximumWins", "grads.input", "of several equal pixels the last one wins; the first should",
               "dX(last maximum) += dY(o)"},
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  const Tensor<Index> winner = winners(options, call.input, call.grad_output.shape(), false);
                  grads.input.fill(0);
                  for (Index o = 0; o < winner.size(); ++o) grads.input[winner[o]] += call.grad_output[o];
                });
              }},
             {{"StaleCache", "cache", suite::names::stale_cache, "the winners of an earlier step"},
              [](Layer& layer, const Options&) {
                layer.forward = [right = layer.forward](const Doubles& input, const Params& params, const Pass& pass,
                                                        Doubles& output, std::any& cache) {
                  const std::any before = cache;
                  right(input, params, pass, output, cache);
                  const auto* old = std::any_cast<MaxCache>(&before);
                  if (old && old->winner.shape() == output.shape()) cache = before;
                };
              }},
             {{"CacheChangedByBackward", "cache", suite::names::changes_argument, ""},
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads&) {
                  auto* cache = std::any_cast<MaxCache>(const_cast<std::any*>(&call.cache));
                  cache->winner.fill(0);
                });
              }},
             {{"StartsFromZero", "output", "the maximum starts from 0, so that negative windows have 0",
               "Y = max(0, max X)", false},
              [](Layer& layer, const Options&) {
                after_forward(layer, [](const Doubles&, const Params&, Doubles& output) {
                  for (double& y : output) y = std::max(y, 0.0);
                });
              }},
             wrong_maximum({"MinimumForMaximum", "output", "the minimum stands where the maximum belongs", "Y = min X"},
                           [](double a, double b) { return std::min(a, b); }),
             wrong_maximum({"LargestMagnitude", "output", "the largest magnitude wins, whatever the sign",
                            "Y = the X of largest |X|"},
                           [](double a, double b) { return std::abs(b) > std::abs(a) ? b : a; }),
             stride_taken_for_the_window<Options, reference::MaxPool2d<double>>(),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<AvgPool2dOptions> mutants_of<AvgPool2dOptions>() {
  using Options = AvgPool2dOptions;
  // The gradient, or the output, times factor(kernel_size, stride).
  const auto wrong_count = [](Bug bug, double (*factor)(double K, double stride)) -> Mutant<Options> {
    const bool forward = bug.tensor == "output";
    bug.found_without_twin = !forward;
    return {std::move(bug), [=](Layer& layer, const Options& options) {
              const double f = factor(static_cast<double>(options.kernel_size), static_cast<double>(options.stride));
              if (forward) {
                after_forward(layer,
                              [f](const Doubles&, const Params&, Doubles& output) { output = scaled(output, f); });
              } else {
                after_backward(layer, [f](const Call&, Grads& grads) { grads.input = scaled(grads.input, f); });
              }
            }};
  };
  const std::string not_divided = "not divided by the size of the window",
                    by_side = "divided by the side of the window, not by its area",
                    by_stride = "divided by the square of the stride, not by the area of the window";
  return Mutants<Options>{
             wrong_count({"NotDividedByTheWindow", "grads.input", not_divided, "dX += dY, for dX += dY / K^2"},
                         [](double K, double) { return K * K; }),
             wrong_count({"DividedByTheSideOfTheWindow", "grads.input", by_side, "dX += dY / K"},
                         [](double K, double) { return K; }),
             wrong_count({"DividedByTheStride", "grads.input", by_stride, "dX += dY / stride^2"},
                         [](double K, double stride) { return K * K / (stride * stride); }),
             wrong_count({"SumForMean", "output", not_divided, "Y = sum X"}, [](double K, double) { return K * K; }),
             wrong_count({"OutputDividedByTheSide", "output", by_side, "Y = sum X / K"},
                         [](double K, double) { return K; }),
             wrong_count({"OutputDividedByTheStride", "output", by_stride, "Y = sum X / stride^2"},
                         [](double K, double stride) { return K * K / (stride * stride); }),
             stride_taken_for_the_window<Options, reference::AvgPool2d<double>>(),
             {{"AssignsWhereWindowsOverlap", "grads.input",
               "= where += belongs: a pixel of several windows keeps the gradient of the last one only",
               "dX(i) = dY / K^2, for dX(i) += dY / K^2"},
              [](Layer& layer, const Options& options) {
                const double area = static_cast<double>(options.kernel_size * options.kernel_size);
                scatter(layer, options,
                        [area](const Call& call, Index o, Index, double& g) { g = call.grad_output[o] / area; });
              }},
             {{"FirstPixelGetsTheGradient", "grads.input", "the gradient goes to the first pixel of the window",
               "dX(first of window o) += dY(o)"},
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  grads.input.fill(0);
                  Index before = -1;
                  for_each_window_pixel(options, call.input.shape(), call.grad_output.shape(), [&](Index o, Index i) {
                    if (o != before) grads.input[i] += call.grad_output[o];
                    before = o;
                  });
                });
              }},
             {{"StrideIgnoredInBackward", "grads.input", "the stride is ignored: as if windows moved on by one pixel",
               "dX(oh + kh, ow + kw) += dY(oh, ow) / K^2"},
              [](Layer& layer, Options options) {
                const double area = static_cast<double>(options.kernel_size * options.kernel_size);
                options.stride = 1;
                scatter(layer, options,
                        [area](const Call& call, Index o, Index, double& g) { g += call.grad_output[o] / area; });
              }},
         } +
         mutants_of_any_layer();
}

}  // namespace backcheck::mutants
