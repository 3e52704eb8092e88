// Hyperbolic tangent, element by element.
//
//   output = tanh(input)      grad_input = grad_output * 4e / (1 + e)^2, e = exp(-2 |input|)
//
// The derivative 1 - output^2 is written so that it stays right where output is 1 to the last bit. Errors are at most 4
// units in the last place. The backward pass computes the exponential anew: to keep the output would take memory. Any
// shape. Throws std::invalid_argument for an empty input. Twin: reference/tanh.hpp.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct Tanh {
  using Number = T;
  using Options = TanhOptions;
  using Cache = NoCache;

  TanhOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
