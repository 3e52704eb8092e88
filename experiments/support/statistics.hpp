// Means over seeds and what they are worth.
#pragma once

#include <span>

#include "core/shape.hpp"

namespace backcheck::experiments {

// Of one quantity over several runs that differ in their seed alone. All but the counts are over the finite values.
struct Summary {
  Index count = 0, finite = 0;  // count - finite runs diverged
  double mean = 0;
  double deviation = 0;  // standard deviation of the sample, with n - 1; 0 where n < 2
  double low = 0, high = 0;
  // Half the width of two 95 % intervals of Student's t with n - 1 degrees of freedom, infinite where n < 2: that of
  // the mean, t * s / sqrt(n), and that of one more run, t * s * sqrt(1 + 1/n).
  double mean_half_width = 0, prediction_half_width = 0;
};
Summary summarize(std::span<const double> values);

struct Interval {
  double low = 0, high = 0;
  bool contains(double value) const { return low <= value && value <= high; }
};

// Clopper and Pearson's 95 % interval of the probability behind `successes` of `trials` (1934): exact, hence at least
// 95 %. Throws std::invalid_argument unless 0 <= successes <= trials and trials >= 1.
Interval binomial_interval(Index successes, Index trials);

}  // namespace backcheck::experiments
