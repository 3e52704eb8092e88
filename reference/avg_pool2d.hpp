// Average pooling: the mean of each window, per channel.
//
//   output(n, c, oh, ow) = sum over kh, kw of input(n, c, oh*stride + kh, ow*stride + kw) / (K * K)
//
//   input   (N, C, H, W)
//   output  (N, C, OH, OW)    OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// Throws std::invalid_argument if the input is not (N, C, H, W) or the window exceeds the image. Twin:
// layers/avg_pool2d.hpp. Source: LeCun et al., 1998 (there with a trained scale and bias, which are left out here).
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct AvgPool2d {
  using Number = T;
  using Options = AvgPool2dOptions;
  using Cache = NoCache;

  AvgPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    const Index N = shape[0], C = shape[1], OH = shape[2], OW = shape[3], K = options.kernel_size;
    const Accumulator<T> window = static_cast<double>(K * K);
    output.resize(shape);

    for (Index n = 0; n < N; ++n)
      for (Index c = 0; c < C; ++c)
        for (Index oh = 0; oh < OH; ++oh)
          for (Index ow = 0; ow < OW; ++ow) {
            Accumulator<T> sum = 0;
            for (Index kh = 0; kh < K; ++kh)
              for (Index kw = 0; kw < K; ++kw) sum += input(n, c, oh * options.stride + kh, ow * options.stride + kw);
            output(n, c, oh, ow) = static_cast<T>(sum / window);
          }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Index N = shape[0], C = shape[1], OH = shape[2], OW = shape[3], K = options.kernel_size;
    const Accumulator<T> window = static_cast<double>(K * K);
    Tensor<Accumulator<T>> grad_input(input.shape());

    for (Index n = 0; n < N; ++n)
      for (Index c = 0; c < C; ++c)
        for (Index oh = 0; oh < OH; ++oh)
          for (Index ow = 0; ow < OW; ++ow)
            for (Index kh = 0; kh < K; ++kh)
              for (Index kw = 0; kw < K; ++kw)
                grad_input(n, c, oh * options.stride + kh, ow * options.stride + kw) +=
                    grad_output(n, c, oh, ow) / window;

    assign(grads.input, grad_input);
    grads.weight.resize({});
    grads.bias.resize({});
  }
};

static_assert(Layer<AvgPool2d<float>> && Layer<AvgPool2d<double>>);

}  // namespace backcheck::reference
