// What long runs say of themselves where there is no terminal.
#include "experiments/running/progress.hpp"

#include <gtest/gtest.h>

namespace backcheck::experiments {
namespace {

std::string shown_after(Progress::Clock::duration pause) {
  testing::internal::CaptureStderr();
  Progress progress({1, 1, 2}, 2, pause);
  progress.skip(0);
  progress.set(2, 0.5);
  progress.show("d-cifar, with momentum");
  return testing::internal::GetCapturedStderr();
}

TEST(ProgressInAPipe, IsAWholeLineThatSaysHowMuchIsDone) {
  const std::string line = shown_after({});
  EXPECT_EQ(line.rfind("experiments:  50 %  1 of 3 jobs, about ", 0), 0U) << line;
  EXPECT_TRUE(line.ends_with(" left  d-cifar, with momentum\n")) << line;
}

TEST(ProgressInAPipe, SaysNothingBeforeItsPauseIsOver) { EXPECT_EQ(shown_after(std::chrono::minutes(1)), ""); }

}  // namespace
}  // namespace backcheck::experiments
