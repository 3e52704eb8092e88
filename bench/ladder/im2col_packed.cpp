// The product as libraries do it (Goto and van de Geijn, 2008): a tile of the result stays in registers while whole
// rows of both factors pass by, packed beforehand in the order in which they are read.
#include <vector>

#include "bench/ladder/rung.hpp"

namespace backcheck::bench::ladder {
namespace {

#if defined(__AVX512F__)
constexpr Index lanes = 16;
#elif defined(__AVX__)
constexpr Index lanes = 8;
#else
constexpr Index lanes = 4;
#endif
typedef float Vector __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)), may_alias));

constexpr Index tile_rows = 6, tile_columns = 2 * lanes, depth = 256;

// tile(r, :) = sum over k of a(k, r) * b(k, :), both packed.
void multiply_tile(Index K, const float* a, const float* b, float* tile) {
  Vector left[tile_rows] = {}, right[tile_rows] = {};
  for (Index k = 0; k < K; ++k, a += tile_rows, b += tile_columns) {
    const Vector b_left = *reinterpret_cast<const Vector*>(b), b_right = *reinterpret_cast<const Vector*>(b + lanes);
#pragma GCC unroll 6
    for (Index r = 0; r < tile_rows; ++r) left[r] += a[r] * b_left, right[r] += a[r] * b_right;
  }
#pragma GCC unroll 6
  for (Index r = 0; r < tile_rows; ++r) {
    *reinterpret_cast<Vector*>(tile + r * tile_columns) = left[r];
    *reinterpret_cast<Vector*>(tile + r * tile_columns + lanes) = right[r];
  }
}

// packed(k, i) = matrix(i * across + k * along) for `width` values of i, of which those from `count` on are 0.
void pack(Index K, Index width, Index count, const float* matrix, Index across, Index along, float* packed) {
  for (Index k = 0; k < K; ++k)
    for (Index i = 0; i < width; ++i) *packed++ = i < count ? matrix[i * across + k * along] : 0.0F;
}

void product(Index M, Index N, Index K, const float* a, const float* b, float* c) {
  const Index row_tiles = (M + tile_rows - 1) / tile_rows;
  std::vector<float> packed_a(static_cast<std::size_t>(row_tiles * tile_rows * depth));
  std::vector<float> packed_b(static_cast<std::size_t>(tile_columns * depth));
  float tile[tile_rows * tile_columns];
  for (Index k0 = 0; k0 < K; k0 += depth) {
    const Index ks = std::min(depth, K - k0);
    for (Index i = 0; i < row_tiles; ++i) {
      const Index m0 = i * tile_rows;
      pack(ks, tile_rows, M - m0, a + m0 * K + k0, K, 1, packed_a.data() + m0 * ks);
    }
    for (Index n0 = 0; n0 < N; n0 += tile_columns) {
      pack(ks, tile_columns, N - n0, b + k0 * N + n0, 1, N, packed_b.data());
      for (Index m0 = 0; m0 < M; m0 += tile_rows) {
        multiply_tile(ks, packed_a.data() + m0 * ks, packed_b.data(), tile);
        for (Index m = m0; m < std::min(M, m0 + tile_rows); ++m)
          for (Index n = n0; n < std::min(N, n0 + tile_columns); ++n)
            c[m * N + n] += tile[(m - m0) * tile_columns + n - n0];
      }
    }
  }
}

const Register im2col_packed{rung<convolve_by<product>>("im2col-packed")};

}  // namespace
}  // namespace backcheck::bench::ladder
