// Wrong pooling layers.
#include <algorithm>

#include "reference/avg_pool2d.hpp"
#include "reference/max_pool2d.hpp"
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

using MaxCache = reference::MaxPool2d<double>::Cache;

// Calls f(position in grad_output, position in input of the window's pixel (kh, kw)).
template <class O, class F>
void for_each_window_pixel(const O& options, const Call& call, F f) {
  const Shape &in = call.input.shape(), &out = call.grad_output.shape();
  for (Index nc = 0; nc < out[0] * out[1]; ++nc)
    for (Index oh = 0; oh < out[2]; ++oh)
      for (Index ow = 0; ow < out[3]; ++ow)
        for (Index kh = 0; kh < options.kernel_size; ++kh)
          for (Index kw = 0; kw < options.kernel_size; ++kw)
            f((nc * out[2] + oh) * out[3] + ow,
              (nc * in[2] + oh * options.stride + kh) * in[3] + ow * options.stride + kw);
}

}  // namespace

template <>
Mutants<MaxPool2dOptions> mutants_of<MaxPool2dOptions>() {
  using Options = MaxPool2dOptions;
  return Mutants<Options>{
             {"AssignsWhereWindowsOverlap", "grads.input",  // Report A: out[argmax] = grad
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
             {"WinnerOfAnotherWindow", "grads.input",
              [](Layer& layer, const Options&) {
                layer.backward = [right = layer.backward](const Numbers& grad_output, const Numbers& input,
                                                          const Parameters<double>& params, const std::any& cache,
                                                          Grads& grads) {
                  MaxCache other = std::any_cast<const MaxCache&>(cache);
                  std::rotate(other.winner.begin(), other.winner.begin() + (other.winner.size() > 1),
                              other.winner.end());
                  right(grad_output, input, params, std::any(other), grads);
                };
              }},
             {"WholeWindowGetsTheGradient", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  grads.input.fill(0);
                  for_each_window_pixel(options, call,
                                        [&](Index o, Index i) { grads.input[i] += call.grad_output[o]; });
                });
              }},
             {"EveryEqualPixelGetsTheGradient", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  Numbers largest(call.grad_output.shape(), -1e300);
                  for_each_window_pixel(options, call,
                                        [&](Index o, Index i) { largest[o] = std::max(largest[o], call.input[i]); });
                  grads.input.fill(0);
                  for_each_window_pixel(options, call, [&](Index o, Index i) {
                    if (call.input[i] == largest[o]) grads.input[i] += call.grad_output[o];
                  });
                });
              }},
             {"StaleCache", "cache",
              [](Layer& layer, const Options&) {
                layer.forward = [right = layer.forward](const Numbers& input, const Parameters<double>& params,
                                                        const Pass& pass, Numbers& output, std::any& cache) {
                  const std::any before = cache;
                  right(input, params, pass, output, cache);
                  const auto* old = std::any_cast<MaxCache>(&before);
                  if (old && old->winner.shape() == output.shape()) cache = before;
                };
              }},
             {"CacheChangedByBackward", "cache",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads&) {
                  auto* cache = std::any_cast<MaxCache>(const_cast<std::any*>(&call.cache));
                  cache->winner.fill(0);
                });
              }},
             {"StartsFromZero", "output",  // the maximum of negative numbers is found to be 0
              [](Layer& layer, const Options&) {
                after_forward(layer, [](const Numbers&, const Parameters<double>&, Numbers& output) {
                  for (double& y : output) y = std::max(y, 0.0);
                });
              },
              "", false},
         } +
         mutants_of_any_layer();
}

template <>
Mutants<AvgPool2dOptions> mutants_of<AvgPool2dOptions>() {
  using Options = AvgPool2dOptions;
  return Mutants<Options>{
             {"NotDividedByTheWindow", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [K = options.kernel_size](const Call&, Grads& grads) {
                  grads.input = scaled(grads.input, static_cast<double>(K * K));
                });
              }},
             {"DividedByTheSideOfTheWindow", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [K = options.kernel_size](const Call&, Grads& grads) {
                  grads.input = scaled(grads.input, static_cast<double>(K));
                });
              }},
             {"AssignsWhereWindowsOverlap", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [options](const Call& call, Grads& grads) {
                  const double area = static_cast<double>(options.kernel_size * options.kernel_size);
                  for_each_window_pixel(options, call,
                                        [&](Index o, Index i) { grads.input[i] = call.grad_output[o] / area; });
                });
              }},
             {"StrideIgnoredInBackward", "grads.input",
              [](Layer& layer, const Options& options) {
                after_backward(layer, [o = options](const Call& call, Grads& grads) {
                  Options dense = o;
                  dense.stride = 1;
                  const double area = static_cast<double>(o.kernel_size * o.kernel_size);
                  grads.input.fill(0);
                  for_each_window_pixel(dense, call,
                                        [&](Index at, Index i) { grads.input[i] += call.grad_output[at] / area; });
                });
              }},
         } +
         mutants_of_any_layer();
}

}  // namespace backcheck::mutants
