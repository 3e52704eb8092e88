#include "experiments/judging/verdict.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace backcheck::experiments {
namespace {

Results results_of(const std::vector<std::pair<std::string, std::vector<double>>>& runs) {
  std::vector<Sample> samples;
  for (const auto& [run, values] : runs) {
    for (std::size_t i = 0; i < values.size(); ++i) samples.push_back({run, i + 1, 1, "share", values[i]});
  }
  return {samples, "test"};
}

// A number that no report prints, and how it is compared.
struct Published {
  published::Number number;
  Comparison comparison;
};

Judgement judge(const Published& published, const Results& results, const std::string& not_judged = "") {
  return judge(published.number, published.comparison, results, not_judged);
}

Published accuracy(const std::string& printed, const std::vector<std::string>& runs = {"ours"}) {
  Published published{{.id = "T-01/accuracy", .quantity = "accuracy", .printed = printed, .unit = "%"}, {}};
  for (const std::string& run : runs) {
    published.comparison.ours.push_back({.run = run, .quantity = "share", .scale = 100});
  }
  return published;
}

// In the unit in which it is recorded.
Published error(const std::string& printed, bool logarithmic) {
  return {{.id = "T-02/error", .quantity = "error", .printed = printed},
          {.ours = {{.run = "ours", .quantity = "share"}}, .logarithmic = logarithmic}};
}

Verdict verdict_of(const std::string& printed, const std::vector<double>& values) {
  return judge(accuracy(printed), results_of({{"ours", values}})).verdict;
}

TEST(Printed, RoundingIsHalfAUnitInTheLastPlace) {
  const auto expect = [](const std::string& text, double value, double half_unit) {
    const auto printed = parse_printed(text);
    ASSERT_TRUE(printed) << text;
    EXPECT_DOUBLE_EQ(printed->value, value) << text;
    EXPECT_DOUBLE_EQ(printed->half_unit, half_unit) << text;
  };
  expect("89.12", 89.12, 0.005);
  expect("7", 7, 0.5);
  expect("-2.0", -2, 0.05);
  expect("1.01e-9", 1.01e-9, 0.005e-9);
  expect("1.014182E-09", 1.014182e-9, 0.5e-15);
  expect("2.5e+3", 2500, 50);
}

TEST(Printed, OtherThanOneNumberIsNone) {
  for (const char* text : {"", "abc", "4x24x24", "89 %", "1.2 3", "nan", "inf"})
    EXPECT_FALSE(parse_printed(text)) << text;
}

// Mean 90 %, s = 1 %, n = 5: t = 2.7764, half-width 2.7764 * sqrt(1.2) = 3.0414, and 0.005 for the rounding.
const std::vector<double> five = {0.9 - 0.01 * std::sqrt(2), 0.9, 0.9, 0.9, 0.9 + 0.01 * std::sqrt(2)};

TEST(PrintedList, IsTwoNumbersOrMore) {
  EXPECT_EQ(parse_printed_list("4x24x23"), (std::vector<double>{4, 24, 23}));
  EXPECT_EQ(parse_printed_list("1*28*27"), (std::vector<double>{1, 28, 27}));
  EXPECT_EQ(parse_printed_list("-1, 0, 12"), (std::vector<double>{-1, 0, 12}));
  EXPECT_TRUE(parse_printed_list("12").empty());
  EXPECT_TRUE(parse_printed_list("one, two").empty());
}

TEST(PrintedList, OursAreWrittenInItsManner) {
  EXPECT_EQ(list_text({4, 12, 11}, "4x24x23"), "4x12x11");
  EXPECT_EQ(list_text({1, 2, 3, 4}, "0, 0, 1, 0"), "1, 2, 3, 4");
}

TEST(Verdict, WithinIsInsideThePredictionIntervalWidenedByTheRounding) {
  EXPECT_EQ(verdict_of("93.04", five), Verdict::within);
  EXPECT_EQ(verdict_of("86.96", five), Verdict::within);
  EXPECT_EQ(verdict_of("93.05", five), Verdict::near);  // 3.05 > 3.0414 + 0.005
  EXPECT_EQ(verdict_of("93.1", five), Verdict::near);   // 3.1 > 3.0414 + 0.05
  EXPECT_EQ(verdict_of("93", five), Verdict::within);
}

TEST(Verdict, NearIsInsideTwiceTheHalfWidth) {
  EXPECT_EQ(verdict_of("96.09", five), Verdict::near);  // 2 * 3.0464 = 6.0928
  EXPECT_EQ(verdict_of("96.10", five), Verdict::differs);
  EXPECT_EQ(verdict_of("83.90", five), Verdict::differs);
}

TEST(Verdict, DeviationIsTheDistanceFromTheMeanInHalfWidths) {
  const auto deviation = [](const std::string& printed) {
    return judge(accuracy(printed), results_of({{"ours", five}})).measurements.at(0).deviation;
  };
  EXPECT_NEAR(deviation("93.04"), 3.04 / 3.0464, 0.00005 / 3.0464);  // 3.0464 is rounded
  EXPECT_NEAR(deviation("86.96"), -3.04 / 3.0464, 0.00005 / 3.0464);
}

TEST(Verdict, WithoutAnIntervalOnlyTheRoundingCounts) {
  const std::vector<double> same(3, 0.8914);
  EXPECT_EQ(verdict_of("89.1", same), Verdict::within);
  EXPECT_EQ(verdict_of("89.2", same), Verdict::near);
  EXPECT_EQ(verdict_of("89.3", same), Verdict::differs);
}

TEST(Verdict, OneRunDoesNotTellHowFarRunsDiffer) {
  const Judgement judgement = judge(accuracy("90.0"), results_of({{"ours", {0.9}}}));
  EXPECT_EQ(judgement.verdict, Verdict::no_data);
  EXPECT_NE(judgement.cause.find("how far runs differ"), std::string::npos) << judgement.cause;
}

TEST(Verdict, DivergedRunsAreCountedAndLeftOut) {
  const double nan = std::nan("");
  const Judgement some = judge(accuracy("90.0"), results_of({{"ours", {0.9, nan, 0.91, 0.89}}}));
  EXPECT_EQ(some.verdict, Verdict::within);
  EXPECT_EQ(some.measurements.at(0).finite, 3);
  EXPECT_NE(some.cause.find("diverged in 1 of 4"), std::string::npos) << some.cause;
  const Judgement all = judge(accuracy("90.0"), results_of({{"ours", {nan, nan}}}));
  EXPECT_EQ(all.verdict, Verdict::differs);
  EXPECT_NE(all.cause.find("diverged in 2 of 2"), std::string::npos) << all.cause;
}

TEST(Verdict, ExactIsEveryValueWithinTheTolerance) {
  Published published = error("2", false);
  published.comparison.tolerance = 0.001;
  EXPECT_EQ(judge(published, results_of({{"ours", {2.0005}}})).verdict, Verdict::exact);
  EXPECT_EQ(judge(published, results_of({{"ours", {2, 2.002}}})).verdict, Verdict::differs);
  EXPECT_EQ(judge(published, results_of({{"ours", {std::nan("")}}})).verdict, Verdict::differs);
}

// Values of one quantity in several runs, seed by seed.
Results values_of(const std::string& quantity, const std::vector<std::pair<std::string, std::vector<double>>>& runs) {
  std::vector<Sample> samples;
  for (const auto& [run, values] : runs) {
    for (std::size_t i = 0; i < values.size(); ++i) samples.push_back({run, i + 1, 1, quantity, values[i]});
  }
  return {samples, "test"};
}

Measurement measured(const std::string& quantity, const std::string& printed, const std::vector<double>& values) {
  const published::Number number{.id = "T-01/value", .quantity = quantity, .printed = printed};
  const Comparison comparison{.number = number.id, .ours = {{.run = "ours", .quantity = quantity}}};
  return judge(number, comparison, values_of(quantity, {{"ours", values}})).measurements.at(0);
}

TEST(Verdict, NoIntervalOfAnAccuracyHasImpossibleValues) {
  for (const std::vector<double>& values :
       std::vector<std::vector<double>>{{0.99, 0.995, 0.9, 1}, {0, 0.01, 0.002}, {0.1, 0.9, 0.1, 0.95}, {1, 1, 0.5}}) {
    const Measurement m = measured("test accuracy", "0.5", values);
    for (const Interval& interval : {m.prediction, m.mean_interval}) {
      EXPECT_GE(interval.low, 0);
      EXPECT_LE(interval.high, 1);
      EXPECT_LT(interval.low, interval.high);
    }
  }
}

TEST(Verdict, NoIntervalOfALossIsNegative) {
  const Measurement m = measured("train loss", "0.5", {0.1, 2, 0.2, 30});
  EXPECT_GT(m.prediction.low, 0);
  EXPECT_GT(m.mean_interval.low, 0);
  EXPECT_NEAR(m.mean, 8.075, 1e-12) << "the mean is that of the values, not of their logarithms";
}

// logit(0.8), logit(0.9): 1.3863, 2.1972; s = 0.5734, n = 2: half-width 12.706 * s * sqrt(1.5) = 8.923.
TEST(Verdict, AccuraciesAreJudgedByTheirLogits) {
  const Measurement m = measured("test accuracy", "0.5", {0.8, 0.9});
  EXPECT_NEAR(m.deviation, -1.79176 / 9.124, 0.001);  // log(6); 8.923 + 0.2007 for the rounding of 0.5 +- 0.05
}

// Numbers of one run of a report: its test accuracy and its loss, by the settings that it leaves open.
struct OpenRun {
  std::vector<std::string> numbers = {"A-20/test-accuracy", "A-20/test-loss"};  // 89.12 %, 0.3427774430097381
  std::vector<Judgement> judged(
      const std::vector<std::pair<std::string, std::pair<std::vector<double>, std::vector<double>>>>& ours) {
    std::vector<Sample> samples;
    std::vector<Comparison> published = {{.number = numbers[0]}, {.number = numbers[1]}};
    for (const auto& [run, values] : ours) {
      for (std::size_t i = 0; i < values.first.size(); ++i) {
        samples.push_back({run, i + 1, 1, "test accuracy", values.first[i]});
        samples.push_back({run, i + 1, 1, "test loss", values.second[i]});
      }
      published[0].ours.push_back({.run = run, .quantity = "test accuracy", .scale = 100});
      published[1].ours.push_back({.run = run, .quantity = "test loss"});
    }
    return judge_all(published, Results(samples, "test"));
  }
};

const std::vector<double> accuracy_fits = {0.89, 0.892, 0.888}, accuracy_misses = {0.951, 0.95, 0.952};
const std::vector<double> loss_fits = {0.34, 0.345, 0.339}, loss_misses = {0.2, 0.201, 0.199};

TEST(PublishedRun, IsExplainedByTheSettingsThatGiveAllItsNumbers) {
  for (const Judgement& judgement :
       OpenRun().judged({{"slow", {accuracy_fits, loss_fits}}, {"fast", {accuracy_misses, loss_misses}}})) {
    EXPECT_EQ(judgement.verdict, Verdict::explained);
    EXPECT_NE(judgement.cause.find("1 of 2 choices of the settings explains all 2 numbers of its run: slow"),
              std::string::npos)
        << judgement.cause;
  }
}

TEST(PublishedRun, IsUnexplainedWhereEachNumberWantsOtherSettings) {
  for (const Judgement& judgement :
       OpenRun().judged({{"slow", {accuracy_fits, loss_misses}}, {"fast", {accuracy_misses, loss_fits}}})) {
    EXPECT_EQ(judgement.verdict, Verdict::unexplained);
    EXPECT_NE(
        judgement.cause.find("none of 2 choices of the settings explains all 2 numbers of its run; nearest: fast"),
        std::string::npos)
        << judgement.cause;
  }
}

TEST(PublishedRun, IsNotExplainedBySeedsThatAreFarApart) {
  const std::vector<double> collapsed = {0.1, 0.95, 0.1}, losses = {2.3, 0.1, 2.3};
  const std::vector<Judgement> judgements =
      OpenRun().judged({{"unstable", {collapsed, losses}}, {"fast", {accuracy_misses, loss_misses}}});
  ASSERT_EQ(judgements[0].measurements.at(1).run, "unstable") << "the nearest that says anything comes first";
  EXPECT_LE(std::abs(judgements[0].measurements[1].deviation), 1) << "alone, it would fit";
  EXPECT_EQ(judgements[0].verdict, Verdict::unexplained);
  EXPECT_NE(judgements[0].cause.find("the seeds of 1 of them are too far apart"), std::string::npos)
      << judgements[0].cause;
}

// One number 1.3 half-widths off at 95 % is inside at 97.5 %, that of two numbers: with 3 seeds the interval is
// 6.205 / 4.303 = 1.44 times as wide.
TEST(PublishedRun, CorrectsTheLevelForTheCountOfItsNumbers) {
  const double s = 0.001, shift = 1.3 * 4.303 * std::sqrt(4 / 3.0) * s;
  const double centre = 0.8912 + shift;
  const std::vector<double> off = {centre - s, centre, centre + s};
  const std::vector<Judgement> together =
      OpenRun().judged({{"slow", {off, loss_fits}}, {"fast", {accuracy_misses, loss_misses}}});
  EXPECT_GT(std::abs(together[0].measurements[0].deviation), 1.1);
  EXPECT_EQ(together[0].verdict, Verdict::explained);
}

// What a fit is worth: the runs with other settings are judged as if they had been the report's.
TEST(PublishedRun, CountsTheRunsWithOtherSettingsThatWouldHavePassed) {
  for (const Judgement& judgement :
       OpenRun().judged({{"slow", {accuracy_fits, loss_fits}}, {"fast", {accuracy_misses, loss_misses}}})) {
    EXPECT_NE(judgement.cause.find("of 3 runs of ours with other settings, none would have passed"), std::string::npos)
        << judgement.cause;
  }
  // One of its three runs is like those that fit; in the others one number is not.
  const std::vector<double> accuracies = {0.891, 0.889, 0.951}, losses = {0.341, 0.2, 0.341};
  const auto judgements = OpenRun().judged({{"slow", {accuracy_fits, loss_fits}}, {"mixed", {accuracies, losses}}});
  EXPECT_EQ(judgements[0].worth, "of 3 runs of ours with other settings, 1 would have passed");
  EXPECT_NE(judgements[0].cause.find("of 3 runs of ours with other settings, 1 would have passed"), std::string::npos)
      << judgements[0].cause;
}

TEST(PublishedRun, WithOneCounterpartANumberCountsForEveryChoiceOfSettings) {
  const Results results({{"a", 1, 1, "test accuracy", 0.89},
                         {"a", 2, 1, "test accuracy", 0.892},
                         {"b", 1, 1, "test accuracy", 0.5},
                         {"b", 2, 1, "test accuracy", 0.502},
                         {"c", 1, 1, "test loss", 0.9},
                         {"c", 2, 1, "test loss", 0.901},
                         {"c", 3, 1, "test loss", 0.9}},
                        "test");
  const std::vector<Comparison> published = {
      {.number = "A-20/test-accuracy", .ours = {{"a", "test accuracy", {}, 100}, {"b", "test accuracy", {}, 100}}},
      {.number = "A-20/test-loss", .ours = {{"c", "test loss"}}}};
  const std::vector<Judgement> judgements = judge_all(published, results);
  EXPECT_EQ(judgements[0].verdict, Verdict::unexplained) << judgements[0].cause;
  EXPECT_EQ(judgements[1].verdict, Verdict::differs) << "it leaves nothing open";
}

// Entry i at x = i; n = 3 seeds.
Results counts(const std::vector<std::vector<double>>& entries) {
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t n = 0; n < entries[i].size(); ++n) {
      samples.push_back({"ours", n + 1, static_cast<double>(i), "share", entries[i][n]});
    }
  }
  return {samples, "test"};
}

TEST(PublishedList, WithoutAToleranceIsOneRunOfOurs) {
  const Published published{{.id = "T-03/row", .quantity = "row", .printed = "58, 0, 3"},
                            {.ours = {{.run = "ours", .quantity = "share"}}}};
  EXPECT_EQ(judge(published, counts({{55, 57, 60}, {0, 0, 0}, {1, 4, 3}})).verdict, Verdict::within);
  const Judgement differs = judge(published, counts({{45, 45, 46}, {0, 0, 0}, {1, 4, 3}}));
  EXPECT_EQ(differs.verdict, Verdict::differs);
  EXPECT_NE(differs.cause.find("1 of 3 entries lie outside"), std::string::npos) << differs.cause;
  EXPECT_EQ(judge(published, counts({{58}, {0}, {3}})).verdict, Verdict::no_data) << "one seed";
  EXPECT_EQ(judge(published, counts({{55, 57, 60}, {0, 0, 0}, {1, 4, 3}}), "a quick run").verdict, Verdict::no_data);
}

TEST(Verdict, SaysOfASettingThatItCannotButAgree) {
  const Results results({{"ours", 1, 0, "inputs", 2}}, "test");
  const Judgement judgement =
      judge({.number = "A-26/fc1-inputs", .ours = {{"ours", "inputs"}}, .tolerance = 0}, results);
  EXPECT_EQ(judgement.verdict, Verdict::exact);
  EXPECT_EQ(judgement.flag, "a setting of the report, taken over");
}

TEST(Verdict, AFlagIsSaidBesideItNotInItsPlace) {
  Published published = accuracy("90.0");
  published.comparison.flag = "filed under the wrong heading";
  const Judgement within = judge(published, results_of({{"ours", {0.89, 0.9, 0.91}}}));
  EXPECT_EQ(within.verdict, Verdict::within);
  EXPECT_EQ(within.flag, "filed under the wrong heading");
  EXPECT_EQ(judge(published, results_of({{"ours", {0.5, 0.5, 0.501}}})).verdict, Verdict::differs);
}

TEST(Verdict, MagnitudesAreJudgedByTheirLogarithms) {
  // log10: -9, -8, -10; mean -9, s = 1, n = 3: half-width 4.3027 * sqrt(4/3) = 4.968.
  Published published = error("1e-5", true);
  const Results results = results_of({{"ours", {1e-9, 1e-8, 1e-10}}});
  const Judgement judgement = judge(published, results);
  EXPECT_EQ(judgement.verdict, Verdict::within);
  EXPECT_NEAR(std::log10(judgement.measurements.at(0).mean), -9, 1e-12);  // a few roundings of log10 and pow
  published.number.printed = "1e-2";
  EXPECT_EQ(judge(published, results).verdict, Verdict::near);
  published.number.printed = "1e2";
  EXPECT_EQ(judge(published, results).verdict, Verdict::differs);
}

TEST(Verdict, ErrorsThatAreExactlyZeroHaveNotDiverged) {
  const Published published = error("2e-16", true);
  const Judgement judgement = judge(published, results_of({{"ours", {0, 0, 0}}}));
  EXPECT_EQ(judgement.measurements.at(0).finite, 3);
  EXPECT_EQ(judgement.measurements.at(0).mean, 0);
  EXPECT_EQ(judgement.cause, "");
}

TEST(Verdict, SettledOnesAreTakenAsGivenAndOursIsStillShown) {
  Published published = accuracy("90.0");
  published.comparison.settled = Verdict::artefact;
  published.comparison.cause = "it is the validation curve";
  const Judgement judgement = judge(published, results_of({{"ours", {0.1, 0.2}}}));
  EXPECT_EQ(judgement.verdict, Verdict::artefact);
  EXPECT_EQ(judgement.cause, "it is the validation curve");
  EXPECT_EQ(judgement.measurements.size(), 1U);
}

TEST(Verdict, WithoutResultsThereIsNoData) {
  EXPECT_EQ(judge(accuracy("90.0"), results_of({})).verdict, Verdict::no_data);
  EXPECT_EQ(judge(accuracy("90.0", {}), results_of({{"ours", {0.9}}})).verdict, Verdict::no_data);
}

TEST(Verdict, SyntheticDataJudgeOnlyWhatIsExact) {
  const Results results = results_of({{"ours", {0.9, 0.91}}});
  const Judgement judgement = judge(accuracy("90.0"), results, "measured on synthetic data");
  EXPECT_EQ(judgement.verdict, Verdict::no_data);
  EXPECT_NE(judgement.cause.find("synthetic"), std::string::npos);
  Published published = accuracy("90");
  published.comparison.tolerance = 2;
  EXPECT_EQ(judge(published, results, "measured on synthetic data").verdict, Verdict::exact);
}

TEST(Verdict, APublishedAccuracyHasItsBinomialInterval) {
  Published published = accuracy("80");
  published.number.sample_size = 10;
  const Judgement judgement = judge(published, results_of({{"ours", {0.9, 0.91}}}));
  ASSERT_TRUE(judgement.sampling);
  EXPECT_NEAR(judgement.sampling->low, 44.39, 0.005);  // tables print four decimals of the proportion
  EXPECT_NEAR(judgement.sampling->high, 97.48, 0.005);
}

TEST(Verdict, AListIsExactWhereEveryEntryIs) {
  const published::Number shape{.id = "T-03/shape", .quantity = "shape", .printed = "4x24x23"};
  const Comparison comparison{.number = shape.id, .ours = {{.run = "ours", .quantity = "shape"}}, .tolerance = 0};
  const auto verdict = [&](double last) {
    return judge(shape, comparison,
                 {{{"ours", 1, 0, "shape", 4}, {"ours", 1, 1, "shape", 24}, {"ours", 1, 2, "shape", last}}, "test"})
        .verdict;
  };
  EXPECT_EQ(verdict(23), Verdict::exact);
  EXPECT_EQ(verdict(22), Verdict::differs);
}

TEST(Verdict, MeasurementsOfOneRunAreToldApartByTheirQuantities) {
  const published::Number number{.id = "T-04/value", .quantity = "value", .printed = "1"};
  const Results results({{"a", 1, 1, "p", 1}, {"a", 1, 1, "q", 2}, {"b", 1, 1, "p", 3}}, "test");
  const auto names = [&](const Query& first, const Query& second) {
    const Judgement judgement = judge(number, {.number = number.id, .ours = {first, second}, .tolerance = 0}, results);
    return judgement.measurements.at(0).run + " | " + judgement.measurements.at(1).run;
  };
  EXPECT_EQ(names({.run = "a", .quantity = "p"}, {.run = "a", .quantity = "q"}), "a, p | a, q");
  EXPECT_EQ(names({.run = "a", .quantity = "p"}, {.run = "b", .quantity = "p"}), "a | b");
}

TEST(Verdict, ANumberThatIsNoneCannotBeJudged) {
  EXPECT_THROW(judge(accuracy("about 90"), results_of({{"ours", {0.9, 0.91}}})), std::invalid_argument);
}

TEST(Verdict, ExactOnesAreCountedAmongThoseMeasured) {
  const auto comparison = [](const std::string& id) {
    return Comparison{.number = id, .ours = {{.run = id, .quantity = "size"}}, .tolerance = 0};
  };
  const std::string right = "A-17/Conv1-size", wrong = "A-17/Conv2-size";
  const Results results({{right, 1, 0, "size", published::value(right)}, {wrong, 1, 0, "size", 1}}, "test");
  const auto [exact, measured] =
      count_exact({comparison(right), comparison(wrong), comparison("A-17/MaxPool1-size")}, results);
  EXPECT_EQ(exact, 1);
  EXPECT_EQ(measured, 2);
}

TEST(Verdict, HasANameThatReadsBack) {
  for (const Verdict verdict : all_verdicts) EXPECT_EQ(to_verdict(to_string(verdict)), verdict);
  EXPECT_EQ(to_string(Verdict::no_data), "NO-DATA");
  EXPECT_THROW(to_verdict("MAYBE"), std::invalid_argument);
}

}  // namespace
}  // namespace backcheck::experiments
