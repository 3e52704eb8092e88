// Where training breaks: for the network as printed and corrected, each with three softmaxes, over learning rates from
// 0.003 to 1, the first third of an epoch, one image an update.
#pragma once

#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// A run for each network and rate: "survived" updates, the "accuracy" over the last thousand images of them, and, where
// the loss stopped being finite, the "largest logit" then.
std::vector<Run> stability_runs(const Settings& settings);

plotting::Figure stability_figure(const Results& results);
// A table of the runs whose loss stopped being finite.
void add_stability_table(writing::Markdown& text, const Results& results);

}  // namespace backcheck::experiments::report_a
