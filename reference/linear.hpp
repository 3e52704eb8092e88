// The linear (fully connected) layer.
//
//   output(n, o) = bias(o) + sum over d of weight(o, d) * input(n, d)
//
//   input   (N, D), or (N, ...) whose extents after N multiply to D, read in row-major order
//   weight  (O, D)            bias  (O), empty where options.bias is false
//   output  (N, O)            D = in_features, O = out_features
//
// Throws std::invalid_argument if the input does not have in_features numbers an example. Twin: layers/linear.hpp.
// Source: Rumelhart, Hinton and Williams, 1986; the gradients are the derivatives of the formula above.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct Linear {
  using Number = T;
  using Options = LinearOptions;
  using Cache = NoCache;

  LinearOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    const Index N = shape[0], O = shape[1], D = options.in_features;
    output.resize(shape);

    for (Index n = 0; n < N; ++n)
      for (Index o = 0; o < O; ++o) {
        Accumulator<T> sum = options.bias ? params.bias(o) : T(0);
        for (Index d = 0; d < D; ++d) sum += Accumulator<T>(params.weight(o, d)) * input[n * D + d];
        output(n, o) = static_cast<T>(sum);
      }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Index N = shape[0], O = shape[1], D = options.in_features;
    Tensor<Accumulator<T>> grad_input(input.shape()), grad_weight(params.weight.shape()),
        grad_bias(params.bias.shape());

    for (Index n = 0; n < N; ++n)
      for (Index o = 0; o < O; ++o) {
        const Accumulator<T> grad = grad_output(n, o);
        if (options.bias) grad_bias(o) += grad;
        for (Index d = 0; d < D; ++d) {
          grad_weight(o, d) += grad * input[n * D + d];
          grad_input[n * D + d] += grad * params.weight(o, d);
        }
      }

    assign(grads.input, grad_input);
    assign(grads.weight, grad_weight);
    assign(grads.bias, grad_bias);
  }
};

static_assert(Layer<Linear<float>> && Layer<Linear<double>>);

}  // namespace backcheck::reference
