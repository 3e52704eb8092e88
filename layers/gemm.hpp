// The matrix products that convolution and linear layers are made of. BLAS calls them GEMM, general matrix
// multiplication; here the right-hand matrix is not stored as one: its row k starts at right + right_row[k]. Rows may
// overlap, so a padded image serves as its own im2col matrix (conv2d.cpp).
//
//   gemm              result(i, j)  = start(i) + sum over k of left(i, k) * right(k, j)
//   gemm_transposed   result(i, j) += sum over k of left(i, k) * right(j, k)
//
//   result  (rows, columns), row i starting at result + i * result_stride
//
// Columns are computed a vector at a time, so gemm reads rows of the right-hand matrix up to a multiple of lanes<T>;
// what is there does not matter. Method: a tile of the result stays in registers while its sums run (Goto and van de
// Geijn, 2008).
#pragma once

#include "layers/simd.hpp"

namespace backcheck::layers {

// The left-hand matrix of gemm in the order in which it is read: rows * depth elements, element (i, k) of the matrix
// coming from left[i * left_row + left_column[k]].
template <class T>
void pack(Index rows, Index depth, const T* left, Index left_row, const Index* left_column, T* packed);

// The terms of a sum that are formed, first <= k < last; the others are known to add nothing.
struct Terms {
  Index first, last;
};

// `packed_left` is made by pack(), with all `depth` columns. `start` has an element a row; where it is null, the sums
// start with what is in `result`, which is how long ones are made in parts.
template <class T>
void gemm(Index rows, Index columns, Index depth, Terms terms, const T* start, const T* packed_left, const T* right,
          const Index* right_row, T* result, Index result_stride);

// Equally shaped matrices, each starting `stride` elements after the one before.
template <class T>
struct Stack {
  const T* first;
  Index stride;
};

// A tile of gemm_transposed has so many columns: a number of them is best a multiple of it.
inline constexpr Index transposed_columns = vector_registers == 32 ? 5 : 4;

// Adds the products of `count` pairs of matrices. Row i of a left one starts i * left_row elements after the matrix.
template <class T>
void gemm_transposed(Index rows, Index columns, Index depth, Index count, Stack<T> left, Index left_row, Stack<T> right,
                     const Index* right_row, T* result, Index result_stride);

}  // namespace backcheck::layers
