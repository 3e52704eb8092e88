// Softmax with cross-entropy on the device. Formula, shapes and errors: its twin, reference/softmax_cross_entropy.hpp.
// Memory: device.hpp.
//
// A thread of the device for each image. Their losses are added on the host, in order, so that the sum has the same
// bits every time.
#pragma once

#include "core/loss.hpp"

namespace backcheck::offload {

template <Scalar T>
struct SoftmaxCrossEntropy {
  using Number = T;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const;
};

}  // namespace backcheck::offload
