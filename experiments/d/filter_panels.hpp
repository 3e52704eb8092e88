// The first layer's filters as pictures.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_d {

// A panel for each run and epoch of which train_network() recorded the filters, 3x7x7, of seed 1: each filter scaled to
// its own range.
std::vector<plotting::Panel> filter_panels(const Results& results);

}  // namespace backcheck::experiments::report_d
