// Where, in the grid of settings that Report B does not give, the loss of its full network stops being finite, and
// where the network learns: without and with the shift of the softmax.
#pragma once

#include "experiments/b/exploding_training.hpp"

namespace backcheck::experiments::report_b {

// Both grids as heat maps of the training accuracy.
plotting::Figure stability_figure(const Results& results);
// In how many settings of both the loss stops being finite, in how many the network learns, and whether the shift
// helps.
void describe_grid(writing::Markdown& text, const Results& results);

}  // namespace backcheck::experiments::report_b
