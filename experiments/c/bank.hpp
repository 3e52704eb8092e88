// Edge and bar filters in the manner of the Leung-Malik bank (Leung and Malik, 2001), synthesised: the first and second
// derivatives, across the long axis, of a Gaussian three times as long as it is wide, each with zero mean and absolute
// values that sum to 1.
#pragma once

#include <array>
#include <numbers>

#include "core/tensor.hpp"

namespace backcheck::experiments {

struct FilterBank {
  Index size = 17;                                            // pixels, odd
  std::array<double, 3> widths{1, std::numbers::sqrt2, 2.0};  // standard deviation across the long axis, pixels
  Index orientations = 6;                                     // from 0 up to, but without, 180 degrees
  double elongation = 3;                                      // the long axis over the short one

  Index count() const { return 2 * static_cast<Index>(widths.size()) * orientations; }
};

// (count, 1, size, size), the weight of a convolution. Edges (first derivatives) come first; within edges and within
// bars, widths ascend, and orientations within a width.
Tensor<float> filter_bank(const FilterBank& bank);

}  // namespace backcheck::experiments
