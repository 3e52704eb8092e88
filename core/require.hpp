// The checks that every layer makes of what it is passed, so that all layers word their complaints alike.
#pragma once

#include <stdexcept>
#include <string>

#include "core/layer.hpp"

namespace backcheck {

// Throws std::invalid_argument, naming the layer, unless `tensor` has the shape `wanted`.
template <Scalar T>
void require_shape(std::string_view layer, std::string_view what, const Shape& wanted, const Tensor<T>& tensor) {
  if (tensor.shape() == wanted) return;
  throw std::invalid_argument(std::string(layer) + ": " + std::string(what) + " must have shape " + to_string(wanted) +
                              ", got " + to_string(tensor.shape()));
}

template <LayerOptions O, Scalar T>
void require_parameters(const O& options, const Parameters<T>& params) {
  const ParameterShapes shapes = options.parameter_shapes();
  require_shape(O::name, "weight", shapes.weight, params.weight);
  require_shape(O::name, "bias", shapes.bias, params.bias);
}

// grad_output has the shape of the output.
template <LayerOptions O, Scalar T>
void require_grad_output(const O&, const Shape& output, const Tensor<T>& grad_output) {
  require_shape(O::name, "grad_output", output, grad_output);
}

}  // namespace backcheck
