// The mean of every window, channel by channel.
//
//   output(n, c, oh, ow) = sum over kh, kw < K of input(n, c, oh*stride + kh, ow*stride + kw) / (K * K)
//
//   input  (N, C, H, W)      output  (N, C, OH, OW), OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// Throws std::invalid_argument if the input is not (N, C, H, W) or the window exceeds the image. Twin:
// reference/avg_pool2d.hpp.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct AvgPool2d {
  using Number = T;
  using Options = AvgPool2dOptions;
  using Cache = NoCache;

  AvgPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
