// Max pooling: the largest pixel of each window, per channel.
//
//   output(n, c, oh, ow) = max over kh, kw of input(n, c, oh*stride + kh, ow*stride + kw)
//
//   input   (N, C, H, W)
//   output  (N, C, OH, OW)    OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// Among equal pixels the first in row-major order wins, and it alone receives the window's gradient; a pixel that wins
// in several overlapping windows receives the sum of theirs. NaN is larger than any number, and the last one wins.
// Throws std::invalid_argument if the input is not (N, C, H, W) or the window exceeds the image. Twin:
// layers/max_pool2d.hpp. Source: Riesenhuber and Poggio, 1999.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference {

template <Scalar T>
struct MaxPool2d {
  using Number = T;
  using Options = MaxPool2dOptions;
  struct Cache {
    Tensor<Index> winner;  // of the output's shape: where in its image, as ih * W + iw, the largest pixel was
    bool operator==(const Cache&) const = default;
  };

  MaxPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
               Cache& cache) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    const Index N = shape[0], C = shape[1], OH = shape[2], OW = shape[3];
    const Index K = options.kernel_size, W = input.shape()[3];
    output.resize(shape);
    cache.winner.resize(shape);

    for (Index n = 0; n < N; ++n)
      for (Index c = 0; c < C; ++c)
        for (Index oh = 0; oh < OH; ++oh)
          for (Index ow = 0; ow < OW; ++ow) {
            Index best_ih = oh * options.stride, best_iw = ow * options.stride;
            for (Index kh = 0; kh < K; ++kh)
              for (Index kw = 0; kw < K; ++kw) {
                const Index ih = oh * options.stride + kh, iw = ow * options.stride + kw;
                const T x = input(n, c, ih, iw);
                if (input(n, c, best_ih, best_iw) < x || x != x) best_ih = ih, best_iw = iw;  // x != x: NaN
              }
            output(n, c, oh, ow) = input(n, c, best_ih, best_iw);
            cache.winner(n, c, oh, ow) = best_ih * W + best_iw;
          }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    require_shape(Options::name, "cache.winner", shape, cache.winner);
    const Index N = shape[0], C = shape[1], OH = shape[2], OW = shape[3], W = input.shape()[3];
    Tensor<Accumulator<T>> grad_input(input.shape());

    for (Index n = 0; n < N; ++n)
      for (Index c = 0; c < C; ++c)
        for (Index oh = 0; oh < OH; ++oh)
          for (Index ow = 0; ow < OW; ++ow) {
            const Index winner = cache.winner(n, c, oh, ow);
            grad_input(n, c, winner / W, winner % W) += grad_output(n, c, oh, ow);
          }

    assign(grads.input, grad_input);
    grads.weight.resize({});
    grads.bias.resize({});
  }
};

static_assert(Layer<MaxPool2d<float>> && Layer<MaxPool2d<double>>);

}  // namespace backcheck::reference
