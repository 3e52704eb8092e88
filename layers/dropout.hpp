// Dropout: while training, sets random elements to zero and scales the others, so that the expectation is the input.
//
//   output(i) = drops(pass.seed, i) ? 0 : input(i) / (1 - rate)      grad_input(i) likewise from grad_output(i)
//
// i is the element's position in memory and drops() the decision in core/random.hpp, a pure function of both: the
// backward pass makes it again. Not while training, the input passes unchanged. Any shape; throws std::invalid_argument
// for an empty input or a rate outside [0, 1). Twin: reference/dropout.hpp. Source: Srivastava et al., 2014.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

// The pass that was dropped in.
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

}  // namespace backcheck::layers
