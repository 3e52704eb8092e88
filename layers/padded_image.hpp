// The padded image that a convolution reads, and the padded gradient that its backward pass reads: how they are laid
// out and filled, and how far from the position of an output each element of the kernel reads. What for: conv2d.cpp.
#pragma once

#include <algorithm>

#include "core/options.hpp"
#include "core/shape.hpp"
#include "layers/simd.hpp"

namespace backcheck::layers {

// The padded image is stored by phases: pixels (ih, iw) with ih % stride = a and iw % stride = b, counted from the
// corner of the padding, form phase (a, b), a smaller image of its own. With stride 1 there is one phase.
struct PaddedImage {
  PaddedImage(const Conv2dOptions& options, const Shape& input, const Shape& output)
      : C(input[1]), H(input[2]), W(input[3]), F(output[1]), OH(output[2]), OW(output[3]) {
    K = options.kernel_size, stride = options.stride, padding = options.padding;
    phases = std::min(stride, K);
    height = (H + 2 * padding + stride - 1) / stride;
    width = (W + 2 * padding + stride - 1) / stride;
    reach = (K - 1) / stride;
    margin = reach * (width + 1);
  }

  Index C, H, W, F, OH, OW, K, stride, padding;  // as in conv2d.hpp
  Index phases;                                  // along each axis; those that no kernel element reads are left out
  Index height, width;                           // of a phase
  Index reach;   // how many rows down, or columns to the right, a kernel reads in a phase
  Index margin;  // zeros before a padded gradient, for shifts by up to `reach`

  // A padded image serves as a matrix with a row for each kernel element (c, kh, kw) ...
  Index kernel_elements() const { return C * K * K; }
  // ... and a column for each position of an output, row by row: rows as wide as those of a phase, so that there are
  // columns between the end of a row of outputs and the start of the next, which stand for no output.
  Index columns() const { return (OH - 1) * width + OW; }
  Index phase(Index c, Index a, Index b) const { return ((c * phases + a) * phases + b) * height * width; }
  // Elements of an image, and of one filter's gradient; with what may be read beyond the last column (gemm.hpp).
  template <class T>
  Index image_size() const {
    return whole_vectors<T>(C * phases * phases * height * width + lanes<T>);
  }
  template <class T>
  Index gradient_size() const {
    return whole_vectors<T>(margin + height * width + lanes<T>);
  }

  // The indices i for which i * stride + shift is one of 0 .. extent.
  Index first(Index shift) const { return shift >= 0 ? 0 : (stride - 1 - shift) / stride; }
  Index last(Index shift, Index extent) const { return shift >= extent ? 0 : (extent - shift + stride - 1) / stride; }
};

// to[j] = from[j * stride] for first <= j < last, and the other way round. The strides that occur are constants here,
// for the sake of vector code.
template <class T>
void gather_row(const T* from, Index stride, Index first, Index last, T* to) {
  if (stride == 1) {
    copy_row(from + first, last - first, to + first);
  } else if (stride == 2) {
    for (Index j = first; j < last; ++j) to[j] = from[j * 2];
  } else {
    for (Index j = first; j < last; ++j) to[j] = from[j * stride];
  }
}
template <class T>
void scatter_row(const T* from, Index stride, Index first, Index last, T* to) {
  if (stride == 1) {
    copy_row(from + first, last - first, to + first);
  } else {
    for (Index j = first; j < last; ++j) to[j * stride] = from[j];
  }
}

// Fills the inside of a padded image; its zeros must be there already.
template <class T>
void fill_padded_image(const PaddedImage& g, const T* input_n, T* image) {
  if (g.stride == 1 && g.padding == 0) {
    copy_row(input_n, g.C * g.H * g.W, image);
    return;
  }
  for (Index c = 0; c < g.C; ++c) {
    for (Index a = 0; a < g.phases; ++a) {
      for (Index b = 0; b < g.phases; ++b) {
        const Index top = a - g.padding, left = b - g.padding;  // of pixel (0, 0) of this phase in the image
        const Index first = g.first(left), last = g.last(left, g.W);
        for (Index i = g.first(top); i < g.last(top, g.H); ++i) {
          const T* row = input_n + (c * g.H + i * g.stride + top) * g.W + left;
          gather_row(row, g.stride, first, last, image + g.phase(c, a, b) + i * g.width);
        }
      }
    }
  }
}

// Fills the rows of a padded gradient; the zeros around must be there already.
template <class T>
void fill_padded_gradient(const PaddedImage& g, const T* grad_output_n, T* gradient) {
  for (Index f = 0; f < g.F; ++f) {
    for (Index oh = 0; oh < g.OH; ++oh) {
      const T* row = grad_output_n + (f * g.OH + oh) * g.OW;
      copy_row(row, g.OW, gradient + f * g.gradient_size<T>() + g.margin + oh * g.width);
    }
  }
}

// How far kernel element (c, kh, kw) reads from the position of the output, in a padded image.
inline void image_offsets(const PaddedImage& g, Index* offset) {
  for (Index c = 0; c < g.C; ++c) {
    for (Index kh = 0; kh < g.K; ++kh) {
      for (Index kw = 0; kw < g.K; ++kw) {
        *offset++ = g.phase(c, kh % g.stride, kw % g.stride) + kh / g.stride * g.width + kw / g.stride;
      }
    }
  }
}

// The kernel elements (f, kh, kw) that reach phase (a, b) of grad_input: how far from it each reads in a padded
// gradient, and where its weight for channel 0 is. Returns their number.
template <class T>
Index gradient_offsets(const PaddedImage& g, Index a, Index b, Index* offset, Index* weight) {
  Index elements = 0;
  for (Index f = 0; f < g.F; ++f) {
    for (Index kh = a; kh < g.K; kh += g.stride) {
      for (Index kw = b; kw < g.K; kw += g.stride) {
        offset[elements] = f * g.gradient_size<T>() + g.margin - kh / g.stride * g.width - kw / g.stride;
        weight[elements++] = (f * g.C * g.K + kh) * g.K + kw;
      }
    }
  }
  return elements;
}

}  // namespace backcheck::layers
