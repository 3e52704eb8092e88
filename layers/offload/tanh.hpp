// The hyperbolic tangent on the device. Formula and errors: its twin, reference/tanh.hpp. Memory: device.hpp.
#pragma once

#include "core/layer.hpp"

namespace backcheck::offload {

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

}  // namespace backcheck::offload
