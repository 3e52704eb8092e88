// Convolution on the device. Formula, shapes and errors: its twin, reference/conv2d.hpp. Memory: device.hpp.
//
//   output, grad_input        a thread of the device for each element, which sums over the taps of the kernel
//   grad_weight, grad_bias    a group of threads that run in step for each element, which share its sum over the batch
//
// No two threads write the same element, so nothing depends on who comes first.
#pragma once

#include "core/layer.hpp"

namespace backcheck::offload {

template <Scalar T>
struct Conv2d {
  using Number = T;
  using Options = Conv2dOptions;
  using Cache = NoCache;

  Conv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::offload
