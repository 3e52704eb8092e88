#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "experiments/judging/curves.hpp"
#include "experiments/judging/tables.hpp"
#include "experiments/publishing/manifest.hpp"
#include "experiments/running/combinations.hpp"
#include "experiments/running/epochs.hpp"
#include "experiments/running/jobs.hpp"

namespace backcheck::experiments {
namespace {

const Results results({{"b", 2, 1, "loss", 0.5},
                       {"b", 2, 3, "loss", 0.3},
                       {"b", 1, 1, "loss", 0.6},
                       {"b", 1, 2, "loss", 0.4},
                       {"a", 1, 1, "loss", 9},
                       {"b", 1, 9, "accuracy", 1}},
                      "test");

TEST(Results, ListsRunsInOrderOfAppearance) { EXPECT_EQ(results.runs(), (std::vector<std::string>{"b", "a"})); }

TEST(Results, GivesTheLastValueOfEachSeed) { EXPECT_EQ(results.values("b", "loss"), (std::vector<double>{0.3, 0.4})); }

TEST(Results, GivesTheValuesAtX) {
  EXPECT_EQ(results.values("b", "loss", 1), (std::vector<double>{0.5, 0.6}));
  EXPECT_EQ(results.values("b", "loss", 2), (std::vector<double>{0.4}));
  EXPECT_TRUE(results.values("b", "nothing").empty());
}

TEST(Results, GivesACurveOverAllSeeds) {
  const auto curve = results.curve("b", "loss");
  ASSERT_EQ(curve.size(), 3U);
  EXPECT_EQ(curve.at(1), (std::vector<double>{0.5, 0.6}));
}

TEST(Results, GivesTheValuesOfASeedInOrderOfX) {
  EXPECT_EQ(results.values_of_seed("b", "loss", 2), (std::vector<double>{0.5, 0.3}));
  EXPECT_TRUE(results.values_of_seed("b", "loss", 3).empty());
}

TEST(Results, WhatWasNotMeasuredIsNotANumber) {
  EXPECT_TRUE(std::isnan(results.mean("b", "nothing")));
  EXPECT_TRUE(std::isnan(results.median("no such run", "loss")));
  EXPECT_TRUE(results.curve_of_seed("b", "loss", 7).empty());
  EXPECT_TRUE(std::isnan(mean_at(3, results, "no such run", "loss").value));
}

TEST(Results, ReadBackFromCsvAsTheyWere) {
  const std::vector<Sample> samples{{"run, \"quoted\"", 18446744073709551615U, 0.1, "loss", 1e-300}};
  const std::vector<Sample> again = samples_from_csv(samples_to_csv(samples));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].run, samples[0].run);
  EXPECT_EQ(again[0].seed, samples[0].seed);
  EXPECT_EQ(again[0].x, 0.1);
  EXPECT_EQ(again[0].value, 1e-300);
}

TEST(Results, ALineThatIsNoSampleIsNamed) {
  for (const char* line :
       {"a, 1,0,loss,1", "a,-1,0,loss,1", "a,+1,0,loss,1", "a,1,0,loss", "a,1,0,loss,one", "a,,0,loss,1"}) {
    try {
      samples_from_csv(std::string("run,seed,x,quantity,value\na,1,0,loss,1\n") + line + "\n");
      ADD_FAILURE() << line << " was read";
    } catch (const std::invalid_argument& error) {
      EXPECT_EQ(std::string(error.what()).substr(0, 8), "line 3: ") << error.what();
    }
  }
}

TEST(Curves, HoldTheMeanAndItsIntervalOverSeeds) {
  const std::vector<plotting::Estimate> curve = mean_curve(results, "b", "loss", 100);
  ASSERT_EQ(curve.size(), 3U);
  // 0.5 and 0.6: mean 0.55, s = 0.05 * sqrt(2), t = 12.7062 with one degree of freedom, half-width t * 0.05.
  EXPECT_EQ(curve[0].x, 1);
  EXPECT_NEAR(curve[0].value, 55, 1e-12);        // rounding
  EXPECT_NEAR(curve[0].low, 55 - 63.531, 1e-3);  // the table of t has four decimals
  EXPECT_NEAR(curve[0].high, 55 + 63.531, 1e-3);
}

TEST(Curves, OfRunsThatWereMadeKeepTheirPlaceInTheSeries) {
  const auto bands = mean_bands(results, {{"a", "first"}, {"no such run", "second"}, {"b", "third"}}, "loss");
  ASSERT_EQ(bands.size(), 2U);
  const auto& third = std::get<plotting::Band>(bands[1]);
  EXPECT_EQ(third.title, "third");
  EXPECT_EQ(third.style.series, 3);
  EXPECT_EQ(third.points.size(), 3U);
}

TEST(Table, HasARowForEachRunAndSaysWhatWasNotRun) {
  writing::Markdown text;
  add_table(text, results, {"run"}, {{"a", {"the first"}}, {"c", {"another"}}}, {{"loss [%]", "loss", ".0f", 100}});
  EXPECT_NE(text.text().find("| run | loss [%] |"), std::string::npos) << text.text();
  EXPECT_NE(text.text().find("| another | not run |"), std::string::npos) << text.text();
}

TEST(Table, HasTheValuesAtXOrTheLastOnes) {
  writing::Markdown text;
  add_table(text, results, {}, {{"b", {}}},
            {{"first", "loss", ".2f", 1, 1}, {"last", "loss", ".2f"}, {"second", "loss", ".2f", 1, 2}});
  EXPECT_NE(text.text().find("| 0.55 ± 0.64 | 0.35 ± 0.64 | 0.40 |"), std::string::npos) << text.text();
}

TEST(Curve, OfASeedLeavesOutWhatIsNotFinite) {
  const Results partly({{"run", 1, 2, "loss", 5}, {"run", 1, 1, "loss", std::nan("")}, {"run", 2, 3, "loss", 6}}, "");
  EXPECT_EQ(seed_curve(partly, "run", "loss", 1), (std::vector<plotting::Point>{{2, 5}}));
  EXPECT_TRUE(seed_curve(partly, "run", "loss", 3).empty());
}

TEST(Estimate, HasTheRangeOfItsValues) {
  const plotting::Estimate estimate = with_range(7, std::vector<double>{1, 2, 6});
  EXPECT_EQ(estimate.x, 7);
  EXPECT_DOUBLE_EQ(estimate.value, 3);
  EXPECT_EQ(estimate.low, 1);
  EXPECT_EQ(estimate.high, 6);
}

TEST(Combinations, ChangeTheLastListFastest) {
  struct Setting {
    bool shifted;
    int rate;
    bool operator==(const Setting&) const = default;
  };
  EXPECT_EQ(combinations<Setting>(std::array{false, true}, std::vector{1, 2}),
            (std::vector<Setting>{{false, 1}, {false, 2}, {true, 1}, {true, 2}}));
  EXPECT_TRUE(combinations<Setting>(std::array{false, true}, std::vector<int>{}).empty());
}

TEST(Epochs, AreRecordedAndSaid) {
  struct Notes : Recorder {
    void record(double x, std::string_view, double value) override { recorded.push_back({x, value}); }
    void progress(double fraction) override { done.push_back(fraction); }
    std::vector<plotting::Point> recorded;
    std::vector<double> done;
  } notes;
  const Settings settings;
  const Dataset data;
  const JobContext context{.settings = settings, .data = data, .recorder = notes};
  const auto after = after_each_epoch(
      context, 4, [&](double epoch, const Metrics& running) { context.record(epoch, "running loss", running.loss); });
  EXPECT_TRUE(after(1, {.loss = 0.5}));
  EXPECT_TRUE(after(4, {.loss = 0.25}));
  EXPECT_EQ(notes.recorded, (std::vector<plotting::Point>{{1, 0.5}, {4, 0.25}}));
  EXPECT_EQ(notes.done, (std::vector<double>{0.25, 1}));
}

TEST(Comparison, OfSeveralNumbersIsAlikeButForOurs) {
  const std::vector<Comparison> all =
      compare_each({"A-01/one", "A-01/two"}, {.assumed = "order", .cause = "unstated"}, [](const std::string& id) {
        return in_runs({"a", "b"}, id.substr(5), 3, 100);
      });
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[1].number, "A-01/two");
  EXPECT_EQ(all[1].cause, "unstated");
  ASSERT_EQ(all[1].ours.size(), 2);
  EXPECT_EQ(all[1].ours[1].run, "b");
  EXPECT_EQ(all[1].ours[1].quantity, "two");
  EXPECT_EQ(all[1].ours[1].x, 3);
  EXPECT_EQ(all[1].ours[1].scale, 100);
}

TEST(Plan, HasAJobForEachSeedOfEachRun) {
  Experiment experiment;
  experiment.runs = [](const Settings&) {
    return std::vector<experiments::Run>{{.name = "one"}, {.name = "two", .seeds = 2, .first_seed = 5}};
  };
  const Plan plan = make_plan(experiment, std::make_shared<Dataset>(), "nowhere", {});
  ASSERT_EQ(plan.jobs.size(), 3U);
  EXPECT_EQ(plan.jobs[0].seed, 1U);
  EXPECT_EQ(plan.jobs[2].seed, 6U);
  EXPECT_EQ(plan.runs[plan.jobs[2].run].name, "two");
}

TEST(Results, RankByEffortThenByWhereTheirDataComeFrom) {
  const auto rank = [](const char* effort, const char* provenance) {
    Manifest manifest;
    manifest.effort = effort;
    manifest.data.provenance = provenance;
    return rank_of(manifest);
  };
  EXPECT_LT(rank("quick", "verified"), rank("standard", "synthetic"));
  EXPECT_LT(rank("standard", "synthetic"), rank("standard", "unverified"));
  EXPECT_LT(rank("standard", "unverified"), rank("standard", "lossy copy"));
  EXPECT_LT(rank("standard", "lossy copy"), rank("standard", "verified"));
  EXPECT_EQ(rank("standard", "none"), rank("standard", "verified"));
  EXPECT_LT(rank("standard", "none"), rank("full", "none"));
}

}  // namespace
}  // namespace backcheck::experiments
