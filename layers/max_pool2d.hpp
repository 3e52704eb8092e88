// The largest element of every window, channel by channel.
//
//   output(n, c, oh, ow) = max over kh, kw < K of input(n, c, oh*stride + kh, ow*stride + kw)
//
//   input  (N, C, H, W)      output  (N, C, OH, OW), OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// The gradient of an output goes to the element that won its window, the first in row-major order where several are
// equal. Where windows overlap, gradients add up; an element that no window reads gets zero. Throws
// std::invalid_argument if the input is not (N, C, H, W) or the window exceeds the image. Twin:
// reference/max_pool2d.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "core/layer.hpp"

namespace backcheck::layers {

// The position kh * K + kw in its window of what became each element of the output, in the order of the output.
struct MaxPool2dWinners {
  std::vector<std::int32_t> positions;
  bool operator==(const MaxPool2dWinners&) const = default;
};

template <Scalar T>
struct MaxPool2d {
  using Number = T;
  using Options = MaxPool2dOptions;
  using Cache = MaxPool2dWinners;

  MaxPool2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, Cache& cache) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
