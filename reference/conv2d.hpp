// Convolution of a batch of images with a bank of filters. As everywhere in this field the kernel is not flipped, so
// strictly this is cross-correlation.
//
//   output(n, f, oh, ow) = bias(f) + sum over c, kh, kw of
//                          weight(f, c, kh, kw) * input(n, c, oh*stride + kh - padding, ow*stride + kw - padding)
//
//   input   (N, C, H, W)      weight  (F, C, K, K)      bias  (F), empty where options.bias is false
//   output  (N, F, OH, OW)    OH = (H + 2*padding - K) / stride + 1, rounded down; OW from W likewise
//
// Pixels outside the image count as zero. Throws std::invalid_argument if the input is not (N, in_channels, H, W) or
// the kernel exceeds the padded image. Twin: layers/conv2d.hpp. Source: LeCun et al., 1998; the gradients are the
// derivatives of the formula above.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct Conv2d {
  using Number = T;
  using Options = Conv2dOptions;
  using Cache = NoCache;

  Conv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    const Index N = shape[0], F = shape[1], OH = shape[2], OW = shape[3];
    const Index C = options.in_channels, K = options.kernel_size, H = input.shape()[2], W = input.shape()[3];
    output.resize(shape);

    for (Index n = 0; n < N; ++n)
      for (Index f = 0; f < F; ++f)
        for (Index oh = 0; oh < OH; ++oh)
          for (Index ow = 0; ow < OW; ++ow) {
            Accumulator<T> sum = options.bias ? params.bias(f) : T(0);
            for (Index c = 0; c < C; ++c)
              for (Index kh = 0; kh < K; ++kh)
                for (Index kw = 0; kw < K; ++kw) {
                  const Index ih = oh * options.stride + kh - options.padding;
                  const Index iw = ow * options.stride + kw - options.padding;
                  if (0 <= ih && ih < H && 0 <= iw && iw < W)
                    sum += Accumulator<T>(params.weight(f, c, kh, kw)) * input(n, c, ih, iw);
                }
            output(n, f, oh, ow) = static_cast<T>(sum);
          }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Index N = shape[0], F = shape[1], OH = shape[2], OW = shape[3];
    const Index C = options.in_channels, K = options.kernel_size, H = input.shape()[2], W = input.shape()[3];
    Tensor<Accumulator<T>> grad_input(input.shape()), grad_weight(params.weight.shape()),
        grad_bias(params.bias.shape());

    for (Index n = 0; n < N; ++n)
      for (Index f = 0; f < F; ++f)
        for (Index oh = 0; oh < OH; ++oh)
          for (Index ow = 0; ow < OW; ++ow) {
            const Accumulator<T> grad = grad_output(n, f, oh, ow);
            if (options.bias) grad_bias(f) += grad;
            for (Index c = 0; c < C; ++c)
              for (Index kh = 0; kh < K; ++kh)
                for (Index kw = 0; kw < K; ++kw) {
                  const Index ih = oh * options.stride + kh - options.padding;
                  const Index iw = ow * options.stride + kw - options.padding;
                  if (0 <= ih && ih < H && 0 <= iw && iw < W) {
                    grad_weight(f, c, kh, kw) += grad * input(n, c, ih, iw);
                    grad_input(n, c, ih, iw) += grad * params.weight(f, c, kh, kw);
                  }
                }
          }

    assign(grads.input, grad_input);
    assign(grads.weight, grad_weight);
    assign(grads.bias, grad_bias);
  }
};

static_assert(Layer<Conv2d<float>> && Layer<Conv2d<double>>);

}  // namespace backcheck::reference
