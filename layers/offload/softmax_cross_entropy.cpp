#include "layers/offload/softmax_cross_entropy.hpp"

#include <cmath>
#include <numeric>
#include <vector>

namespace backcheck::offload {

template <Scalar T>
T SoftmaxCrossEntropy<T>::operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
  require_labels("SoftmaxCrossEntropy", logits, labels);
  const Index N = logits.shape()[0], classes = logits.shape()[1];
  grad_logits.resize(logits.shape());
  std::vector<T> losses(labels.size());
  const T* z = logits.data();
  const int* label = labels.data();
  T *grad = grad_logits.data(), *loss = losses.data();

#pragma omp target data map(to : z[:N * classes], label[:N]) map(from : grad[:N * classes], loss[:N])
#pragma omp target teams distribute parallel for simd
  for (Index n = 0; n < N; ++n) {
    const T* z_n = z + n * classes;
    T largest = z_n[0], sum = 0;
    for (Index k = 1; k < classes; ++k)
      if (largest < z_n[k]) largest = z_n[k];
    for (Index k = 0; k < classes; ++k) sum += std::exp(z_n[k] - largest);
    loss[n] = std::log(sum) + (largest - z_n[label[n]]);
    for (Index k = 0; k < classes; ++k) {
      const T softmax = std::exp(z_n[k] - largest) / sum;
      grad[n * classes + k] = (k == label[n] ? softmax - T(1) : softmax) / static_cast<T>(N);
    }
  }
  return static_cast<T>(std::accumulate(losses.begin(), losses.end(), 0.0) / static_cast<double>(N));
}

template struct SoftmaxCrossEntropy<float>;
template struct SoftmaxCrossEntropy<double>;
static_assert(Loss<SoftmaxCrossEntropy<float>> && Loss<SoftmaxCrossEntropy<double>>);

}  // namespace backcheck::offload
