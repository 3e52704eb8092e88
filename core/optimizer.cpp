#include "core/optimizer.hpp"

#include <cmath>

#include "core/require.hpp"

namespace backcheck {
namespace {

template <Scalar T>
void sgd(const SgdOptions& options, bool decays, Tensor<T>& velocity, Tensor<T>& weight, const Tensor<T>& grad,
         T learning_rate) {
  const Index size = weight.size();
  const T decay = static_cast<T>(decays ? options.weight_decay : 0), momentum = static_cast<T>(options.momentum);
  T* w = weight.data();
  const T* g = grad.data();
  if (options.momentum == 0) {
    for (Index i = 0; i < size; ++i) w[i] -= learning_rate * (g[i] + decay * w[i]);
    return;
  }
  if (velocity.empty()) velocity = Tensor<T>(weight.shape());
  T* v = velocity.data();
  for (Index i = 0; i < size; ++i) {
    v[i] = momentum * v[i] + g[i] + decay * w[i];
    w[i] -= learning_rate * v[i];
  }
}

template <Scalar T>
void adam(const AdamOptions& options, bool decays, Index steps, Tensor<T>& first, Tensor<T>& second, Tensor<T>& weight,
          const Tensor<T>& grad, T learning_rate) {
  const Index size = weight.size();
  if (first.empty()) first = second = Tensor<T>(weight.shape());
  const T decay = static_cast<T>(decays ? options.weight_decay : 0);
  // 1 - beta is formed in double: in float, 1 - 0.999f is 5e-5 off.
  const T beta1 = static_cast<T>(options.beta1), complement1 = static_cast<T>(1 - options.beta1);
  const T beta2 = static_cast<T>(options.beta2), complement2 = static_cast<T>(1 - options.beta2);
  const T epsilon = static_cast<T>(options.epsilon);
  const double t = static_cast<double>(steps);
  const T correction1 = static_cast<T>(1 / (1 - std::pow(options.beta1, t)));
  const T correction2 = static_cast<T>(1 / (1 - std::pow(options.beta2, t)));
  T *w = weight.data(), *m = first.data(), *v = second.data();
  const T* g = grad.data();
  for (Index i = 0; i < size; ++i) {
    const T gradient = g[i] + decay * w[i];
    m[i] = beta1 * m[i] + complement1 * gradient;
    v[i] = beta2 * v[i] + complement2 * gradient * gradient;
    w[i] -= learning_rate * (m[i] * correction1) / (std::sqrt(v[i] * correction2) + epsilon);
  }
}

}  // namespace

template <Scalar T>
void Optimizer<T>::step(std::vector<Parameters<T>>& parameters, const std::vector<Gradients<T>>& gradients,
                        double learning_rate) {
  if (parameters.size() != gradients.size()) {
    throw std::invalid_argument("Optimizer: got parameters of " + std::to_string(parameters.size()) +
                                " layers and gradients of " + std::to_string(gradients.size()));
  }
  memories_.resize(2 * parameters.size());
  ++steps_;
  const auto update = [&](Memory& memory, Tensor<T>& weight, const Tensor<T>& grad, bool is_bias) {
    require_shape("Optimizer", is_bias ? "bias gradient" : "weight gradient", weight.shape(), grad);
    if (weight.empty()) return;
    if (const auto* options = std::get_if<SgdOptions>(&options_)) {
      sgd(*options, !is_bias || options->decay_biases, memory.first, weight, grad, static_cast<T>(learning_rate));
    } else {
      const auto& adam_options = std::get<AdamOptions>(options_);
      adam(adam_options, !is_bias || adam_options.decay_biases, steps_, memory.first, memory.second, weight, grad,
           static_cast<T>(learning_rate));
    }
  };
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    update(memories_[2 * l], parameters[l].weight, gradients[l].weight, false);
    update(memories_[2 * l + 1], parameters[l].bias, gradients[l].bias, true);
  }
}

template <Scalar T>
double gradient_norm(const std::vector<Gradients<T>>& gradients) {
  double sum = 0;
  for (const Gradients<T>& grads : gradients) {
    for (const T g : grads.weight) sum += static_cast<double>(g) * static_cast<double>(g);
    for (const T g : grads.bias) sum += static_cast<double>(g) * static_cast<double>(g);
  }
  return std::sqrt(sum);
}

template <Scalar T>
double clip_gradients(std::vector<Gradients<T>>& gradients, double max_norm) {
  const double norm = gradient_norm(gradients);
  if (norm > max_norm) {
    const T scale = static_cast<T>(max_norm / norm);
    for (Gradients<T>& grads : gradients) {
      for (T& g : grads.weight) g *= scale;
      for (T& g : grads.bias) g *= scale;
    }
  }
  return norm;
}

template class Optimizer<float>;
template class Optimizer<double>;
template double gradient_norm(const std::vector<Gradients<float>>&);
template double gradient_norm(const std::vector<Gradients<double>>&);
template double clip_gradients(std::vector<Gradients<float>>&, double);
template double clip_gradients(std::vector<Gradients<double>>&, double);

}  // namespace backcheck
