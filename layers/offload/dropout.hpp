// Dropout on the device. Formula and errors: its twin, reference/dropout.hpp. Memory: device.hpp.
//
// The mask is a function of seed and position: each thread computes its own element's, forward and again backward.
#pragma once

#include <cstdint>

#include "core/layer.hpp"

namespace backcheck::offload {

// How the forward pass was made; the mask follows from it.
struct DropoutCache {
  bool training = false;
  std::uint64_t seed = 0;
  bool operator==(const DropoutCache&) const = default;
};

template <Scalar T>
struct Dropout {
  using Number = T;
  using Options = DropoutOptions;
  using Cache = DropoutCache;

  DropoutOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               Cache& cache) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::offload
