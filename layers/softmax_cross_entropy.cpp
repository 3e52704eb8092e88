#include "layers/softmax_cross_entropy.hpp"

#include <algorithm>
#include <cmath>

namespace backcheck::layers {

template <Scalar T>
T SoftmaxCrossEntropy<T>::operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
  require_labels("SoftmaxCrossEntropy", logits, labels);
  const Index N = logits.shape()[0], classes = logits.shape()[1];
  grad_logits.resize(logits.shape());
  double loss = 0;
  for (Index n = 0; n < N; ++n) {
    const Index label = labels[static_cast<std::size_t>(n)];
    const T* logits_n = logits.data() + n * classes;
    T* grad_n = grad_logits.data() + n * classes;
    const T largest = *std::max_element(logits_n, logits_n + classes);
    T sum = 0;
    for (Index k = 0; k < classes; ++k) sum += grad_n[k] = std::exp(logits_n[k] - largest);
    loss += std::log(sum) - (logits_n[label] - largest);

    const T scale = T(1) / (sum * static_cast<T>(N));
    for (Index k = 0; k < classes; ++k) grad_n[k] *= scale;
    grad_n[label] -= T(1) / static_cast<T>(N);
  }
  return static_cast<T>(loss / static_cast<double>(N));
}

template struct SoftmaxCrossEntropy<float>;
template struct SoftmaxCrossEntropy<double>;
static_assert(Loss<SoftmaxCrossEntropy<float>> && Loss<SoftmaxCrossEntropy<double>>);

}  // namespace backcheck::layers
