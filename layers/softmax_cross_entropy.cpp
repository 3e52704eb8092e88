#include "layers/softmax_cross_entropy.hpp"

#include <algorithm>
#include <cmath>

#include "layers/exponential.hpp"

namespace backcheck::layers {

template <Scalar T>
T SoftmaxCrossEntropy<T>::operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
  require_labels("SoftmaxCrossEntropy", logits, labels);
  const Index N = logits.shape()[0], classes = logits.shape()[1];
  grad_logits.resize(logits.shape());
  T* grad = grad_logits.data();
  for (Index n = 0; n < N; ++n) {
    const T* logits_n = logits.data() + n * classes;
    const T largest = *std::max_element(logits_n, logits_n + classes);
    for (Index k = 0; k < classes; ++k) grad[n * classes + k] = logits_n[k] - largest;
  }

  double loss = 0;
  for (Index n = 0; n < N; ++n) loss -= grad[n * classes + labels[static_cast<std::size_t>(n)]];
  // All exponentials in one loop, which vectors fill better than the few classes of one image.
  for (Index i = 0; i < N * classes; ++i) grad[i] = exponential(grad[i]);
  for (Index n = 0; n < N; ++n) {
    T* grad_n = grad + n * classes;
    T sum = 0;
    for (Index k = 0; k < classes; ++k) sum += grad_n[k];
    loss += std::log(sum);
    const T scale = T(1) / (sum * static_cast<T>(N));
    for (Index k = 0; k < classes; ++k) grad_n[k] *= scale;
    grad_n[labels[static_cast<std::size_t>(n)]] -= T(1) / static_cast<T>(N);
  }
  return static_cast<T>(loss / static_cast<double>(N));
}

template struct SoftmaxCrossEntropy<float>;
template struct SoftmaxCrossEntropy<double>;
static_assert(Loss<SoftmaxCrossEntropy<float>> && Loss<SoftmaxCrossEntropy<double>>);

}  // namespace backcheck::layers
