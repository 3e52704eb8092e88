#include "experiments/b/correlation.hpp"

#include <algorithm>

namespace backcheck::experiments::report_b {

Matrix slice(const Tensor<double>& tensor, Index a, Index b) {
  Matrix matrix(Shape{tensor.shape()[2], tensor.shape()[3]});
  for (Index h = 0; h < matrix.shape()[0]; ++h)
    for (Index w = 0; w < matrix.shape()[1]; ++w) matrix(h, w) = tensor(a, b, h, w);
  return matrix;
}

Matrix rotated_by_180_degrees(Matrix matrix) {
  std::reverse(matrix.begin(), matrix.end());
  return matrix;
}

Matrix correlate(const Matrix& image, const Matrix& kernel, Index padding) {
  const Index H = image.shape()[0], W = image.shape()[1], KH = kernel.shape()[0], KW = kernel.shape()[1];
  Matrix output(Shape{H + 2 * padding - KH + 1, W + 2 * padding - KW + 1});
  for (Index oh = 0; oh < output.shape()[0]; ++oh)
    for (Index ow = 0; ow < output.shape()[1]; ++ow)
      for (Index kh = 0; kh < KH; ++kh)
        for (Index kw = 0; kw < KW; ++kw) {
          const Index ih = oh + kh - padding, iw = ow + kw - padding;
          if (ih >= 0 && ih < H && iw >= 0 && iw < W) output(oh, ow) += image(ih, iw) * kernel(kh, kw);
        }
  return output;
}

}  // namespace backcheck::experiments::report_b
