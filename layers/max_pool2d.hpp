// The largest element of every window, channel by channel.
//
//   output(n, c, oh, ow) = max over kh, kw < K of input(n, c, oh*stride + kh, ow*stride + kw)
//
//   input  (N, C, H, W)      output  (N, C, OH, OW), OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// The gradient of an output goes to the element that won its window, the first in row-major order where several are
// equal; NaN is larger than any number, and the last one wins. Where windows overlap, gradients add up; an element that
// no window reads gets zero. Throws std::invalid_argument if the input is not (N, C, H, W), the window exceeds the
// image, or the image has 2^32 pixels or more. Twin: reference/max_pool2d.hpp.
#pragma once

#include <cstdint>

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct MaxPool2d {
  using Number = T;
  using Options = MaxPool2dOptions;
  struct Cache {
    // Shaped like the output: where in its image, as ih * W + iw, the largest element was. Half as wide as an Index,
    // for half the memory and twice the speed.
    Tensor<std::uint32_t> winner;
    bool operator==(const Cache&) const = default;
  };

  MaxPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, Cache& cache) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
