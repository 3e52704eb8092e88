// Turning gradients into better parameters.
#pragma once

#include <variant>
#include <vector>

#include "core/layer.hpp"

namespace backcheck {

// With g = gradient + weight_decay * weight (biases decay only if decay_biases):
//   velocity <- momentum * velocity + g
//   weight   <- weight - learning_rate * velocity
// Weight decay is that of the penalty weight_decay / 2 * sum(weight^2); a report that prints its penalty without the
// one half, as reg * sum(weight^2), means weight_decay = 2 * reg.
struct SgdOptions {
  double momentum = 0, weight_decay = 0;
  bool decay_biases = false;
};

// Adam (Kingma and Ba, 2015, algorithm 1), weight decay added to the gradient as in SgdOptions.
struct AdamOptions {
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weight_decay = 0;
  bool decay_biases = false;
};

using OptimizerOptions = std::variant<SgdOptions, AdamOptions>;

// Keeps what an optimiser remembers between updates (velocities, moments), in tensors shaped like the parameters.
template <Scalar T>
class Optimizer {
 public:
  explicit Optimizer(OptimizerOptions options) : options_(options) {}

  // One update of all parameters from their gradients. Both vectors have one entry per layer, the same at every call.
  // Throws std::invalid_argument if a gradient has another shape than its parameter.
  void step(std::vector<Parameters<T>>& parameters, const std::vector<Gradients<T>>& gradients, double learning_rate);

 private:
  struct Memory {
    Tensor<T> first, second;
  };

  OptimizerOptions options_;
  std::vector<Memory> memories_;  // one per tensor: weight and bias of every layer
  Index steps_ = 0;
};

// The Euclidean norm of all weight and bias gradients together.
template <Scalar T>
double gradient_norm(const std::vector<Gradients<T>>& gradients);

// Scales all weight and bias gradients so that their norm does not exceed max_norm (Pascanu et al., 2013); returns the
// norm before.
template <Scalar T>
double clip_gradients(std::vector<Gradients<T>>& gradients, double max_norm);

}  // namespace backcheck
