// Average pooling on the device. Formula, shapes and errors: its twin, reference/avg_pool2d.hpp. Memory: device.hpp.
//
// A thread of the device for each element; backward, each pixel collects from the windows that cover it.
#pragma once

#include "core/layer.hpp"

namespace backcheck::offload {

template <Scalar T>
struct AvgPool2d {
  using Number = T;
  using Options = AvgPool2dOptions;
  using Cache = NoCache;

  AvgPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::offload
