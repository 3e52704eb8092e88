// Report A's network from scratch as printed, with each of its two departures alone, and corrected: what one epoch of
// one image an update gives at each learning rate.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

inline constexpr const char* scratch_item = "A-20";  // the numbers that the report prints of it
inline const std::vector<std::string> departures{"as published", "published gradient", "shared kernels", "corrected"};
inline constexpr double stable_rate = 0.001;  // all of them learn at it
inline constexpr double usual_rate = 0.01;    // the one the report gives for its PyTorch network

// Loss and accuracy of all four at the stable rate, and of the corrected one at the usual rate, beside the printed
// ones.
plotting::Figure departures_figure(const Results& results);

}  // namespace backcheck::experiments::report_a
