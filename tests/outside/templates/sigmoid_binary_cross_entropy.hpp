// Save this as my_sigmoid_binary_cross_entropy.hpp, fill in what is not written yet, and run, in the folder of
// Backcheck,
//
//   tests/verify my_sigmoid_binary_cross_entropy.hpp
//
// A sigmoid on every output followed by the binary cross-entropy against one-hot targets: summed over the classes,
// averaged over the images.
//
//   target(n, k) = 1 if k = label(n), otherwise 0
//   loss         = mean over n of sum over k of -(target log s(z) + (1 - target) log(1 - s(z))),
//                  z = logits(n, k),  s(z) = 1 / (1 + exp(-z))
//
// It must neither overflow nor take the logarithm of 0.
//
//   logits  (N, classes)      labels  (N), each from 0 to classes - 1
//
// T is float or double: say T(0), not 0.0f.
#pragma once

#include <cmath>

#include "core/loss.hpp"

namespace student {

using namespace backcheck;

template <Scalar T>
struct SigmoidBinaryCrossEntropy {
  // Returns the loss; overwrites grad_logits with its derivatives by the logits.
  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
    require_labels("SigmoidBinaryCrossEntropy", logits, labels);
    grad_logits.resize(logits.shape());
    throw std::logic_error("not written yet");
  }
};

}  // namespace student
