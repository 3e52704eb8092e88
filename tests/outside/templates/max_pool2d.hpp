// Save this as my_max_pool2d.hpp, fill in what is not written yet, and run, in the folder of Backcheck,
//
//   tests/verify my_max_pool2d.hpp
//
// Max pooling: the largest pixel of each window, per channel.
//
//   output(n, c, oh, ow) = max over kh, kw of input(n, c, oh*stride + kh, ow*stride + kw)
//
//   input   (N, C, H, W)
//   output  (N, C, OH, OW)    OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// Among equal pixels the first in row-major order wins, and it alone receives the window's gradient; a pixel that wins
// in several windows receives the sum of theirs.
//
// MaxPool2dOptions (core/options.hpp) has kernel_size, stride, output_shape() and parameter_shapes().
// T is float or double: say T(0), not 0.0f.
#pragma once

#include "core/layer.hpp"
#include "core/random.hpp"
#include "core/require.hpp"

namespace student {

using namespace backcheck;

template <Scalar T>
struct MaxPool2d {
  struct Cache {
    Tensor<Index> winner;  // of each output: where in the input the largest pixel was
    bool operator==(const Cache&) const = default;
  };

  MaxPool2dOptions options;

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
