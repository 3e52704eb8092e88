// What both pooling layers need to know of their windows.
#pragma once

#include "core/options.hpp"
#include "core/shape.hpp"

namespace backcheck::layers {

// The sizes of one channel of the input and of the output, of the window and of its stride.
struct Windows {
  template <class Options>
  Windows(const Options& options, const Shape& input, const Shape& output)
      : H(input[2]), W(input[3]), OH(output[2]), OW(output[3]), K(options.kernel_size), stride(options.stride) {}

  // 2 x 2 windows with stride 2, the most usual ones: what they read of two rows are pairs of neighbours, which vectors
  // can take apart.
  bool are_pairs() const { return K == 2 && stride == 2; }

  Index H, W, OH, OW, K, stride;
};

}  // namespace backcheck::layers
