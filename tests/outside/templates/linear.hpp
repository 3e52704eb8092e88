// Save this as my_linear.hpp, fill in what is not written yet, and run, in the folder of Backcheck,
//
//   tests/verify my_linear.hpp
//
// The linear (fully connected) layer.
//
//   output(n, o) = bias(o) + sum over d of weight(o, d) * input(n, d)
//
//   input   (N, D), or (N, ...) whose extents after N multiply to D: then read element by element, input[n * D + d]
//   weight  (O, D)            bias  (O), empty where options.bias is false
//   output  (N, O)            D = in_features, O = out_features
//
// LinearOptions (core/options.hpp) has in_features, out_features, bias, output_shape() and parameter_shapes().
// T is float or double: say T(0), not 0.0f.
#pragma once

#include "core/layer.hpp"
#include "core/random.hpp"
#include "core/require.hpp"

namespace student {

using namespace backcheck;

template <Scalar T>
struct Linear {
  LinearOptions options;

  // Overwrites output.
  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               NoCache& cache) const {
    output.resize(options.output_shape(input.shape()));  // which throws if the input does not fit
    require_parameters(options, params);
    throw std::logic_error("not written yet");
  }

  // Overwrites all gradients, given grad_output = dL/d(output): those of L = sum(grad_output * output).
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
