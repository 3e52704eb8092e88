// Cross-entropy of the softmax of the logits, for labels that exclude each other.
//
//   p(n, k) = exp(logits(n, k)) / sum over j of exp(logits(n, j))
//   loss    = -mean over n of log p(n, labels[n])      grad_logits(n, k) = (p(n, k) - [k = labels[n]]) / N
//
//   logits, grad_logits  (N, classes)      labels  (N)
//
// The largest logit of a row is subtracted before the exponentials, which changes nothing but that they cannot
// overflow. Throws std::invalid_argument if the shapes do not fit or a label is not a class. Twin:
// reference/softmax_cross_entropy.hpp.
#pragma once

#include "core/loss.hpp"

namespace backcheck::layers {

template <Scalar T>
struct SoftmaxCrossEntropy {
  using Number = T;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const;
};

}  // namespace backcheck::layers
