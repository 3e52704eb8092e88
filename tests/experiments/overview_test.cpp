#include "experiments/support/overview.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace backcheck::experiments {
namespace {

Row row(Verdict verdict, const std::vector<double>& deviations) {
  Row row;
  row.judgement.verdict = verdict;
  for (const double deviation : deviations) {
    row.judgement.readings.push_back({.count = 3, .finite = 3, .deviation = deviation});
  }
  return row;
}

Report report_of(const std::vector<Row>& rows) {
  Report report;
  report.source = "Report B, Fig. 2";
  report.title = "A shallow network";
  report.rows = rows;
  return report;
}

TEST(Overview, CountsTheNumbersInsideTheInterval) {
  const auto figure = published_and_ours(
      {report_of({row(Verdict::within, {0.5}), row(Verdict::near, {-1.5}), row(Verdict::underdetermined, {4, -0.9}),
                  row(Verdict::underdetermined, {2, 3})})});
  ASSERT_TRUE(figure);
  EXPECT_EQ(figure->title, "1 of 2 judged numbers lie where one more run of ours would");
  EXPECT_NE(figure->caption.find("1 of 2 underdetermined numbers fit"), std::string::npos) << figure->caption;
  EXPECT_NE(figure->script.find("'B: A shallow network'"), std::string::npos) << figure->script;
}

TEST(Overview, TakesTheNearestReadingAndShowsFarNumbersAtTheMargin) {
  const auto figure =
      published_and_ours({report_of({row(Verdict::underdetermined, {4, -0.9}), row(Verdict::differs, {-70})})});
  ASSERT_TRUE(figure);
  ASSERT_EQ(figure->blocks.size(), 2U);
  EXPECT_EQ(figure->blocks[0].rows.at(0).at(0), -3.4);
  EXPECT_EQ(figure->blocks[0].rows.at(0).at(2), -70);
  EXPECT_EQ(figure->blocks[1].rows.at(0).at(2), -0.9);
}

TEST(Overview, MarksOfOneBinAreStacked) {
  const auto figure = published_and_ours(
      {report_of({row(Verdict::within, {0.5}), row(Verdict::within, {0.5}), row(Verdict::within, {0.5})})});
  ASSERT_TRUE(figure);
  const auto& rows = figure->blocks.at(0).rows;
  EXPECT_NE(rows.at(0).at(1), rows.at(1).at(1));
  EXPECT_NE(rows.at(1).at(1), rows.at(2).at(1));
  EXPECT_NE(rows.at(0).at(1), rows.at(2).at(1));
}

TEST(Overview, IsEmptyWhereNothingIsJudgedByAnInterval) {
  Row one_run = row(Verdict::differs, {5});
  one_run.judgement.readings[0].finite = 1;
  EXPECT_FALSE(published_and_ours(
      {report_of({row(Verdict::exact, {0}), row(Verdict::mislabelled, {0, 1}), row(Verdict::underdetermined, {0.5}),
                  row(Verdict::no_data, {}), row(Verdict::differs, {std::nan("")}), one_run})}));
}

}  // namespace
}  // namespace backcheck::experiments
