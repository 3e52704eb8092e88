// How a sentence of a report is judged by our results. Its test is data: an effect, computed seed by seed, that is
// greater than 0 where the sentence is true. The 95 % t interval of the effect's mean decides:
//
//   SUPPORTED        the interval lies above 0
//   REFUTED          it lies below
//   NOT ESTABLISHED  it has 0 in it, or there are fewer than two seeds
//   CONFOUNDED       what the report compares differs in more than the sentence says, and no run of ours tells the
//                    causes apart; the effect given is that of the other cause
//   NOT TESTED       there are no results, or none that count (synthetic data, a quick run)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments {

enum class ClaimVerdict { supported, not_established, refuted, confounded, not_tested };

// "SUPPORTED", ..., and back; the latter throws std::invalid_argument.
std::string to_string(ClaimVerdict verdict);
ClaimVerdict to_claim_verdict(std::string_view text);

// weight * the value of this quantity, a seed; at x, or at the largest x recorded.
struct EffectTerm {
  double weight = 1;
  std::string run, quantity;
  std::optional<double> x = {};
};

struct ClaimTest {
  std::string claim = {};       // its id in reference/as_published/claims.hpp
  std::string experiment = {};  // whose results decide: "e-compare"
  std::string effect = {};      // what is measured: "test accuracy with dropout minus without, both with weight decay"
  std::string unit = {};        // "points"
  std::vector<EffectTerm> terms = {};
  double constant = 0;  // is added to them
  // A result without randomness: one value decides.
  bool deterministic = false;
  std::string confounded_by = {};  // what else differs, where that makes the claim CONFOUNDED
  std::string remark = {};         // what the report's own comparison lacks
};

struct ClaimJudgement {
  ClaimVerdict verdict = ClaimVerdict::not_tested;
  Index seeds = 0;         // for which the effect is finite
  double effect = 0;       // the mean
  Interval interval = {};  // 95 %
};

// `counts`: whether the results may decide anything.
ClaimJudgement judge(const ClaimTest& test, const Results& results, bool counts = true);

// "+0.36 points [-0.10, 0.82], n = 10"
std::string effect_text(const ClaimTest& test, const ClaimJudgement& judgement);

}  // namespace backcheck::experiments
