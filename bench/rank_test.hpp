// How much longer one thing takes than another, from a few timings of each, without supposing how they are distributed.
#pragma once

#include <string>
#include <vector>

namespace backcheck::bench {

// The median of all ratios after / before (Hodges and Lehmann, 1963), with an interval that contains the true ratio
// with a probability of at least 99 %: that of the ratios which the test of Mann and Whitney (1947) would not refuse.
// Where there are too few timings for that (fewer than five of each), the interval is 0 to infinity.
struct Ratio {
  double value = 1, low = 0, high = 0;
};
Ratio ratio(const std::vector<double>& before, const std::vector<double>& after);

// "faster" or "slower" where the interval excludes 1, "the same" where it lies within 2 % of it, else "too noisy to
// tell".
std::string change(const Ratio& ratio);

}  // namespace backcheck::bench
