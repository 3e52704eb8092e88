#include "experiments/judging/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "reference/as_published/claims.hpp"

namespace backcheck::experiments {
namespace {

using Values = std::vector<double>;

Results results_of(const Values& with, const Values& without) {
  std::vector<Sample> samples;
  const auto add = [&](const char* run, const Values& values) {
    for (std::size_t i = 0; i < values.size(); ++i) samples.push_back({run, i + 1, 10, "accuracy", values[i]});
  };
  add("with", with);
  add("without", without);
  return {samples, "test"};
}

ClaimTest higher() {
  return {.effect = "accuracy with minus without",
          .unit = "points",
          .terms = {{100, "with", "accuracy"}, {-100, "without", "accuracy"}}};
}

ClaimVerdict verdict_of(const Values& with, const Values& without) {
  return judge(higher(), results_of(with, without)).verdict;
}

TEST(Claim, IsSupportedWhereTheIntervalOfTheEffectLiesAboveZero) {
  EXPECT_EQ(verdict_of({.93, .95, .94}, {.90, .92, .91}), ClaimVerdict::supported);
}

TEST(Claim, IsRefutedByResultsThatSayTheOpposite) {
  EXPECT_EQ(verdict_of({.90, .92, .91}, {.93, .95, .94}), ClaimVerdict::refuted);
}

TEST(Claim, IsNotEstablishedWhereTheIntervalHasZeroInIt) {
  EXPECT_EQ(verdict_of({.93, .91, .94}, {.90, .92, .95}), ClaimVerdict::not_established);
  EXPECT_EQ(verdict_of({.9, .9}, {.9, .9}), ClaimVerdict::not_established) << "no difference at all";
}

TEST(Claim, NeedsTwoSeedsUnlessItIsDeterministic) {
  EXPECT_EQ(verdict_of({.93}, {.90}), ClaimVerdict::not_established);
  ClaimTest test = higher();
  test.deterministic = true;
  EXPECT_EQ(judge(test, results_of({.93}, {.90})).verdict, ClaimVerdict::supported);
  EXPECT_EQ(judge(test, results_of({.90}, {.93})).verdict, ClaimVerdict::refuted);
}

// The seeds differ by 10 points, the effect by none: paired, three seeds establish it.
TEST(Claim, PairsTheSeeds) {
  const ClaimJudgement judgement = judge(higher(), results_of({.71, .81, .91}, {.70, .80, .90}));
  EXPECT_EQ(judgement.verdict, ClaimVerdict::supported);
  EXPECT_NEAR(judgement.effect, 1, 1e-12);
  EXPECT_EQ(judgement.seeds, 3);
}

TEST(Claim, HasTheIntervalOfStudent) {
  const ClaimJudgement judgement = judge(higher(), results_of({.92, .94, .93}, {.90, .90, .90}));
  EXPECT_NEAR(judgement.effect, 3, 1e-12);
  EXPECT_NEAR(judgement.interval.high - judgement.effect, 4.303 * 1 / std::sqrt(3.0), 1e-3);  // t of 2 degrees, s = 1
}

TEST(Claim, IsConfoundedWhateverTheNumbersWhereSomethingElseDiffers) {
  ClaimTest test = higher();
  test.confounded_by = "weight decay differs, too";
  EXPECT_EQ(judge(test, results_of({.93, .95}, {.90, .92})).verdict, ClaimVerdict::confounded);
}

TEST(Claim, IsNotTestedWithoutResultsThatCount) {
  EXPECT_EQ(verdict_of({}, {}), ClaimVerdict::not_tested);
  EXPECT_EQ(verdict_of({.93, .95}, {}), ClaimVerdict::not_tested);
  EXPECT_EQ(verdict_of({NAN, NAN}, {.9, .9}), ClaimVerdict::not_tested);
  EXPECT_EQ(judge(higher(), results_of({.93, .95, .94}, {.90, .92, .91}), false).verdict, ClaimVerdict::not_tested);
}

TEST(Claim, EffectsAreWrittenWithSignUnitIntervalAndSeeds) {
  const auto text = [](const Values& with, const Values& without) {
    return effect_text(higher(), judge(higher(), results_of(with, without)));
  };
  EXPECT_EQ(text({.92, .94, .93}, {.90, .90, .90}), "+3 points [0.516, 5.48], n = 3");
  EXPECT_EQ(text({.9}, {.92}), "-2 points, n = 1");
  EXPECT_EQ(text({}, {}), "");
}

TEST(Claim, VerdictsAreReadBack) {
  for (const ClaimVerdict verdict : {ClaimVerdict::supported, ClaimVerdict::not_established, ClaimVerdict::refuted,
                                     ClaimVerdict::confounded, ClaimVerdict::not_tested}) {
    EXPECT_EQ(to_claim_verdict(to_string(verdict)), verdict);
  }
  EXPECT_THROW(to_claim_verdict("TRUE"), std::invalid_argument);
}

TEST(PublishedClaims, HaveIdsOfTheirOwn) {
  for (const published::Claim& claim : published::claims()) EXPECT_EQ(&published::claim(claim.id), &claim) << claim.id;
  EXPECT_THROW(published::claim("Z-1/none"), std::logic_error);
}

}  // namespace
}  // namespace backcheck::experiments
