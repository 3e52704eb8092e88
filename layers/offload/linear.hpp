// The linear (fully connected) layer on the device. Formula, shapes and errors: its twin, reference/linear.hpp. Memory:
// device.hpp.
//
//   output                     a group of threads that run in step for each element: they share its sum over the
//   features,
//                              which are side by side in memory in both factors
//   grad_input, grad_weight    a thread for each element: neighbours read neighbours
#pragma once

#include "core/layer.hpp"

namespace backcheck::offload {

template <Scalar T>
struct Linear {
  using Number = T;
  using Options = LinearOptions;
  using Cache = NoCache;

  LinearOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::offload
