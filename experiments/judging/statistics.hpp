// Means over seeds and what they are worth.
#pragma once

#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::experiments {

// What describes one quantity over several runs that differ in their seed alone. All but the counts are over the finite
// values.
struct Statistics {
  Index count = 0, finite = 0;  // count - finite runs diverged
  double mean = 0;              // NaN where none is finite
  double deviation = 0;         // standard deviation of the sample, with n - 1; 0 where n < 2
  double low = 0, high = 0;
  // Half the width of two 95 % intervals of Student's t with n - 1 degrees of freedom, infinite where n < 2: of the
  // mean, t * s / sqrt(n), and of one more run, t * s * sqrt(1 + 1/n).
  double mean_half_width = 0, prediction_half_width = 0;
};
Statistics summarize(std::span<const double> values);

// Over the finite values; NaN where there are none.
double median(std::span<const double> values);
double median_absolute_deviation(std::span<const double> values);  // the median distance from the median

struct Interval {
  double low = 0, high = 0;
  bool contains(double value) const { return low <= value && value <= high; }
};

// Clopper and Pearson's 95 % interval of the probability behind `successes` of `trials` (1934): exact, hence at least
// 95 %. Throws std::invalid_argument unless 0 <= successes <= trials and trials >= 1.
Interval binomial_interval(Index successes, Index trials);

// Seed by seed, a - b; as many as both have. Values of equal seeds must stand at equal places.
std::vector<double> differences(std::span<const double> a, std::span<const double> b, double scale = 1);

// How far numbers are from others, from their ratios: the root mean square of the logarithms; 0.1 is 10 % off.
double distance_of_ratios(std::span<const double> ratios);

// The exponent p of the power law y = c x^p through these points: the slope of the least-squares line through their
// logarithms. NaN where there are not two points.
double exponent_of_power_law(std::span<const std::array<double, 2>> points);

// The item of which the measure, a number, is lowest or highest; empty where it is NaN or infinite for all of them.
template <class Items, class Measure>
auto lowest(const Items& items, const Measure& measure) {
  std::optional<std::decay_t<decltype(*std::begin(items))>> best;
  double least = std::numeric_limits<double>::infinity();
  for (const auto& item : items) {
    const double here = measure(item);
    if (here < least) least = here, best = item;
  }
  return best;
}
template <class Items, class Measure>
auto highest(const Items& items, const Measure& measure) {
  return lowest(items, [&](const auto& item) { return -measure(item); });
}

// The mean and half the width of its 95 % t interval, "91.8 ± 0.4"; the mean alone for a single value; "diverged" where
// none is finite, "not run" where there are none. `format` is {fmt}'s for one number: ".1f", or "+.2f" for differences.
std::string with_interval(std::span<const double> values, std::string_view format, double scale = 1);

}  // namespace backcheck::experiments
