// How a convolution reads its image: lowered, halfway to the im2col matrix. Row (c, kh, kw) of that matrix has, for
// each output, the pixel that kernel element (c, kh, kw) meets there. Rows that differ in kh only have the same pixels,
// one row of the image further on, so that it is enough to store a plane for each (c, kw): K times the image instead of
// K * K times, and the rows of the matrix are found in it, overlapping. (Cho and Brand, MEC, 2017.)
//
// Planes hold the columns that outputs need and no others, the padding included, so that OH * OW neighbouring elements
// are a whole row of the matrix, and what is computed of them is a channel of the output as it is stored.
#pragma once

#include <algorithm>
#include <span>

#include "core/options.hpp"
#include "core/shape.hpp"
#include "layers/parallel.hpp"
#include "layers/simd.hpp"
#include "layers/workspace.hpp"

namespace backcheck::layers {

// The sizes of a convolution, named as in conv2d.hpp.
struct Conv2dSizes {
  Conv2dSizes(const Conv2dOptions& options, const Shape& input, const Shape& output)
      : N(input[0]),
        C(input[1]),
        H(input[2]),
        W(input[3]),
        F(output[1]),
        OH(output[2]),
        OW(output[3]),
        K(options.kernel_size),
        stride(options.stride),
        padding(options.padding) {}

  Index N, C, H, W, F, OH, OW, K, stride, padding;
};

// As many channels are multiplied at a time as have this many rows in the im2col matrix.
inline constexpr Index rows_at_a_time = 256;
inline Partition split_channels(Index channels, Index K) {
  return split_into_at_most(std::max<Index>(rows_at_a_time / (K * K), 1), channels);
}

// The i for which i * stride + shift is one of 0 .. extent, limited to 0 .. count.
struct Inside {
  Inside(Index shift, Index stride, Index extent, Index count)
      : first(shift >= 0 ? 0 : (stride - 1 - shift) / stride),
        last(shift >= extent ? 0 : std::min(count, (extent - shift + stride - 1) / stride)) {}
  Index size() const { return std::max<Index>(last - first, 0); }
  Index first, last;
};

// to(i, j) = from(i, j * step) for i < rows, j < columns; rows are from_row and to_row elements apart.
template <class T>
void gather_rows(Index rows, Index columns, const T* from, Index from_row, Index step, T* to, Index to_row) {
  if (step == 1) {
    copy_rows(rows, columns, from, from_row, to, to_row);
  } else if (step == 2) {
    cover<lanes<T>>(columns, [&](Index j, auto width) {
      for (Index i = 0; i < rows; ++i) {
        store(to + i * to_row + j, load_every_second<width>(from + i * from_row + 2 * j));
      }
    });
  } else {
    for (Index i = 0; i < rows; ++i) {
      for (Index j = 0; j < columns; ++j) to[i * to_row + j] = from[i * from_row + j * step];
    }
  }
}

// What a plane takes from an image: `rows` x `columns` pixels of it, the first `from` elements after the image's start,
// go to `to` elements after the start of the planes, into rows that are to_row elements apart.
struct PlaneCopy {
  Index rows, columns, from, to, to_row;
};

// For plane(i, j) = image(i * stride + top, j * stride + left), i < rows, j < columns, where the (H, W) image has such
// a pixel. The elements without are not written: they are zero if the planes were filled with zeros once.
inline PlaneCopy plane_copy(Index H, Index W, Index stride, Index top, Index left, Index rows, Index columns,
                            Index plane) {
  const Inside i(top, stride, H, rows), j(left, stride, W, columns);
  return {j.size() > 0 ? i.size() : 0, j.size(), (i.first * stride + top) * W + j.first * stride + left,
          plane + i.first * columns + j.first, columns};
}

// Fills the planes of `count` images, which are `image` elements apart and their planes `next` elements.
template <class T>
void lower(std::span<const PlaneCopy> copies, Index count, const T* images, Index image, Index image_row, Index stride,
           T* planes, Index next) {
  for (Index n = 0; n < count; ++n, images += image, planes += next) {
    for (const PlaneCopy& copy : copies) {
      gather_rows(copy.rows, copy.columns, images + copy.from, stride * image_row, stride, planes + copy.to,
                  copy.to_row);
    }
  }
}

// The lowered input. With stride s, every s-th row follows another: rows ih with ih % s = a, counted from the top of
// the padding, are stored side by side, so there is a plane for each (c, kw, a).
struct LoweredInput {
  explicit LoweredInput(const Conv2dSizes& s)
      : sizes(s), phases(std::min(s.stride, s.K)), rows(s.OH + (s.K - 1) / s.stride), plane(rows * s.OW) {}

  Conv2dSizes sizes;
  Index phases, rows, plane;

  Index channel() const { return sizes.K * phases * plane; }
  // Where the row (c, kh, kw) of the im2col matrix starts.
  Index row(Index c, Index kh, Index kw) const {
    return c * channel() + (kw * phases + kh % sizes.stride) * plane + kh / sizes.stride * sizes.OW;
  }
  std::span<const PlaneCopy> copies(Workspace& workspace) const {
    const Conv2dSizes& s = sizes;
    const Index count = s.K * phases;
    PlaneCopy* copies = workspace.take<PlaneCopy>(count);
    for (Index i = 0; i < count; ++i) {
      const Index kw = i / phases, a = i % phases;
      copies[i] = plane_copy(s.H, s.W, s.stride, a - s.padding, kw - s.padding, rows, s.OW, row(0, a, kw));
    }
    return {copies, static_cast<std::size_t>(count)};
  }
  // Fills the planes of some neighbouring channels.
  template <class T>
  void fill(std::span<const PlaneCopy> copies, Index channels, const T* input_nc, T* planes) const {
    lower(copies, channels, input_nc, sizes.H * sizes.W, sizes.W, sizes.stride, planes, channel());
  }
};

}  // namespace backcheck::layers
