// The logistic function.
//
//   output(i)     = s(input(i)),  s(x) = 1 / (1 + exp(-x))
//   grad_input(i) = grad_output(i) * s(input(i)) * s(-input(i)),  since s'(x) = s(x) (1 - s(x)) = s(x) s(-x)
//
//   input   any shape         output  the same shape
//
// Throws std::invalid_argument if the input has no elements. Twin: layers/sigmoid.hpp. Source: Rumelhart,
// Hinton and Williams, 1986.
#pragma once

#include <cmath>

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

// Never the exponential of a large positive number, which would overflow.
template <class A>
A logistic(const A& x) {
  using std::exp;
  if (x < A(0)) return exp(x) / (1 + exp(x));
  return 1 / (1 + exp(-x));
}

template <Scalar T>
struct Sigmoid {
  using Number = T;
  using Options = SigmoidOptions;
  using Cache = NoCache;

  SigmoidOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    output.resize(shape);

    for (Index i = 0; i < input.size(); ++i) output[i] = static_cast<T>(logistic(Accumulator<T>(input[i])));
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    grads.input.resize(shape);
    grads.weight.resize({});
    grads.bias.resize({});

    for (Index i = 0; i < input.size(); ++i) {
      const Accumulator<T> x = input[i];
      grads.input[i] = static_cast<T>(grad_output[i] * logistic(x) * logistic(Accumulator<T>(-x)));
    }
  }
};

static_assert(Layer<Sigmoid<float>> && Layer<Sigmoid<double>>);

}  // namespace backcheck::reference
