// The grid of settings that Report B does not give, initial weights by learning rate, for its full network without and
// with the shift of the softmax: where the loss stops being finite, and where the network learns.
#pragma once

#include <string>
#include <vector>

#include "experiments/b/training.hpp"

namespace backcheck::experiments::report_b {

struct Cell {
  Initializer start;
  double rate;
  bool shifted;

  std::string run() const;  // "N(0, 0.1), rate 0.001, with shift"
};
inline const std::vector<Initializer> starts{gaussian(0.01), gaussian(0.03), gaussian(0.1),
                                             gaussian(0.3),  gaussian(1),    he};
inline constexpr double rates[] = {1e-4, 1e-3, 1e-2, 1e-1, 1};
std::vector<Cell> all_cells();

// How many cells of one softmax were run, in how many the loss stopped being finite for some seed, and how many
// classify more than half of the training images right.
struct CellCounts {
  int run = 0, overflowing = 0, trained = 0;
};
CellCounts count_cells(const Results& results, bool shifted);

// Both grids as heat maps of the "training accuracy"; where the loss stopped being finite, an "overflow" was recorded
// at that update.
plotting::Figure stability_figure(const Results& results);

}  // namespace backcheck::experiments::report_b
