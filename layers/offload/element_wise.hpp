// What layers share that are one function of each element, as in layers/element_wise.hpp: a thread of the device for
// each element.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"

namespace backcheck::offload {

// output = Function{}(input), element by element. (The function is named by its type, which makes it part of the
// kernel; an object would have to be copied to the device.)
template <class Function, class Options, class T>
void map_forward(const Options& options, const Tensor<T>& input, const Parameters<T>& params, Tensor<T>& output) {
  output.resize(options.output_shape(input.shape()));
  require_parameters(options, params);
  const Index size = input.size();
  const T* x = input.data();
  T* y = output.data();

#pragma omp target data map(to : x[:size]) map(from : y[:size])
#pragma omp target teams distribute parallel for simd
  for (Index i = 0; i < size; ++i) y[i] = Function{}(x[i]);
}

// grads.input = Derivative{}(input, grad_output), element by element.
template <class Derivative, class Options, class T>
void map_backward(const Options& options, const Tensor<T>& grad_output, const Tensor<T>& input,
                  const Parameters<T>& params, Gradients<T>& grads) {
  require_grad_output(options, options.output_shape(input.shape()), grad_output);
  require_parameters(options, params);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  const Index size = input.size();
  const T *x = input.data(), *grad = grad_output.data();
  T* grad_input = grads.input.data();

#pragma omp target data map(to : x[:size], grad[:size]) map(from : grad_input[:size])
#pragma omp target teams distribute parallel for simd
  for (Index i = 0; i < size; ++i) grad_input[i] = Derivative{}(x[i], grad[i]);
}

}  // namespace backcheck::offload
