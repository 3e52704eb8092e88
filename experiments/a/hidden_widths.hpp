// How many hidden units it takes to bend a boundary: one hidden layer of 1, 2, 3 or 8 ReLU units on the rings, without
// the noise that would blur what the layer can do.
#pragma once

#include <optional>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

// A run for each width: "train loss", "train accuracy", "boundary pieces", "boundary bend" (where there is a boundary)
// and the parameters.
std::vector<Run> width_runs(const Settings& settings);

// The network of each width that fits its points best.
plotting::Figure width_figure(const Results& results);
// What the report says of one unit, what follows from it, and what was counted.
void add_width_findings(writing::Markdown& text, const Results& results);

}  // namespace backcheck::experiments
