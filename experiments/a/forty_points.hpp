// What 40 test points tell: Report A prints the test accuracies of two successive epochs, multiples of 1/40.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

constexpr Index test_points = 40;

// The test accuracy after each epoch of the first five seeds of `drawn`, and the two that are printed with their 95 %
// binomial intervals. `runs` are all runs whose changes from epoch to epoch are counted.
plotting::Figure forty_points_figure(const Results& results, const std::vector<std::string>& runs,
                                     const std::string& drawn);
// Whether the two printed accuracies can be told apart, and how often our runs change as much between two epochs.
void add_forty_points_findings(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs);

}  // namespace backcheck::experiments
