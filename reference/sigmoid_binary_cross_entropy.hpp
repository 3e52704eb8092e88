// A sigmoid on every output followed by the binary cross-entropy against one-hot targets: every class is a yes-or-no
// question of its own. The questions are summed, the images averaged.
//
//   target(n, k)      = 1 if k = label(n), otherwise 0
//   loss              = mean over n of sum over k of -(target log s(z) + (1 - target) log(1 - s(z)))
//                     = mean over n of sum over k of max(z, 0) - z * target + log(1 + exp(-|z|)),  z = logits(n, k)
//   grad_logits(n, k) = (s(z) - target(n, k)) / N,  s(z) = 1 / (1 + exp(-z))
//
//   logits  (N, classes)      labels  (N)      loss  in nats
//
// The second form of the loss neither overflows nor takes the logarithm of 0. Throws std::invalid_argument if the
// shapes do not fit or a label is not a class. Twin: layers/sigmoid_binary_cross_entropy.hpp. Source: Bishop, 1995,
// section 6.8.
#pragma once

#include <cmath>

#include "core/loss.hpp"
#include "reference/accumulator.hpp"
#include "reference/sigmoid.hpp"

namespace backcheck::reference {

// log(1 + u), for tiny u as well where the library has it for the type.
template <class A>
A log_one_plus(const A& u) {
  if constexpr (std::floating_point<A>) {
    return std::log1p(u);
  } else {
    return log(1 + u);
  }
}

template <Scalar T>
struct SigmoidBinaryCrossEntropy {
  using Number = T;

  T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
    using std::exp;
    require_labels("SigmoidBinaryCrossEntropy", logits, labels);
    const Index N = logits.shape()[0], classes = logits.shape()[1];
    grad_logits.resize(logits.shape());
    Accumulator<T> loss = 0;

    for (Index n = 0; n < N; ++n)
      for (Index k = 0; k < classes; ++k) {
        const Accumulator<T> z = logits(n, k), zero = 0;
        const bool is_label = k == labels[static_cast<std::size_t>(n)];
        const double target = is_label ? 1 : 0;
        const Accumulator<T> against = is_label ? -z : z, magnitude = zero < z ? z : -z;
        loss += (zero < against ? against : zero) + log_one_plus(Accumulator<T>(exp(-magnitude)));
        grad_logits(n, k) = static_cast<T>((logistic(z) - target) / static_cast<double>(N));
      }
    return static_cast<T>(loss / static_cast<double>(N));
  }
};

static_assert(Loss<SigmoidBinaryCrossEntropy<float>> && Loss<SigmoidBinaryCrossEntropy<double>>);

}  // namespace backcheck::reference
