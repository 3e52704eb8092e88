// The frame that a convolution reads its image from, and the spread gradient that its backward pass reads: how they are
// laid out, filled, and reached by the taps of the kernel. conv2d.cpp says what they are for.
#pragma once

#include <algorithm>

#include "core/options.hpp"
#include "core/shape.hpp"
#include "layers/simd.hpp"

namespace backcheck::layers {

// Where things are in the frame of one image and in the spread gradient of one output.
struct Frame {
  Frame(const Conv2dOptions& options, const Shape& input, const Shape& output)
      : C(input[1]), H(input[2]), W(input[3]), F(output[1]), OH(output[2]), OW(output[3]) {
    K = options.kernel_size, S = options.stride, padding = options.padding;
    phases = std::min(S, K);
    height = (H + 2 * padding + S - 1) / S;
    width = (W + 2 * padding + S - 1) / S;
    reach = (K - 1) / S;
    margin = reach * (width + 1);
  }

  Index C, H, W, F, OH, OW, K, S, padding;
  Index phases;         // along each axis; those that no kernel element reads are left out
  Index height, width;  // of a phase
  Index reach;          // how many rows down, or columns to the right, a kernel reads in a phase
  Index margin;         // zeros before a spread gradient, for shifts by up to `reach`

  Index taps() const { return C * K * K; }
  Index phase(Index c, Index a, Index b) const { return ((c * phases + a) * phases + b) * height * width; }
  Index positions() const { return (OH - 1) * width + OW; }
  // What tiles may read beyond the end: the positions are rounded up to whole vectors.
  template <class T>
  Index frame_size() const {
    return whole_vectors<T>(C * phases * phases * height * width + lanes<T>);
  }
  template <class T>
  Index spread_size() const {
    return whole_vectors<T>(margin + height * width + lanes<T>);
  }

  // The indices i for which i * S + shift is one of 0 .. extent.
  Index first(Index shift) const { return shift >= 0 ? 0 : (S - 1 - shift) / S; }
  Index last(Index shift, Index extent) const { return shift >= extent ? 0 : (extent - shift + S - 1) / S; }
};

// to[j] = from[j * S] for first <= j < last, and the other way round. The strides that occur are constants here, for
// the sake of vector code.
template <class T>
void gather_row(const T* from, Index S, Index first, Index last, T* to) {
  if (S == 1) {
    copy_row(from + first, last - first, to + first);
  } else if (S == 2) {
    for (Index j = first; j < last; ++j) to[j] = from[j * 2];
  } else {
    for (Index j = first; j < last; ++j) to[j] = from[j * S];
  }
}
template <class T>
void scatter_row(const T* from, Index S, Index first, Index last, T* to) {
  if (S == 1) {
    copy_row(from + first, last - first, to + first);
  } else {
    for (Index j = first; j < last; ++j) to[j * S] = from[j];
  }
}

// Fills the inside of a frame; its zeros must be there already.
template <class T>
void fill_frame(const Frame& g, const T* input_n, T* frame) {
  if (g.S == 1 && g.padding == 0) {
    copy_row(input_n, g.C * g.H * g.W, frame);
    return;
  }
  for (Index c = 0; c < g.C; ++c) {
    for (Index a = 0; a < g.phases; ++a) {
      for (Index b = 0; b < g.phases; ++b) {
        const Index top = a - g.padding, left = b - g.padding;  // of pixel (0, 0) of this phase in the image
        const Index first = g.first(left), last = g.last(left, g.W);
        for (Index i = g.first(top); i < g.last(top, g.H); ++i) {
          const T* row = input_n + (c * g.H + i * g.S + top) * g.W + left;
          gather_row(row, g.S, first, last, frame + g.phase(c, a, b) + i * g.width);
        }
      }
    }
  }
}

// Fills the rows of the spread gradients; the zeros around must be there already.
template <class T>
void spread(const Frame& g, const T* grad_output_n, T* spread_grad) {
  for (Index f = 0; f < g.F; ++f) {
    for (Index oh = 0; oh < g.OH; ++oh) {
      const T* row = grad_output_n + (f * g.OH + oh) * g.OW;
      copy_row(row, g.OW, spread_grad + f * g.spread_size<T>() + g.margin + oh * g.width);
    }
  }
}

// The distance of every tap (c, kh, kw) in the frame from the position of the output.
inline void frame_offsets(const Frame& g, Index* offset) {
  for (Index c = 0; c < g.C; ++c) {
    for (Index kh = 0; kh < g.K; ++kh) {
      for (Index kw = 0; kw < g.K; ++kw) {
        *offset++ = g.phase(c, kh % g.S, kw % g.S) + kh / g.S * g.width + kw / g.S;
      }
    }
  }
}

// The taps (f, kh, kw) of phase (a, b) of grad_input: distances in the spread gradients, and places in the weights of
// channel 0. Returns their number.
template <class T>
Index gradient_offsets(const Frame& g, Index a, Index b, Index* offset, Index* place) {
  Index taps = 0;
  for (Index f = 0; f < g.F; ++f) {
    for (Index kh = a; kh < g.K; kh += g.S) {
      for (Index kw = b; kw < g.K; kw += g.S) {
        offset[taps] = f * g.spread_size<T>() + g.margin - kh / g.S * g.width - kw / g.S;
        place[taps++] = (f * g.C * g.K + kh) * g.K + kw;
      }
    }
  }
  return taps;
}

}  // namespace backcheck::layers
