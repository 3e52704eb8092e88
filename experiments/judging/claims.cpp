#include "experiments/judging/claims.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace backcheck::experiments {
namespace {

constexpr std::array<std::pair<ClaimVerdict, const char*>, 5> names = {
    {{ClaimVerdict::supported, "SUPPORTED"},
     {ClaimVerdict::not_established, "NOT ESTABLISHED"},
     {ClaimVerdict::refuted, "REFUTED"},
     {ClaimVerdict::confounded, "CONFOUNDED"},
     {ClaimVerdict::not_tested, "NOT TESTED"}}};

// The effect for each seed that all its terms have. What is left of terms that cancel but for rounding is 0.
std::vector<double> effects(const ClaimTest& test, const Results& results) {
  std::vector<double> sums, magnitudes;
  for (std::size_t t = 0; t < test.terms.size(); ++t) {
    const auto& [weight, run, quantity, x] = test.terms[t];
    const std::vector<double> values = results.values(run, quantity, x);
    if (t == 0) sums.assign(values.size(), test.constant), magnitudes.assign(values.size(), std::abs(test.constant));
    sums.resize(std::min(sums.size(), values.size()));
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i] += weight * values[i], magnitudes[i] += std::abs(weight * values[i]);
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (std::abs(sums[i]) < 1e-12 * magnitudes[i]) sums[i] = 0;
  }
  return sums;
}

}  // namespace

std::string to_string(ClaimVerdict verdict) {
  for (const auto& [value, name] : names) {
    if (value == verdict) return name;
  }
  throw std::logic_error("a verdict on a claim without a name");
}

ClaimVerdict to_claim_verdict(std::string_view text) {
  for (const auto& [value, name] : names) {
    if (text == name) return value;
  }
  throw std::invalid_argument("'" + std::string(text) + "' is no verdict on a claim");
}

ClaimJudgement judge(const ClaimTest& test, const Results& results, bool counts) {
  const Statistics s = summarize(effects(test, results));
  ClaimJudgement judgement{.seeds = s.finite, .effect = s.mean};
  if (s.finite == 0) return judgement;
  const double half_width = test.deterministic ? 0 : s.mean_half_width;
  judgement.interval = {s.mean - half_width, s.mean + half_width};
  if (!counts) return judgement;
  judgement.verdict = !test.confounded_by.empty()   ? ClaimVerdict::confounded
                      : judgement.interval.low > 0  ? ClaimVerdict::supported
                      : judgement.interval.high < 0 ? ClaimVerdict::refuted
                                                    : ClaimVerdict::not_established;
  return judgement;
}

std::string effect_text(const ClaimTest& test, const ClaimJudgement& judgement) {
  if (judgement.seeds == 0) return "";
  const std::string unit = test.unit.empty() ? "" : " " + test.unit;
  // Three digits, and no exponents for thousands.
  const auto number = [](double value, const char* sign) {
    return std::abs(value) < 1000 ? fmt::format(fmt::runtime(fmt::format("{{:{}.3g}}", sign)), value)
                                  : fmt::format(fmt::runtime(fmt::format("{{:{}.0f}}", sign)), value);
  };
  std::string text = number(judgement.effect, "+") + unit;
  if (judgement.interval.low < judgement.interval.high && std::isfinite(judgement.interval.high)) {
    text += fmt::format(" [{}, {}]", number(judgement.interval.low, ""), number(judgement.interval.high, ""));
  }
  return text + fmt::format(", n = {}", judgement.seeds);
}

}  // namespace backcheck::experiments
