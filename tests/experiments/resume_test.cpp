#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "program.hpp"

namespace backcheck::experiments {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all_jobs = 10;  // of a-noise: two runs, five seeds

std::size_t count_job_files(const Folder& folder) {
  const fs::path jobs = folder / "reports/.jobs/a-noise";
  std::size_t count = 0;
  if (!fs::exists(jobs)) return 0;
  for (const auto& entry : fs::directory_iterator(jobs)) count += entry.path().extension() == ".csv";
  return count;
}

// Starts the program and kills it as soon as three jobs are done.
void run_and_kill(const Folder& folder) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (::chdir(folder.path().c_str()) != 0) ::_exit(127);
    ::setenv("BACKCHECK_TEST_SLEEP", "30", 1);
    ::execl(PROGRAM, PROGRAM, "a-noise", "--jobs", "2", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  for (int i = 0; i < 3000 && count_job_files(folder) < 3; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << "it had finished before it could be killed";
}

std::string uninterrupted() {
  const Folder folder;
  EXPECT_EQ(run_program(folder, "a-noise --out elsewhere").status, 0);
  return read_file(folder / "elsewhere/a-noise/runs.csv");
}

TEST(InterruptedRun, ContinuesWhereItStopped) {
  const std::string expected = uninterrupted();
  const Folder folder;
  run_and_kill(folder);
  const std::size_t done = count_job_files(folder);
  ASSERT_GE(done, 3U);
  ASSERT_LT(done, all_jobs);
  EXPECT_FALSE(fs::exists(folder / "reports/a-noise")) << "half a report";
  ASSERT_EQ(run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=rest.log").status, 0);
  EXPECT_EQ(count_lines(folder / "rest.log"), all_jobs - done);
  EXPECT_EQ(read_file(folder / "reports/a-noise/runs.csv"), expected);
  EXPECT_FALSE(fs::exists(folder / "reports/.jobs"));
}

TEST(InterruptedRun, IsNotContinuedWithOtherSettings) {
  const Folder folder;
  run_and_kill(folder);
  ASSERT_EQ(run_program(folder, "a-noise --epochs 2", "BACKCHECK_TEST_LOG=all.log").status, 0);
  EXPECT_EQ(count_lines(folder / "all.log"), all_jobs);
}

TEST(InterruptedRun, DoesNotTrustADamagedJobFile) {
  const std::string expected = uninterrupted();
  const Folder folder;
  run_and_kill(folder);
  const std::size_t done = count_job_files(folder);
  for (const auto& entry : fs::directory_iterator(folder / "reports/.jobs/a-noise")) {
    const std::string text = read_file(entry.path());
    write_file(entry.path(), text.substr(0, text.size() - 20));
    break;
  }
  ASSERT_EQ(run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=rest.log").status, 0);
  EXPECT_EQ(count_lines(folder / "rest.log"), all_jobs - done + 1);
  EXPECT_EQ(read_file(folder / "reports/a-noise/runs.csv"), expected);
}

TEST(Shards, MergeToWhatOneRunGives) {
  const std::string expected = uninterrupted();
  const Folder folder;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const Output output = run_program(folder, "a-noise --shard " + std::string(shard), "BACKCHECK_TEST_LOG=shards.log");
    ASSERT_EQ(output.status, 0) << output.err;
    EXPECT_FALSE(fs::exists(folder / "reports/a-noise"));
  }
  EXPECT_EQ(count_lines(folder / "shards.log"), all_jobs) << "each job is in exactly one shard";
  ASSERT_EQ(run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=merge.log").status, 0);
  EXPECT_EQ(count_lines(folder / "merge.log"), 0U);
  EXPECT_EQ(read_file(folder / "reports/a-noise/runs.csv"), expected);
}

TEST(Shards, WhatIsMissingIsRunWhenTheyAreMerged) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise --shard 2/2", "BACKCHECK_TEST_LOG=shards.log").status, 0);
  EXPECT_EQ(count_lines(folder / "shards.log"), all_jobs / 2);
  ASSERT_EQ(run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=merge.log").status, 0);
  EXPECT_EQ(count_lines(folder / "merge.log"), all_jobs / 2);
}

}  // namespace
}  // namespace backcheck::experiments
