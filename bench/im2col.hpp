// im2col: a convolution becomes a matrix product when every window is written out as a column. For one image,
//
//   columns(t, p)    t = (c * K + kh) * K + kw, one of the C * K * K taps; p = oh * OW + ow, one of the positions
//                    = input(c, oh*stride + kh - padding, ow*stride + kw - padding), 0 outside the image
//   output(f, p)     = bias(f) + sum over t of weight(f, t) * columns(t, p)
//   grad_weight(f, t) = sum over p of grad_output(f, p) * columns(t, p)
//   grad_columns(t, p) = sum over f of weight(f, t) * grad_output(f, p), and col2im adds them where they came from
//
// Source: Chellapilla, Puri and Simard, 2006. Image by image, since the columns of a batch exceed every cache.
#pragma once

#include <algorithm>
#include <utility>

#include "core/options.hpp"

namespace backcheck::bench {

struct Im2col {
  Index C, H, W, K, stride, padding, F, OH, OW;

  Im2col(const Conv2dOptions& options, const Shape& input)
      : C(options.in_channels),
        H(input[2]),
        W(input[3]),
        K(options.kernel_size),
        stride(options.stride),
        padding(options.padding),
        F(options.out_channels),
        OH(options.output_shape(input)[2]),
        OW(options.output_shape(input)[3]) {}

  Index taps() const { return C * K * K; }
  Index positions() const { return OH * OW; }
  Index image_size() const { return C * H * W; }

  // The windows ow, first <= ow < last, that read inside the image with the tap kw.
  std::pair<Index, Index> inside(Index kw) const {
    const Index shift = kw - padding, first = std::clamp<Index>((stride - 1 - shift) / stride, 0, OW);
    return {first, std::clamp<Index>((W - shift + stride - 1) / stride, first, OW)};
  }

  // columns <- the windows of one image
  template <class T>
  void gather(const T* image, T* columns) const {
    for_each_row([&](Index row, Index first, Index last, Index pixel) {
      T* to = columns + row * OW;
      std::fill(to, to + first, T(0));
      for (Index ow = first; ow < last; ++ow) to[ow] = image[pixel + ow * stride];
      std::fill(to + last, to + OW, T(0));
    });
  }

  // image <- the sum of what the windows say of each pixel
  template <class T>
  void scatter(const T* columns, T* image) const {
    std::fill(image, image + image_size(), T(0));
    for_each_row([&](Index row, Index first, Index last, Index pixel) {
      for (Index ow = first; ow < last; ++ow) image[pixel + ow * stride] += columns[row * OW + ow];
    });
  }

 private:
  // action(row, first, last, pixel) for every tap and row of windows: columns(row * OW + ow) belongs to the pixel
  // `pixel + ow * stride` where first <= ow < last, and lies outside the image elsewhere.
  template <class Action>
  void for_each_row(const Action& action) const {
    Index row = 0;
    for (Index c = 0; c < C; ++c)
      for (Index kh = 0; kh < K; ++kh)
        for (Index kw = 0; kw < K; ++kw) {
          const auto [first, last] = inside(kw);
          for (Index oh = 0; oh < OH; ++oh, ++row) {
            const Index ih = oh * stride + kh - padding;
            const bool read = 0 <= ih && ih < H;
            action(row, read ? first : 0, read ? last : 0, (c * H + ih) * W + kw - padding);
          }
        }
  }
};

}  // namespace backcheck::bench
