// The log that Report D prints of its training, and ours.
#pragma once

#include <vector>

#include "experiments/judging/comparison.hpp"
#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_d {

// How its losses, accuracies and times are compared with ours.
std::vector<Comparison> compare_log();

// Its losses in our curve, the title saying how many of them are where one more run of ours would be expected.
plotting::Figure loss_figure(const Results& results);

}  // namespace backcheck::experiments::report_d
