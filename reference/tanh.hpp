// The hyperbolic tangent.
//
//   output(i)     = tanh(input(i))
//   grad_input(i) = grad_output(i) * (1 - tanh(input(i))^2)
//
//   input   any shape         output  the same shape
//
// Throws std::invalid_argument if the input has no elements. Twin: layers/tanh.hpp. Source: LeCun et al., 1998.
#pragma once

#include <cmath>

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct Tanh {
  using Number = T;
  using Options = TanhOptions;
  using Cache = NoCache;

  TanhOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    output.resize(shape);

    using std::tanh;
    for (Index i = 0; i < input.size(); ++i) output[i] = static_cast<T>(tanh(Accumulator<T>(input[i])));
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    grads.input.resize(shape);
    grads.weight.resize({});
    grads.bias.resize({});

    using std::tanh;
    for (Index i = 0; i < input.size(); ++i) {
      const Accumulator<T> y = tanh(Accumulator<T>(input[i]));
      grads.input[i] = static_cast<T>(grad_output[i] * (1 - y * y));
    }
  }
};

static_assert(Layer<Tanh<float>> && Layer<Tanh<double>>);

}  // namespace backcheck::reference
