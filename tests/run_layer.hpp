// One forward and one backward pass of a layer.
#pragma once

#include "core/layer.hpp"

namespace backcheck {

template <Layer L>
struct Passes {
  Tensor<typename L::Number> output;
  typename L::Cache cache;
  Gradients<typename L::Number> grads;
};

// Forward, then backward from `grad_output`; without one, forward only.
template <Layer L>
Passes<L> run_layer(const L& layer, const Tensor<typename L::Number>& input,
                    const Parameters<typename L::Number>& params = {},
                    const Tensor<typename L::Number>& grad_output = {}, const Pass& pass = {}) {
  Passes<L> passes;
  layer.forward(input, params, pass, passes.output, passes.cache);
  if (!grad_output.empty()) layer.backward(grad_output, input, params, passes.cache, passes.grads);
  return passes;
}

}  // namespace backcheck
