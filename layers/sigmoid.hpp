// Logistic function, element by element.
//
//   output = 1 / (1 + exp(-input))      grad_input = grad_output * e / (1 + e)^2, e = exp(-|input|)
//
// The derivative output * (1 - output) is written so that it stays right where output is 1 to the last bit, and so is
// the function where exp(-input) overflows. Errors are at most 4 units in the last place. The backward pass computes
// the exponential anew: to keep the output would take memory. Any shape. Throws std::invalid_argument for an empty
// input. Twin: reference/sigmoid.hpp.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct Sigmoid {
  using Number = T;
  using Options = SigmoidOptions;
  using Cache = NoCache;

  SigmoidOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
