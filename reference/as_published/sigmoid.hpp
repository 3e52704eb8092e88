// Report C, "Hidden Layer": the sigmoid with the gradient that the report prints, delta_h = delta_o * w_o^T * a_h.
//
//   output(i)     = a(i) = 1 / (1 + exp(-input(i)))
//   grad_input(i) = grad_output(i) * a(i)
//
//   input   any shape         output  the same shape
//
// What is wrong: the activation a stands where its derivative a * (1 - a) belongs; see reference/sigmoid.hpp. The sign
// is right, so training still descends, but saturated units (a near 1), which hardly react to their input, are blamed
// most. Throws std::invalid_argument if the input has no elements.
#pragma once

#include "reference/sigmoid.hpp"

namespace backcheck::reference::as_published {

template <Scalar T>
struct Sigmoid {
  using Number = T;
  using Options = SigmoidOptions;
  using Cache = NoCache;

  SigmoidOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               NoCache& cache) const {
    reference::Sigmoid<T>{options}.forward(input, params, pass, output, cache);
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    grads.input.resize(shape);
    grads.weight.resize({});
    grads.bias.resize({});

    for (Index i = 0; i < input.size(); ++i)
      grads.input[i] = static_cast<T>(grad_output[i] * logistic(Accumulator<T>(input[i])));
  }
};

static_assert(Layer<Sigmoid<float>> && Layer<Sigmoid<double>>);

}  // namespace backcheck::reference::as_published
