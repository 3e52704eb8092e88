// Save this as my_conv2d.hpp, fill in what is not written yet, and run, in the folder of Backcheck,
//
//   tests/verify my_conv2d.hpp
//
// Convolution (the kernel is not flipped), backcheck's Conv2d.
//
//   output(n, f, oh, ow) = bias(f) + sum over c, kh, kw of
//                          weight(f, c, kh, kw) * input(n, c, oh*stride + kh - padding, ow*stride + kw - padding)
//
//   input   (N, C, H, W)      weight  (F, C, K, K)      bias  (F), empty where options.bias is false
//   output  (N, F, OH, OW)    OH = (H + 2*padding - K) / stride + 1, rounded down; OW from W likewise
//
// Pixels outside of the image count as zero.
//
// Conv2dOptions (core/options.hpp) has in_channels, out_channels, kernel_size, stride, padding, bias, output_shape()
// and parameter_shapes(). T is float or double: say T(0), not 0.0f.
#pragma once

#include "core/layer.hpp"
#include "core/random.hpp"
#include "core/require.hpp"

namespace student {

using namespace backcheck;

template <Scalar T>
struct Conv2d {
  Conv2dOptions options;

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
