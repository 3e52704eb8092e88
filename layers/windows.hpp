// What both pooling layers need to know of their windows.
#pragma once

#include "core/shape.hpp"

namespace backcheck::layers {

// The sizes of one channel of the input and of the output. `fixed_size` is the window's size and stride where both are
// known while compiling, else 0.
template <Index fixed_size>
struct Windows {
  Index K() const { return fixed_size ? fixed_size : given_size; }
  Index S() const { return fixed_size ? fixed_size : given_stride; }
  Index H, W, OH, OW, given_size, given_stride;
};

// body(windows). The most usual window, 2 x 2 with stride 2, gets code of its own by way of constants, which compilers
// turn into vector code.
template <class Options, class Body>
void with_windows(const Options& options, const Shape& input, const Shape& output, const Body& body) {
  const auto call = [&]<Index fixed_size>() {
    body(Windows<fixed_size>{input[2], input[3], output[2], output[3], options.kernel_size, options.stride});
  };
  if (options.kernel_size == 2 && options.stride == 2) {
    call.template operator()<2>();
  } else {
    call.template operator()<0>();
  }
}

}  // namespace backcheck::layers
