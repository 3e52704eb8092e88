// The picture that stands in for Report D's photographs: a landscape with sky and sun, hills, a house, and a field with
// two squares of the same stripes, once lying and once standing, to tell an edge filter's direction by.
#pragma once

#include "core/tensor.hpp"

namespace backcheck::experiments::report_d {

constexpr Index picture_size = 96;  // pixels each way

// A square of the picture, filled with stripes 4 pixels wide.
struct Patch {
  Index top, left, extent;
  bool contains(Index h, Index w) const { return top <= h && h < top + extent && left <= w && w < left + extent; }
  Patch without_border() const { return {top + 1, left + 1, extent - 2}; }  // an outline is an edge of its own
};
constexpr Patch lying_stripes{66, 8, 20}, standing_stripes{66, 36, 20};

// (1, 3, picture_size, picture_size): red, green and blue, each a whole number from 0 to 255.
Tensor<double> picture();

}  // namespace backcheck::experiments::report_d
