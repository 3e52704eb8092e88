// What Report B writes with a star, and the matrices that it is between.
#pragma once

#include "core/tensor.hpp"

namespace backcheck::experiments::report_b {

using Matrix = Tensor<double>;  // (H, W)

// tensor(a, b, :, :)
Matrix slice(const Tensor<double>& tensor, Index a, Index b);

Matrix rotated_by_180_degrees(Matrix matrix);

// The star: correlation of `image` (H, W), surrounded by `padding` zeros, with `kernel` (KH, KW); the kernel is not
// flipped. (H + 2*padding - KH + 1, W + 2*padding - KW + 1)
Matrix correlate(const Matrix& image, const Matrix& kernel, Index padding = 0);

}  // namespace backcheck::experiments::report_b
