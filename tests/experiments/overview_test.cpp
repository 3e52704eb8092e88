#include "experiments/publishing/overview.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace backcheck::experiments {
namespace {

JudgedNumber number(Verdict verdict, const std::vector<double>& deviations) {
  JudgedNumber number;
  number.judgement.verdict = verdict;
  for (const double deviation : deviations) {
    number.judgement.measurements.push_back({.count = 3, .finite = 3, .deviation = deviation});
  }
  return number;
}

ExperimentSummary summary_of(const std::vector<JudgedNumber>& numbers) {
  ExperimentSummary summary;
  summary.source = "Report B, Fig. 2";
  summary.title = "A shallow network";
  summary.numbers = numbers;
  return summary;
}

std::vector<plotting::Marks> marks_of(const plotting::Figure& figure) {
  std::vector<plotting::Marks> all;
  for (const plotting::Element& element : figure.panels.at(0).elements) {
    if (const auto* marks = std::get_if<plotting::Marks>(&element)) all.push_back(*marks);
  }
  return all;
}

TEST(Overview, CountsTheNumbersInsideTheInterval) {
  const auto figure = published_and_ours(
      {summary_of({number(Verdict::within, {0.5}), number(Verdict::near, {-1.5}),
                   number(Verdict::unexplained, {-0.9, 4}), number(Verdict::unexplained, {2, 0.3})})});
  ASSERT_TRUE(figure);
  EXPECT_EQ(figure->title, "1 of 2 judged numbers lie where one more run of ours would");
  EXPECT_NE(figure->caption.find("1 of 2 numbers of runs with unstated settings lie inside"), std::string::npos)
      << figure->caption;
  EXPECT_EQ(figure->panels.at(0).y.ticks.at(0).label, "B: A shallow network");
}

TEST(Overview, TakesTheChoiceThatIsNearestToTheRunAndShowsFarNumbersAtTheMargin) {
  const auto figure =
      published_and_ours({summary_of({number(Verdict::unexplained, {-0.9, 0.1}), number(Verdict::differs, {-70})})});
  ASSERT_TRUE(figure);
  const auto marks = marks_of(*figure);
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].points.at(0)[0], -3.4);
  EXPECT_EQ(marks[1].points.at(0)[0], -0.9);
}

TEST(Overview, MarksOfOneBinAreStacked) {
  const auto figure = published_and_ours(
      {summary_of({number(Verdict::within, {0.5}), number(Verdict::within, {0.5}), number(Verdict::within, {0.5})})});
  ASSERT_TRUE(figure);
  const auto points = marks_of(*figure).at(0).points;
  EXPECT_NE(points.at(0)[1], points.at(1)[1]);
  EXPECT_NE(points.at(1)[1], points.at(2)[1]);
  EXPECT_NE(points.at(0)[1], points.at(2)[1]);
}

TEST(Overview, IsEmptyWhereNothingIsJudgedByAnInterval) {
  JudgedNumber one_run = number(Verdict::differs, {5});
  one_run.judgement.measurements[0].finite = 1;
  EXPECT_FALSE(published_and_ours(
      {summary_of({number(Verdict::exact, {0}), number(Verdict::artefact, {0, 1}), number(Verdict::unknowable, {0.5}),
                   number(Verdict::no_data, {}), number(Verdict::differs, {std::nan("")}), one_run})}));
}

}  // namespace
}  // namespace backcheck::experiments
