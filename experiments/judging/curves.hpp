// Results as points of a figure: means over seeds with their 95 % t intervals. `scale` multiplies: 100 for percent.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments {

// At each x that was recorded.
std::vector<plotting::Estimate> mean_curve(const Results& results, std::string_view run, std::string_view quantity,
                                           double scale = 1);
// The last values, drawn at x; NaN where there are none.
plotting::Estimate mean_at(double x, const Results& results, std::string_view run, std::string_view quantity,
                           double scale = 1);
// The last values of several runs at 0, 1, 2, ... + offset.
std::vector<plotting::Estimate> mean_bars(const Results& results, const std::vector<std::string>& runs,
                                          std::string_view quantity, double scale = 1, double offset = 0);
std::vector<plotting::Point> median_curve(const Results& results, std::string_view run, std::string_view quantity,
                                          double scale = 1);

}  // namespace backcheck::experiments
