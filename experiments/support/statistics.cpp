#include "experiments/support/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace backcheck::experiments {
namespace {

constexpr double tail = 0.025;  // on each side of a 95 % interval

}  // namespace

Summary summarize(std::span<const double> values) {
  std::vector<double> finite;
  std::copy_if(values.begin(), values.end(), std::back_inserter(finite), [](double v) { return std::isfinite(v); });
  Summary s;
  s.count = static_cast<Index>(values.size());
  s.finite = static_cast<Index>(finite.size());
  s.mean_half_width = s.prediction_half_width = std::numeric_limits<double>::infinity();
  if (finite.empty()) {
    s.mean = s.low = s.high = std::numeric_limits<double>::quiet_NaN();
    return s;
  }
  const double n = static_cast<double>(finite.size());
  for (const double value : finite) s.mean += value / n;
  const auto [low, high] = std::minmax_element(finite.begin(), finite.end());
  s.low = *low;
  s.high = *high;
  if (finite.size() < 2) return s;
  double squares = 0;
  for (const double value : finite) squares += (value - s.mean) * (value - s.mean);
  s.deviation = s.low == s.high ? 0 : std::sqrt(squares / (n - 1));
  const double t = boost::math::quantile(boost::math::complement(boost::math::students_t(n - 1), tail));
  s.mean_half_width = t * s.deviation / std::sqrt(n);
  s.prediction_half_width = t * s.deviation * std::sqrt(1 + 1 / n);
  return s;
}

Interval binomial_interval(Index successes, Index trials) {
  if (trials < 1 || successes < 0 || successes > trials) {
    throw std::invalid_argument("binomial_interval: " + std::to_string(successes) + " of " + std::to_string(trials) +
                                " is not a proportion");
  }
  using Binomial = boost::math::binomial_distribution<>;
  const double n = static_cast<double>(trials), k = static_cast<double>(successes);
  return {Binomial::find_lower_bound_on_p(n, k, tail), Binomial::find_upper_bound_on_p(n, k, tail)};
}

}  // namespace backcheck::experiments
