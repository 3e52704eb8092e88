// Learning rates against values worked out by hand.
#include "core/schedule.hpp"

#include <gtest/gtest.h>

#include "error_message.hpp"

namespace backcheck {
namespace {

TEST(Schedule, StaysConstant) {
  const Schedule schedule{.initial = 0.25};
  EXPECT_EQ(schedule.learning_rate(0), 0.25);
  EXPECT_EQ(schedule.learning_rate(1'000'000), 0.25);
}

TEST(Schedule, StepsDownAfterEveryPeriod) {
  const Schedule schedule{.kind = Schedule::Kind::step, .initial = 8, .factor = 0.5, .period = 100};
  EXPECT_EQ(schedule.learning_rate(0), 8);
  EXPECT_EQ(schedule.learning_rate(99), 8);
  EXPECT_EQ(schedule.learning_rate(100), 4);
  EXPECT_EQ(schedule.learning_rate(199), 4);
  EXPECT_EQ(schedule.learning_rate(300), 1);
}

TEST(Schedule, DecaysExponentially) {
  const Schedule schedule{.kind = Schedule::Kind::exponential, .initial = 8, .factor = 0.25, .period = 100};
  EXPECT_EQ(schedule.learning_rate(0), 8);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(50), 4);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(100), 2);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(150), 1);
}

TEST(Schedule, FollowsHalfACosineAndThenStays) {
  const Schedule schedule{.kind = Schedule::Kind::cosine, .initial = 3, .final = 1, .period = 300};
  EXPECT_DOUBLE_EQ(schedule.learning_rate(0), 3);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(100), 2.5);  // cos(60 degrees) = 1/2
  EXPECT_DOUBLE_EQ(schedule.learning_rate(150), 2);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(200), 1.5);
  EXPECT_EQ(schedule.learning_rate(300), 1);
  EXPECT_EQ(schedule.learning_rate(301), 1);
}

TEST(Schedule, WarmsUpLinearlyAndCountsFromThere) {
  const Schedule schedule{.kind = Schedule::Kind::step, .initial = 8, .factor = 0.5, .period = 10, .warm_up = 4};
  EXPECT_EQ(schedule.learning_rate(0), 2);
  EXPECT_EQ(schedule.learning_rate(1), 4);
  EXPECT_EQ(schedule.learning_rate(3), 8);
  EXPECT_EQ(schedule.learning_rate(4), 8);
  EXPECT_EQ(schedule.learning_rate(13), 8);
  EXPECT_EQ(schedule.learning_rate(14), 4);
}

TEST(Schedule, WarmsUpBeforeACosine) {
  const Schedule schedule{.kind = Schedule::Kind::cosine, .initial = 3, .final = 1, .period = 300, .warm_up = 10};
  EXPECT_DOUBLE_EQ(schedule.learning_rate(0), 0.3);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(9), 3);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(10), 3);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(110), 2.5);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(210), 1.5);
  EXPECT_EQ(schedule.learning_rate(310), 1);
}

TEST(Schedule, WarmsUpBeforeAnExponential) {
  const Schedule schedule{
      .kind = Schedule::Kind::exponential, .initial = 8, .factor = 0.25, .period = 100, .warm_up = 2};
  EXPECT_EQ(schedule.learning_rate(2), 8);
  EXPECT_DOUBLE_EQ(schedule.learning_rate(102), 2);
}

TEST(Schedule, RefusesWhatMakesNoSense) {
  EXPECT_EQ(error_message([] { Schedule{.period = 0}.learning_rate(0); }),
            "Schedule: period must be at least 1, got 0");
  EXPECT_EQ(error_message([] { Schedule{.warm_up = -1}.learning_rate(0); }), "Schedule: warm_up is negative: -1");
  EXPECT_EQ(error_message([] { Schedule{}.learning_rate(-1); }), "Schedule: step is negative: -1");
}

}  // namespace
}  // namespace backcheck
