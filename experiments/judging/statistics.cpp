#include "experiments/judging/statistics.hpp"

#include <fmt/format.h>

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

std::vector<double> finite_of(std::span<const double> values) {
  std::vector<double> finite;
  std::copy_if(values.begin(), values.end(), std::back_inserter(finite), [](double v) { return std::isfinite(v); });
  return finite;
}

}  // namespace

Statistics summarize(std::span<const double> values) {
  const std::vector<double> finite = finite_of(values);
  Statistics s;
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

double median(std::span<const double> values) {
  std::vector<double> finite = finite_of(values);
  if (finite.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(finite.begin(), finite.end());
  const std::size_t middle = finite.size() / 2;
  return finite.size() % 2 == 1 ? finite[middle] : (finite[middle - 1] + finite[middle]) / 2;
}

double median_absolute_deviation(std::span<const double> values) {
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - median(values)));
  return median(distances);
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

std::vector<double> differences(std::span<const double> a, std::span<const double> b, double scale) {
  std::vector<double> result;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) result.push_back(scale * (a[i] - b[i]));
  return result;
}

double distance_of_ratios(std::span<const double> ratios) {
  double sum = 0;
  for (const double ratio : ratios) sum += std::log(ratio) * std::log(ratio);
  return std::sqrt(sum / static_cast<double>(ratios.size()));
}

double exponent_of_power_law(std::span<const std::array<double, 2>> points) {
  if (points.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  double count = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& point : points) {
    const double log_x = std::log(point[0]), log_y = std::log(point[1]);
    count += 1, x += log_x, y += log_y, xx += log_x * log_x, xy += log_x * log_y;
  }
  return (count * xy - x * y) / (count * xx - x * x);
}

std::string with_interval(std::span<const double> values, std::string_view format, double scale) {
  const Statistics s = summarize(values);
  if (s.count == 0) return "not run";
  if (s.finite == 0) return "diverged";
  const auto text = [&](std::string_view spec, double value) {
    return fmt::format(fmt::runtime(fmt::format("{{:{}}}", spec)), scale * value);
  };
  const std::string_view unsigned_format = format.substr(format.starts_with('+'));
  return text(format, s.mean) + (s.finite == 1 ? "" : " ± " + text(unsigned_format, s.mean_half_width));
}

}  // namespace backcheck::experiments
