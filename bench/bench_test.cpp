// What becomes of measurements: read, judged, compared, and kept from replacing better ones.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <limits>
#include <stdexcept>

#include "bench/measurements.hpp"
#include "bench/rank_test.hpp"
#include "bench/report_folder.hpp"
#include "bench/tables.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::bench {
namespace {

const RowName fast{"conv2d", "report-a-conv1-batch100", "forward", "float", "fast", 2};

TEST(RowName, ReadsBackWhatItPrintsAndIgnoresWhatGoogleBenchmarkAppends) {
  EXPECT_EQ(to_string(fast), "conv2d/report-a-conv1-batch100/forward/float/fast/threads:2");
  EXPECT_EQ(parse_row_name(to_string(fast)), fast);
  EXPECT_EQ(parse_row_name(to_string(fast) + "/repeats:1/manual_time"), fast);
}

TEST(RowName, RefusesOtherNames) {
  EXPECT_THROW(parse_row_name("BM_Sort/1024"), std::invalid_argument);
  EXPECT_THROW(parse_row_name("a/b/c/d/e/threads:many"), std::invalid_argument);
  EXPECT_THROW(parse_row_name("a/b/c/d/e/threads:"), std::invalid_argument);
}

TEST(ReadMeasurements, ReadsRepetitionsOfAJsonAndLeavesOutRefusedRowsAndAggregates) {
  const std::string name = to_string(fast);
  const Measurements read = read_measurements(R"({"context": {"processor": "P", "num_cpus": 2}, "benchmarks": [
    {"run_type": "iteration", "run_name": ")" +
                                              name + R"(", "time_unit": "ms", "real_time": 2, "flops": 100, "peak": 9},
    {"run_type": "iteration", "run_name": ")" +
                                              name + R"(", "time_unit": "ms", "real_time": 4, "flops": 100, "peak": 9},
    {"run_type": "iteration", "run_name": ")" +
                                              name + R"(", "error_occurred": true},
    {"run_type": "aggregate", "run_name": ")" +
                                              name + R"(", "time_unit": "ms", "real_time": 3}]})");
  ASSERT_EQ(read.rows.size(), 1U);
  const Timings& row = read.rows.at(fast);
  EXPECT_EQ(row.seconds, (std::vector<double>{0.002, 0.004}));
  EXPECT_EQ(row.flops, 100);
  EXPECT_EQ(read.context.at("processor"), "P");
}

TEST(ReadMeasurements, SaysWhatItCannotRead) {
  for (const char* text :
       {"", "{", "[]", "{}", R"({"context": {}, "benchmarks": []})", R"({"context": 1, "benchmarks": 2})",
        R"({"context": {}, "benchmarks": [7]})", R"({"context": {}, "benchmarks": [{"run_type": 3}]})"}) {
    EXPECT_THROW(read_measurements(text), std::runtime_error) << text;
  }
}

TEST(Disturbed, IsARowMostOfWhoseRepetitionsHadLessThanThePeakOrLostTimeToOthers) {
  RowName other = fast;
  other.workload = "another";
  Measurements measurements;
  measurements.rows[other] = {.seconds = {1}, .peaks = {100}, .stolen = {0}};
  measurements.rows[fast] = {.seconds = {1, 1, 1}, .peaks = {99, 86, 50}, .stolen = {0, 0, 0}};
  EXPECT_FALSE(disturbed(measurements, fast));
  measurements.rows[fast].peaks = {99, 84, 50};
  EXPECT_TRUE(disturbed(measurements, fast));
  measurements.rows[fast] = {.seconds = {1, 1, 1}, .peaks = {99, 99, 99}, .stolen = {0, 0.04, 0.5}};
  EXPECT_TRUE(disturbed(measurements, fast));
}

TEST(Disturbed, AreAllThreadsThatDoLessThanOne) {
  RowName one = fast;
  one.threads = 1;
  Measurements measurements;
  measurements.rows[one] = {.seconds = {1}, .peaks = {100}, .stolen = {0}};
  measurements.rows[fast] = {.seconds = {1}, .peaks = {80}, .stolen = {0}};
  EXPECT_TRUE(disturbed(measurements, fast));
}

TEST(Ratio, IsTheMedianOfAllPairs) { EXPECT_DOUBLE_EQ(ratio({1, 2, 4}, {2, 4, 8}).value, 2); }

// The smallest and the largest of 25 pairs: of the 252 orders of five and five, one has no pair the other way round.
TEST(Ratio, HasAnIntervalOf99PercentFromFiveTimingsOfEach) {
  const Ratio found = ratio({10, 11, 12, 13, 14}, {20, 22, 24, 26, 28});
  EXPECT_DOUBLE_EQ(found.low, 20.0 / 14);
  EXPECT_DOUBLE_EQ(found.high, 28.0 / 10);
  EXPECT_EQ(change(found), "slower");
}

// By hand, for six and six: P(U <= 3) = (1 + 1 + 2 + 3) / 924 = 0.0076 exceeds 0.5 %, P(U <= 2) = 4 / 924 does not; so
// three pairs are left out on either side.
TEST(Ratio, LeavesOutAsManyPairsAsMannAndWhitneysTableSays) {
  std::vector<double> before(6, 1), after = {1, 2, 3, 4, 5, 6};
  const Ratio found = ratio(before, after);  // six pairs of each ratio 1, 2, ..., 6
  EXPECT_DOUBLE_EQ(found.low, 1);
  EXPECT_DOUBLE_EQ(found.high, 6);
  before = {1, 2, 4, 8, 16, 32}, after = {1, 1, 1, 1, 1, 1};
  EXPECT_DOUBLE_EQ(ratio(before, {64, 128, 256, 512, 1024, 2048}).low, 4);  // 64/32, 64/16 and 128/32, ...
}

TEST(Ratio, IsUnboundedForFewerTimings) {
  const Ratio found = ratio({10, 11, 12, 13}, {20, 22, 24, 26});
  EXPECT_EQ(found.low, 0);
  EXPECT_EQ(found.high, std::numeric_limits<double>::infinity());
  EXPECT_EQ(change(found), "too noisy to tell");
}

TEST(Change, TellsFasterSlowerTheSameAndTooNoisy) {
  EXPECT_EQ(change({.value = 0.5, .low = 0.4, .high = 0.6}), "faster");
  EXPECT_EQ(change({.value = 1.5, .low = 1.4, .high = 1.6}), "slower");
  EXPECT_EQ(change({.value = 1, .low = 0.99, .high = 1.01}), "the same");
  EXPECT_EQ(change({.value = 1, .low = 0.8, .high = 1.2}), "too noisy to tell");
}

TEST(DeviceTable, HoldsKernelsAndWholeCallsBesideTheFastLayersAndNamesTheDevice) {
  const auto contender = [](const char* name, int threads) {
    RowName row = fast;
    row.contender = name, row.threads = threads;
    return row;
  };
  Measurements measurements;
  measurements.context["device"] = "a made-up GPU";
  measurements.rows[fast].seconds = {4e-3};
  writing::Markdown without, with;
  add_device_table(without, measurements);
  EXPECT_EQ(without.text(), "");
  measurements.rows[contender("offload-kernels", 1)].seconds = {1e-3};
  measurements.rows[contender("offload-calls", 1)].seconds = {8e-3};
  add_device_table(with, measurements);
  EXPECT_NE(with.text().find("here a made-up GPU,"), std::string::npos) << with.text();
  EXPECT_NE(with.text().find("| 1 | 8 | 4 | 4x | 0.5x |"), std::string::npos) << with.text();
  EXPECT_TRUE(peers_of(measurements).empty());
}

class ReportFolder : public testing::Test {
 protected:
  ReportFolder() {
    // A folder of this test alone: tests run side by side.
    std::string folder = testing::TempDir() + "backcheck.report.XXXXXX";
    if (!::mkdtemp(folder.data())) throw std::runtime_error("cannot make " + folder);
    folder_ = folder;
    full_.rows[fast].seconds = {1};
    RowName naive = fast;
    naive.contender = "naive";
    full_.rows[naive].seconds = {1};
    filtered_.rows[fast].seconds = {1};
  }
  ~ReportFolder() override { std::filesystem::remove_all(folder_); }

  void write_report(const Measurements& measurements) {
    writing::write_file(folder_ / "summary.md", "# " + report_title + "\n");
    writing::write_file(folder_ / "rows.csv", rows_as_csv(measurements));
  }

  std::filesystem::path folder_;
  Measurements full_, filtered_;
};

TEST_F(ReportFolder, MayBeNewOrEmpty) {
  EXPECT_NO_THROW(require_replaceable(folder_, filtered_));
  EXPECT_NO_THROW(require_replaceable(folder_ / "new", filtered_));
}

TEST_F(ReportFolder, IsNotReplacedWhereItIsNoReport) {
  writing::write_file(folder_ / "thesis.tex", "years of work");
  EXPECT_THROW(require_replaceable(folder_, full_), std::runtime_error);
  EXPECT_THROW(require_replaceable(folder_ / "thesis.tex", full_), std::runtime_error);
}

TEST_F(ReportFolder, OfAFullRunIsNotReplacedByAFilteredOne) {
  write_report(full_);
  EXPECT_THROW(require_replaceable(folder_, filtered_), std::runtime_error);
  EXPECT_NO_THROW(require_replaceable(folder_, full_));
}

TEST_F(ReportFolder, OfAFilteredRunIsReplacedByAFullOne) {
  write_report(filtered_);
  EXPECT_NO_THROW(require_replaceable(folder_, full_));
}

}  // namespace
}  // namespace backcheck::bench
