// What layers share that are one function of each element: y = f(x) and dx = f'(x) dy.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "layers/parallel.hpp"

namespace backcheck::layers {

// output = function(input), element by element; `operations` is what one element costs.
template <class Options, class T, class Function>
void map_forward(const Options& options, const Tensor<T>& input, const Parameters<T>& params, Tensor<T>& output,
                 double operations, const Function& function) {
  output.resize(options.output_shape(input.shape()));
  require_parameters(options, params);
  const T* x = input.data();
  T* y = output.data();
  parallel_blocks(input.size(), operations, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) y[i] = function(x[i]);
  });
}

// grads.input = function(input, grad_output), element by element.
template <class Options, class T, class Function>
void map_backward(const Options& options, const Tensor<T>& grad_output, const Tensor<T>& input,
                  const Parameters<T>& params, Gradients<T>& grads, double operations, const Function& function) {
  require_grad_output(options, options.output_shape(input.shape()), grad_output);
  require_parameters(options, params);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  const T* x = input.data();
  const T* grad = grad_output.data();
  T* grad_input = grads.input.data();
  parallel_blocks(input.size(), operations, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) grad_input[i] = function(x[i], grad[i]);
  });
}

}  // namespace backcheck::layers
