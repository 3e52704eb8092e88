// Results as points of a figure: means over seeds with their 95 % t intervals. `scale` multiplies: 100 for percent.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments {

// The mean of these values, drawn at x; NaN where none is finite, no interval where fewer than two are.
plotting::Estimate estimate(double x, std::span<const double> values, double scale = 1);
// The same with the least and the greatest of the finite values as its interval.
plotting::Estimate with_range(double x, std::span<const double> values);
// At each x that was recorded.
std::vector<plotting::Estimate> mean_curve(const Results& results, std::string_view run, std::string_view quantity,
                                           double scale = 1);
// The mean curves of several runs, each with its title, as a panel's elements: series 1, 2, ... in this order, without
// those that were not run.
std::vector<plotting::Element> mean_bands(const Results& results,
                                          const std::vector<std::pair<std::string, std::string>>& runs_and_titles,
                                          std::string_view quantity, double scale = 1);
// Runs that are their own titles, for this.
std::vector<std::pair<std::string, std::string>> titled(const std::vector<std::string>& runs);
// The last values, drawn at x; NaN where there are none.
plotting::Estimate mean_at(double x, const Results& results, std::string_view run, std::string_view quantity,
                           double scale = 1);
// The last values of several runs at 0, 1, 2, ... + offset.
std::vector<plotting::Estimate> mean_bars(const Results& results, const std::vector<std::string>& runs,
                                          std::string_view quantity, double scale = 1, double offset = 0);
// The finite values of one seed.
std::vector<plotting::Point> seed_curve(const Results& results, std::string_view run, std::string_view quantity,
                                        std::uint64_t seed);
std::vector<plotting::Point> median_curve(const Results& results, std::string_view run, std::string_view quantity,
                                          double scale = 1);

}  // namespace backcheck::experiments
