#include "experiments/judging/curves.hpp"

#include <cmath>

#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments {

plotting::Estimate estimate(double x, std::span<const double> values, double scale) {
  const Statistics s = summarize(values);
  const double half = s.finite > 1 ? s.mean_half_width : 0;
  return {x, scale * s.mean, scale * (s.mean - half), scale * (s.mean + half)};
}

plotting::Estimate with_range(double x, std::span<const double> values) {
  const Statistics s = summarize(values);
  return {x, s.mean, s.low, s.high};
}

std::vector<plotting::Estimate> mean_curve(const Results& results, std::string_view run, std::string_view quantity,
                                           double scale) {
  std::vector<plotting::Estimate> curve;
  for (const auto& [x, values] : results.curve(run, quantity)) curve.push_back(estimate(x, values, scale));
  return curve;
}

std::vector<plotting::Element> mean_bands(const Results& results,
                                          const std::vector<std::pair<std::string, std::string>>& runs_and_titles,
                                          std::string_view quantity, double scale) {
  std::vector<plotting::Element> bands;
  int series = 0;
  for (const auto& [run, title] : runs_and_titles) {
    ++series;
    std::vector<plotting::Estimate> curve = mean_curve(results, run, quantity, scale);
    if (!curve.empty()) bands.push_back(plotting::Band{std::move(curve), {.series = series}, title});
  }
  return bands;
}

std::vector<std::pair<std::string, std::string>> titled(const std::vector<std::string>& runs) {
  std::vector<std::pair<std::string, std::string>> runs_and_titles;
  for (const std::string& run : runs) runs_and_titles.emplace_back(run, run);
  return runs_and_titles;
}

plotting::Estimate mean_at(double x, const Results& results, std::string_view run, std::string_view quantity,
                           double scale) {
  return estimate(x, results.values(run, quantity), scale);
}

std::vector<plotting::Estimate> mean_bars(const Results& results, const std::vector<std::string>& runs,
                                          std::string_view quantity, double scale, double offset) {
  std::vector<plotting::Estimate> bars;
  for (const std::string& run : runs) {
    bars.push_back(mean_at(static_cast<double>(bars.size()) + offset, results, run, quantity, scale));
  }
  return bars;
}

std::vector<plotting::Point> seed_curve(const Results& results, std::string_view run, std::string_view quantity,
                                        std::uint64_t seed) {
  std::vector<plotting::Point> points;
  for (const auto& [x, value] : results.curve_of_seed(run, quantity, seed)) {
    if (std::isfinite(value)) points.push_back({x, value});
  }
  return points;
}

std::vector<plotting::Point> median_curve(const Results& results, std::string_view run, std::string_view quantity,
                                          double scale) {
  std::vector<plotting::Point> points;
  for (const auto& [x, values] : results.curve(run, quantity)) points.push_back({x, scale * median(values)});
  return points;
}

}  // namespace backcheck::experiments
