#include "layers/offload/sigmoid_binary_cross_entropy.hpp"

#include <cmath>
#include <numeric>
#include <vector>

namespace backcheck::offload {

template <Scalar T>
T SigmoidBinaryCrossEntropy<T>::operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const {
  require_labels("SigmoidBinaryCrossEntropy", logits, labels);
  const Index N = logits.shape()[0], classes = logits.shape()[1];
  grad_logits.resize(logits.shape());
  std::vector<T> losses(labels.size());
  const T* logit = logits.data();
  const int* label = labels.data();
  T *grad = grad_logits.data(), *loss = losses.data();

#pragma omp target data map(to : logit[:N * classes], label[:N]) map(from : grad[:N * classes], loss[:N])
#pragma omp target teams distribute parallel for simd
  for (Index n = 0; n < N; ++n) {
    T sum = 0;
    for (Index k = 0; k < classes; ++k) {
      const bool is_label = k == label[n];
      const T z = logit[n * classes + k], target = is_label ? T(1) : T(0), against = is_label ? -z : z;
      const T small = std::exp(-std::abs(z)), sigmoid = (z < T(0) ? small : T(1)) / (T(1) + small);
      sum += (T(0) < against ? against : T(0)) + std::log1p(small);
      grad[n * classes + k] = (sigmoid - target) / static_cast<T>(N);
    }
    loss[n] = sum;
  }
  return static_cast<T>(std::accumulate(losses.begin(), losses.end(), 0.0) / static_cast<double>(N));
}

template struct SigmoidBinaryCrossEntropy<float>;
template struct SigmoidBinaryCrossEntropy<double>;
static_assert(Loss<SigmoidBinaryCrossEntropy<float>> && Loss<SigmoidBinaryCrossEntropy<double>>);

}  // namespace backcheck::offload
