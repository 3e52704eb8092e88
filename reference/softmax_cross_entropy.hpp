// Softmax followed by the cross-entropy against one class per image.
//
//   softmax(n, k)     = exp(logits(n, k)) / sum over j of exp(logits(n, j))
//   loss              = mean over n of -log softmax(n, label(n))
//   grad_logits(n, k) = (softmax(n, k) - [k = label(n)]) / N
//
//   logits  (N, classes)      labels  (N)      loss  in nats
//
// The row's largest logit is subtracted first, which changes nothing but keeps exp from overflowing, and the logarithm
// is taken of the sum, not of a probability that may have become 0; the difference to the label's logit is formed
// before the logarithm is added, so that a number common to all logits costs no digits. Throws std::invalid_argument if
// the shapes do not fit or a label is not a class. Twin: layers/softmax_cross_entropy.hpp. Source: Bridle, 1990.
#pragma once

#include <cmath>

#include "core/loss.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct SoftmaxCrossEntropy {
  using Number = T;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
    using std::exp;
    using std::log;
    require_labels("SoftmaxCrossEntropy", logits, labels);
    const Index N = logits.shape()[0], classes = logits.shape()[1];
    grad_logits.resize(logits.shape());
    Accumulator<T> loss = 0;

    for (Index n = 0; n < N; ++n) {
      const Index label = labels[static_cast<std::size_t>(n)];
      Accumulator<T> largest = logits(n, 0), sum = 0;
      for (Index k = 1; k < classes; ++k)
        if (largest < logits(n, k)) largest = logits(n, k);
      for (Index k = 0; k < classes; ++k) sum += exp(logits(n, k) - largest);
      loss += log(sum) + (largest - logits(n, label));
      for (Index k = 0; k < classes; ++k) {
        const Accumulator<T> softmax = exp(logits(n, k) - largest) / sum;
        grad_logits(n, k) = static_cast<T>((k == label ? softmax - 1 : softmax) / static_cast<double>(N));
      }
    }
    return static_cast<T>(loss / static_cast<double>(N));
  }
};

static_assert(Loss<SoftmaxCrossEntropy<float>> && Loss<SoftmaxCrossEntropy<double>>);

}  // namespace backcheck::reference
