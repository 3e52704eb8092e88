// im2col, and the matrix product as it is defined: simpler, but a column is read with a stride of a whole row, and the
// columns are K * K times as large as the image.
#include "bench/ladder/rung.hpp"

namespace backcheck::bench::ladder {
namespace {

void product(Index M, Index N, Index K, const float* a, const float* b, float* c) {
  for (Index m = 0; m < M; ++m)
    for (Index n = 0; n < N; ++n) {
      float sum = c[m * N + n];
      for (Index k = 0; k < K; ++k) sum += a[m * K + k] * b[k * N + n];
      c[m * N + n] = sum;
    }
}

const Register im2col_naive{rung<convolve_by<product>>("im2col-naive-product")};

}  // namespace
}  // namespace backcheck::bench::ladder
