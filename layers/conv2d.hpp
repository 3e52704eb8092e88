// Convolution of a batch of images with a bank of filters. As everywhere in this field the kernel is not flipped, so
// strictly this is cross-correlation.
//
//   output(n, f, oh, ow) = bias(f) + sum over c, kh, kw of
//                          weight(f, c, kh, kw) * input(n, c, oh*stride + kh - padding, ow*stride + kw - padding)
//
//   input   (N, C, H, W)      weight  (F, C, K, K)      bias  (F), empty where options.bias is false
//   output  (N, F, OH, OW)    OH = (H + 2*padding - K) / stride + 1, rounded down; OW from W likewise
//
// Pixels outside the image count as zero. Sums are formed in T: one that passes the largest T on its way is infinite or
// NaN, where the textbook's, in double for floats, is right. Denormal numbers are not taken for zero, although some
// processors are many times slower with them. Throws std::invalid_argument if the input is not (N, in_channels, H, W)
// or the kernel exceeds the padded image. Twin: reference/conv2d.hpp. Method: conv2d.cpp.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct Conv2d {
  using Number = T;
  using Options = Conv2dOptions;
  using Cache = NoCache;

  Conv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
