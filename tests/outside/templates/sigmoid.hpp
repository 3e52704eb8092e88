// Save this as my_sigmoid.hpp, fill in what is not written yet, and run, in the folder of Backcheck,
//
//   tests/verify my_sigmoid.hpp
//
// The logistic function.
//
//   output(i) = 1 / (1 + exp(-input(i)))
//
//   input   any shape         output  the same shape
//
// It must not overflow, however large the input is.
//
// SigmoidOptions (core/options.hpp) has output_shape(), and nothing to choose.
// T is float or double: say T(0), not 0.0f.
#pragma once

#include "core/layer.hpp"
#include "core/random.hpp"
#include "core/require.hpp"

namespace student {

using namespace backcheck;

template <Scalar T>
struct Sigmoid {
  SigmoidOptions options;

  // Overwrites output.
  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               NoCache& cache) const {
    output.resize(options.output_shape(input.shape()));  // which throws if the input does not fit
    require_parameters(options, params);
    throw std::logic_error("not written yet");
  }

  // Overwrites all gradients, given grad_output = dL/d(output): those of L = sum(grad_output * output). There are no
  // parameters: weight and bias are empty.
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache& cache,
                Gradients<T>& grads) const {
    require_parameters(options, params);
    require_grad_output(options, options.output_shape(input.shape()), grad_output);
    grads.input.resize(input.shape());
    grads.weight.resize(params.weight.shape());
    grads.bias.resize(params.bias.shape());
    throw std::logic_error("not written yet");
  }
};

}  // namespace student
