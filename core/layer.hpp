// What a layer is.
//
// A layer is a value: its options and nothing else. Forward and backward are pure functions of what is passed in; there
// are no hidden gradients, no global mode, no global random state. A layer author writes a struct that satisfies
// `Layer`; there is nothing to inherit from.
#pragma once

#include <concepts>
#include <cstdint>

#include "core/options.hpp"
#include "core/tensor.hpp"

namespace backcheck {

// Both are empty where a layer has none.
template <Scalar T>
struct Parameters {
  Tensor<T> weight, bias;
};

// dL/d(input), dL/d(weight), dL/d(bias), each of the shape of what it belongs to.
template <Scalar T>
struct Gradients {
  Tensor<T> input, weight, bias;
  // False where nobody reads dL/d(input), as in a network's first layer: backward then need not compute it, and what
  // `input` contains is unspecified.
  bool wants_input = true;
};

// All that may differ between two forward passes on the same input and parameters.
struct Pass {
  bool training = false;   // dropout drops only while training
  std::uint64_t seed = 0;  // of the random choices of this pass
};

// For layers whose backward pass needs nothing beyond input and parameters.
struct NoCache {
  bool operator==(const NoCache&) const = default;
};

// The contract.
//
// forward   overwrites `output` and `cache`, resizing them to fit; depends on nothing but its arguments.
// backward  given grad_output = dL/d(output), overwrites every gradient in `grads`, resizing to fit: those of
//           L = sum(grad_output * output). `cache` holds what backward needs beyond input and parameters (for max
//           pooling: the winners); it comes from the forward pass on the same input. `grads.wants_input` says whether
//           grads.input is to be computed.
//
// Both throw std::invalid_argument, naming the layer, what it wanted and what it got, if a shape does not fit. The same
// arguments give the same bits, for every number of threads. Outputs are the caller's and are reused; in
// layers/, nothing allocates after the first call of a given size.
template <class L>
concept Layer = Scalar<typename L::Number> && LayerOptions<typename L::Options> &&
    std::default_initializable<typename L::Cache> && std::equality_comparable<typename L::Cache> &&
    requires(const L layer, const Tensor<typename L::Number> tensor, Tensor<typename L::Number> output,
             const Parameters<typename L::Number> params, Gradients<typename L::Number> grads, typename L::Cache cache,
             const typename L::Cache made_by_forward) {
  { layer.options } -> std::convertible_to<typename L::Options>;
  layer.forward(tensor, params, Pass{}, output, cache);
  layer.backward(tensor, tensor, params, made_by_forward, grads);
};

}  // namespace backcheck
