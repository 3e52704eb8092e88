// A network as a diagram: feature maps are stacks of squares, vectors are bars.
#pragma once

#include <string>
#include <vector>

#include "core/shape.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments {

// The input, or a layer that changes the shape.
struct Stage {
  std::string name;
  Shape shape;  // of its output, for one image
  Index parameters = 0;

  bool is_map() const { return shape.rank() == 4; }  // channels of height x width; else a vector
  Index size() const { return is_map() ? shape[2] : shape[1]; }
  Index channels() const { return is_map() ? shape[1] : 1; }
  std::string extents() const;  // "4 x 24 x 24", "128"
};

// The stages from left to right, each with its name, its extents and its number of parameters; a sentence below.
plotting::Panel network_diagram(const std::vector<Stage>& stages, const std::string& below);

}  // namespace backcheck::experiments
