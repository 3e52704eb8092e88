#include <gtest/gtest.h>

#include "experiments/support/experiment.hpp"
#include "experiments/support/report.hpp"

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

TEST(Jobs, AreAddedForSeedsFromOne) {
  std::vector<Job> jobs;
  add_jobs(jobs, "run", 3, 2.5, [](const JobContext&) {});
  ASSERT_EQ(jobs.size(), 3U);
  EXPECT_EQ(jobs[2].seed, 3U);
  EXPECT_EQ(jobs[2].seconds, 2.5);
}

TEST(Results, RankByEffortThenByWhereTheirDataComeFrom) {
  const auto rank = [](const char* effort, const char* provenance) {
    Manifest manifest;
    manifest.effort = effort;
    manifest.data_provenance = provenance;
    return rank_of(manifest);
  };
  EXPECT_LT(rank("quick", "verified"), rank("standard", "synthetic"));
  EXPECT_LT(rank("standard", "synthetic"), rank("standard", "unverified"));
  EXPECT_LT(rank("standard", "unverified"), rank("standard", "lossy copy"));
  EXPECT_LT(rank("standard", "lossy copy"), rank("standard", "verified"));
  EXPECT_EQ(rank("standard", "none"), rank("full", "verified"));
}

}  // namespace
}  // namespace backcheck::experiments
