// The product in blocks that stay in the first-level cache while they are used, its innermost loop along rows, so that
// the compiler makes vectors of it.
#include "bench/ladder/rung.hpp"

namespace backcheck::bench::ladder {
namespace {

void product(Index M, Index N, Index K, const float* a, const float* b, float* c) {
  constexpr Index depth = 32, width = 128;  // of a block of b: 16 KiB
  for (Index k0 = 0; k0 < K; k0 += depth)
    for (Index n0 = 0; n0 < N; n0 += width) {
      const Index k1 = std::min(K, k0 + depth), n1 = std::min(N, n0 + width);
      for (Index m = 0; m < M; ++m)
        for (Index k = k0; k < k1; ++k)
          for (Index n = n0; n < n1; ++n) c[m * N + n] += a[m * K + k] * b[k * N + n];
    }
}

const Register im2col_blocked{rung<convolve_by<product>>("im2col-blocked")};

}  // namespace
}  // namespace backcheck::bench::ladder
