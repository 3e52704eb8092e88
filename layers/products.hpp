// The two matrix products that convolution and linear layers are made of. Their right-hand matrix is read through
// offsets: its row t starts at source + offset[t]. The rows may overlap, so that a padded image serves as its own
// im2col matrix, which is never built (convolution as matrix product: Chellapilla, Puri and Simard, 2006).
//
// Method: blocks of the result stay in vector registers while the sum runs ("register tiles"; Goto and van de Geijn,
// 2008). Sums run over whole vectors, so `positions` is rounded up to a multiple of lanes<T>: the elements in between
// must be readable, where they are summed over zero on one side, and where they are results they are to be ignored.
#pragma once

#include "layers/simd.hpp"

namespace backcheck::layers {

// Copies the (M, taps) matrix with elements source[m * row_stride + offset[t]] to the order in which shifted_sums reads
// it: M * taps elements at `packed`.
template <class T>
void pack_rows(Index M, Index taps, const T* source, Index row_stride, const Index* offset, T* packed);

// result(m, p) = start[m] + sum over t < taps of packed(m, t) * source[offset[t] + p]
//   start   M elements, or null for zeros
//   result  M rows of `positions` elements, row_stride apart; overwritten
template <class T>
void shifted_sums(Index M, Index taps, Index positions, const T* start, const T* packed, const Index* offset,
                  const T* source, T* result, Index row_stride);

// A stack of equally shaped matrices or images: one of them starts `stride` elements after the other.
template <class T>
struct Stack {
  const T* first;
  Index stride;
};

// result(m, t) += sum over b < depth and p < positions of left_b(m, p) * source_b[offset[t] + p]
//   left    depth matrices of M rows of `positions` elements, left_row_stride apart
//   result  M rows of `taps` elements, row_stride apart
template <class T>
void shifted_dots(Index M, Index taps, Index positions, Index depth, Stack<T> left, Index left_row_stride,
                  const Index* offset, Stack<T> source, T* result, Index row_stride);

}  // namespace backcheck::layers
