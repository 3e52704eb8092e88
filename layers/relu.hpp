// Rectifier, element by element.
//
//   output = max(input, 0)      grad_input = 0 where input <= 0, else grad_output: the derivative at 0 is taken as 0
//
// NaN stays NaN, and lets the gradient pass. Any shape. Throws std::invalid_argument for an empty input. Twin:
// reference/relu.hpp. Source: Nair and Hinton, 2010.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct ReLU {
  using Number = T;
  using Options = ReLUOptions;
  using Cache = NoCache;

  ReLUOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
