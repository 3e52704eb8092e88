// Binary cross-entropy of the sigmoid of each logit with the one-hot code of the labels: one yes-or-no question a
// class.
//
//   y(n, k) = [k = labels[n]]      s = 1 / (1 + exp(-logits))
//   loss    = mean over n of the sum over k of -y log s - (1 - y) log(1 - s)      grad_logits = (s - y) / N
//
//   logits, grad_logits  (N, classes)      labels  (N)
//
// Computed as max(z, 0) - z y + log(1 + exp(-|z|)) with z = logits(n, k), which cannot overflow. Throws
// std::invalid_argument if the shapes do not fit or a label is not a class. Twin:
// reference/sigmoid_binary_cross_entropy.hpp.
#pragma once

#include "core/loss.hpp"

namespace backcheck::layers {

template <Scalar T>
struct SigmoidBinaryCrossEntropy {
  using Number = T;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const;
};

}  // namespace backcheck::layers
