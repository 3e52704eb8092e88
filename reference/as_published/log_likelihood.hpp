// Report B, equation 16: the "loss" as the report prints it, L = sum of y * ln(softmax), without a minus sign.
//
//   loss              = mean over n of log softmax(n, label(n))
//   grad_logits(n, k) = ([k = label(n)] - softmax(n, k)) / N
//
//   logits  (N, classes)      labels  (N)      loss  in nats
//
// What is wrong: this is the logarithm of the likelihood, which is to be made larger; a descent on it makes every
// prediction worse, without bound. The report's equation 17, softmax - y, is the gradient of the loss with the minus
// sign: reference/softmax_cross_entropy.hpp.
#pragma once

#include "reference/softmax_cross_entropy.hpp"

namespace backcheck::reference::as_published {

template <Scalar T>
struct LogLikelihood {
  using Number = T;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
    const T cross_entropy = reference::SoftmaxCrossEntropy<T>{}(logits, labels, grad_logits);
    for (T& grad : grad_logits) grad = -grad;
    return -cross_entropy;
  }
};

static_assert(Loss<LogLikelihood<float>> && Loss<LogLikelihood<double>>);

}  // namespace backcheck::reference::as_published
