// The rectifier.
//
//   output(i)     = max(0, input(i))
//   grad_input(i) = 0 where input(i) <= 0, otherwise grad_output(i): the derivative at 0 is taken to be 0
//
//   input   any shape         output  the same shape
//
// NaN stays NaN, and lets the gradient pass, so that a run that diverged shows it.
//
// Throws std::invalid_argument if the input has no elements. Twin: layers/relu.hpp. Source: Nair and Hinton, 2010.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct ReLU {
  using Number = T;
  using Options = ReLUOptions;
  using Cache = NoCache;

  ReLUOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    output.resize(shape);

    for (Index i = 0; i < input.size(); ++i) output[i] = input[i] <= T(0) ? T(0) : input[i];
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    grads.input.resize(shape);
    grads.weight.resize({});
    grads.bias.resize({});

    for (Index i = 0; i < input.size(); ++i) grads.input[i] = input[i] <= T(0) ? T(0) : grad_output[i];
  }
};

static_assert(Layer<ReLU<float>> && Layer<ReLU<double>>);

}  // namespace backcheck::reference
