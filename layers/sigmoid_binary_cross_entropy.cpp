#include "layers/sigmoid_binary_cross_entropy.hpp"

#include <algorithm>
#include <cmath>

namespace backcheck::layers {

template <Scalar T>
T SigmoidBinaryCrossEntropy<T>::operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
  require_labels("SigmoidBinaryCrossEntropy", logits, labels);
  const Index N = logits.shape()[0], classes = logits.shape()[1];
  grad_logits.resize(logits.shape());
  double loss = 0;
  for (Index n = 0; n < N; ++n) {
    for (Index k = 0; k < classes; ++k) {
      const T z = logits[n * classes + k];
      const T y = k == labels[static_cast<std::size_t>(n)] ? T(1) : T(0);
      const T small = std::exp(-std::abs(z));
      const T s = z >= 0 ? T(1) / (T(1) + small) : small / (T(1) + small);
      loss += std::max(y == T(1) ? -z : z, T(0)) + std::log1p(small);
      grad_logits[n * classes + k] = (s - y) / static_cast<T>(N);
    }
  }
  return static_cast<T>(loss / static_cast<double>(N));
}

template struct SigmoidBinaryCrossEntropy<float>;
template struct SigmoidBinaryCrossEntropy<double>;
static_assert(Loss<SigmoidBinaryCrossEntropy<float>> && Loss<SigmoidBinaryCrossEntropy<double>>);

}  // namespace backcheck::layers
