// Save this as my_dropout.hpp, fill in what is not written yet, and run, in the folder of Backcheck,
//
//   tests/verify my_dropout.hpp
//
// Dropout, inverted: while training, each element is dropped with probability `rate` and the others are scaled up.
//
//   output(i) = factor(i) * input(i)
//   factor(i) = 1                     if !pass.training
//               0                     if drops(pass.seed, i, drop_threshold(options.rate))      (core/random.hpp)
//               1 / (1 - rate)        otherwise
//
//   input   any shape         output  the same shape       i  the position in memory
//
// DropoutOptions (core/options.hpp) has rate, output_shape() and parameter_shapes().
// T is float or double: say T(0), not 0.0f.
#pragma once

#include "core/layer.hpp"
#include "core/random.hpp"
#include "core/require.hpp"

namespace student {

using namespace backcheck;

template <Scalar T>
struct Dropout {
  struct Cache {
    Tensor<T> factor;  // of the input's shape
    bool operator==(const Cache&) const = default;
  };

  DropoutOptions options;

  // Overwrites output and cache.
  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               Cache& cache) const {
    output.resize(options.output_shape(input.shape()));  // which throws if the input does not fit
    require_parameters(options, params);
    throw std::logic_error("not written yet");
  }

  // Overwrites all gradients, given grad_output = dL/d(output): those of L = sum(grad_output * output). There are no
  // parameters: weight and bias are empty.
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
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
