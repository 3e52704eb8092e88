// A convolution as a student might write it: right.
#pragma once
#include "core/layer.hpp"
#include "core/require.hpp"
namespace student {

using namespace backcheck;

template <Scalar T>
struct Conv2d {
  Conv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    output.resize(shape);
    const Index K = options.kernel_size;
    for (Index n = 0; n < shape[0]; ++n)
      for (Index f = 0; f < shape[1]; ++f)
        for (Index oh = 0; oh < shape[2]; ++oh)
          for (Index ow = 0; ow < shape[3]; ++ow) {
            T sum = options.bias ? params.bias(f) : T(0);
            for (Index c = 0; c < options.in_channels; ++c)
              for (Index kh = 0; kh < K; ++kh)
                for (Index kw = 0; kw < K; ++kw) {
                  const Index ih = oh * options.stride + kh - options.padding;
                  const Index iw = ow * options.stride + kw - options.padding;
                  if (0 <= ih && ih < input.shape()[2] && 0 <= iw && iw < input.shape()[3])
                    sum += params.weight(f, c, kh, kw) * input(n, c, ih, iw);
                }
            output(n, f, oh, ow) = sum;
          }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Index K = options.kernel_size;
    grads.input.resize(input.shape());
    grads.weight.resize(params.weight.shape());
    grads.bias.resize(params.bias.shape());
    grads.input.fill(0);
    grads.weight.fill(0);
    grads.bias.fill(0);
    for (Index n = 0; n < shape[0]; ++n)
      for (Index f = 0; f < shape[1]; ++f)
        for (Index oh = 0; oh < shape[2]; ++oh)
          for (Index ow = 0; ow < shape[3]; ++ow) {
            const T g = grad_output(n, f, oh, ow);
            if (options.bias) grads.bias(f) += g;
            for (Index c = 0; c < options.in_channels; ++c)
              for (Index kh = 0; kh < K; ++kh)
                for (Index kw = 0; kw < K; ++kw) {
                  const Index ih = oh * options.stride + kh - options.padding;
                  const Index iw = ow * options.stride + kw - options.padding;
                  if (0 <= ih && ih < input.shape()[2] && 0 <= iw && iw < input.shape()[3]) {
                    grads.weight(f, c, kh, kw) += g * input(n, c, ih, iw);
                    grads.input(n, c, ih, iw) += g * params.weight(f, c, kh, kw);
                  }
                }
          }
  }
};
}  // namespace student
