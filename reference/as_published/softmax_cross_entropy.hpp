// Report A, section II.D: softmax and cross-entropy as the report prints them.
//
//   s(n, k)           = exp(logits(n, k)) / sum over j of exp(logits(n, j))
//   loss              = mean over n of -log s(n, label(n))
//   grad_logits(n, k) = (s(n, k) - [k = label(n)]) * s(n, k) * (1 - s(n, k)) / N
//
//   logits  (N, classes)      labels  (N)      loss  in nats
//
// What is wrong, each with a switch of its own:
//   - The gradient: s - y already is that of softmax and cross-entropy together. The report takes it for that of the
//     cross-entropy alone and multiplies by the softmax's derivative once more, of which it keeps the diagonal only.
//     All signs are right, so training descends, but slowly: at a uniform softmax over ten classes every component is
//     1 / (0.1 * 0.9) = 11.1 times too small, and it vanishes where the network is confidently wrong.
//   - The softmax: exp overflows above 88.72 in float and 709.78 in double, and the loss and gradient are then not
//     numbers; below the smallest number the loss is infinite. It is computed in T, as printed.
// With both corrected this is reference/softmax_cross_entropy.hpp. (Report A has no batches; dividing by N is ours.)
#pragma once

#include <cmath>

#include "core/loss.hpp"

namespace backcheck::reference::as_published {

struct SoftmaxCrossEntropyOptions {
  bool softmax_derivative_twice = true;  // as printed; false: s - y
  bool subtract_largest = false;         // as printed; true: what Report B adds in its equation 18
};

template <Scalar T>
struct SoftmaxCrossEntropy {
  using Number = T;

  SoftmaxCrossEntropyOptions options;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
    using std::exp;
    using std::log;
    require_labels("as_published::SoftmaxCrossEntropy", logits, labels);
    const Index N = logits.shape()[0], classes = logits.shape()[1];
    const T batch = static_cast<double>(N);
    grad_logits.resize(logits.shape());
    T loss = 0;

    for (Index n = 0; n < N; ++n) {
      const Index label = labels[static_cast<std::size_t>(n)];
      T shift = 0, sum = 0;
      if (options.subtract_largest) {
        shift = logits(n, 0);
        for (Index k = 1; k < classes; ++k)
          if (shift < logits(n, k)) shift = logits(n, k);
      }
      for (Index k = 0; k < classes; ++k) sum += exp(logits(n, k) - shift);
      loss -= log(T(exp(logits(n, label) - shift) / sum));
      for (Index k = 0; k < classes; ++k) {
        const T s = exp(logits(n, k) - shift) / sum;
        const T grad = k == label ? s - 1 : s;
        grad_logits(n, k) = (options.softmax_derivative_twice ? T(grad * s * (1 - s)) : grad) / batch;
      }
    }
    return loss / batch;
  }
};

static_assert(Loss<SoftmaxCrossEntropy<float>> && Loss<SoftmaxCrossEntropy<double>>);

}  // namespace backcheck::reference::as_published
