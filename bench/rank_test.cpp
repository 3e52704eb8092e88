#include "bench/rank_test.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "bench/measurements.hpp"

namespace backcheck::bench {
namespace {

// The probability of u pairs in which the second number is the smaller one, for u = 0, 1, ..., where n and m numbers
// are in random order: with p(n, m, u) = n / (n + m) p(n - 1, m, u - m) + m / (n + m) p(n, m - 1, u), as the largest of
// all is one of the first or one of the second.
std::vector<double> probabilities(std::size_t n, std::size_t m) {
  std::vector<std::vector<double>> fewer(m + 1, {1});  // p(i - 1, j, :) for every j
  for (std::size_t i = 1; i <= n; ++i) {
    std::vector<std::vector<double>> now = {{1}};
    for (std::size_t j = 1; j <= m; ++j) {
      const double share = static_cast<double>(i) / static_cast<double>(i + j);
      std::vector<double> p(i * j + 1, 0);
      for (std::size_t u = 0; u < fewer[j].size(); ++u) p[u + j] += share * fewer[j][u];
      for (std::size_t u = 0; u < now[j - 1].size(); ++u) p[u] += (1 - share) * now[j - 1][u];
      now.push_back(std::move(p));
    }
    fewer = std::move(now);
  }
  return fewer[m];
}

}  // namespace

Ratio ratio(const std::vector<double>& before, const std::vector<double>& after) {
  std::vector<double> ratios;
  for (const double a : after)
    for (const double b : before) ratios.push_back(a / b);
  std::sort(ratios.begin(), ratios.end());

  // The `outside` smallest ratios, and the largest, are refused: either has a probability of at most 0.5 %.
  const std::vector<double> p = probabilities(after.size(), before.size());
  std::size_t outside = 0;
  for (double tail = p[0]; tail <= 0.005; tail += p[outside]) ++outside;
  if (outside == 0) return {median(ratios), 0, std::numeric_limits<double>::infinity()};
  return {median(ratios), ratios[outside - 1], ratios[ratios.size() - outside]};
}

std::string change(const Ratio& ratio) {
  if (ratio.low > 1 / 1.02 && ratio.high < 1.02) return "the same";
  if (ratio.high < 1) return "faster";
  if (ratio.low > 1) return "slower";
  return "too noisy to tell";
}

}  // namespace backcheck::bench
