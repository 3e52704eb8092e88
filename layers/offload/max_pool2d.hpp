// Max pooling on the device. Formula, shapes, errors and what happens to ties: its twin, reference/max_pool2d.hpp.
// Memory: device.hpp.
//
// A thread of the device for each element. Backward, each pixel looks for itself which of the windows that cover it it
// has won: reading the input again is cheaper there than storing and reading winners, and no two threads write the same
// pixel.
#pragma once

#include "core/layer.hpp"

namespace backcheck::offload {

template <Scalar T>
struct MaxPool2d {
  using Number = T;
  using Options = MaxPool2dOptions;
  using Cache = NoCache;

  MaxPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::offload
