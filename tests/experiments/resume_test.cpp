#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <sstream>
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

// Starts the program and sends it a signal as soon as three jobs are done. Gives how it ended, as waitpid does.
int run_until(const Folder& folder, int signal) {
  const pid_t child = ::fork();
  EXPECT_GE(child, 0);
  if (child == 0) {
    if (::chdir(folder.path().c_str()) != 0) ::_exit(127);
    if (std::freopen("stderr.txt", "w", stderr) == nullptr) ::_exit(127);
    ::setenv("BACKCHECK_TEST_SLEEP", "30", 1);
    ::execl(PROGRAM, PROGRAM, "a-noise", "--jobs", "2", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  for (int i = 0; i < 3000 && count_job_files(folder) < 3; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ::kill(child, signal);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

void run_and_kill(const Folder& folder) {
  ASSERT_TRUE(WIFSIGNALED(run_until(folder, SIGKILL))) << "it had finished before it could be killed";
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

// Each in place of the contents of a job file; the job is then run again.
TEST(InterruptedRun, DoesNotTrustADamagedJobFile) {
  const std::string expected = uninterrupted();
  const std::vector<std::pair<const char*, std::function<void(const fs::path&, const std::string&)>>> damages = {
      {"cut in the last row",
       [](const fs::path& file, const std::string& text) { write_file(file, text.substr(0, text.size() - 9)); }},
      {"cut at the end of a line",
       [](const fs::path& file, const std::string& text) {
         write_file(file, text.substr(0, text.rfind('\n', text.size() - 2) + 1));
       }},
      {"last digit cut",
       [](const fs::path& file, const std::string& text) { write_file(file, text.substr(0, text.size() - 2)); }},
      {"header only",
       [](const fs::path& file, const std::string& text) {
         write_file(file, text.substr(0, text.find('\n', text.find('\n') + 1) + 1));
       }},
      {"first line only",
       [](const fs::path& file, const std::string& text) { write_file(file, text.substr(0, text.find('\n') + 1)); }},
      {"no end of line", [](const fs::path& file, const std::string&) { write_file(file, "1.5"); }},
      {"a space", [](const fs::path& file, const std::string&) { write_file(file, " "); }},
      {"empty", [](const fs::path& file, const std::string&) { write_file(file, ""); }},
      {"zeros",
       [](const fs::path& file, const std::string& text) { write_file(file, std::string(text.size(), '\0')); }},
      {"a digit changed",
       [](const fs::path& file, std::string text) {
         text[text.size() - 2] ^= 1;
         write_file(file, text);
       }},
      {"a row twice",
       [](const fs::path& file, const std::string& text) {
         write_file(file, text + text.substr(text.rfind('\n', text.size() - 2) + 1));
       }},
      {"another's checksum",
       [](const fs::path& file, const std::string& text) {
         write_file(file, "1.5 " + std::string(64, '0') + text.substr(text.find('\n')));
       }},
      {"a pipe",
       [](const fs::path& file, const std::string&) {
         fs::remove(file);
         ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
       }},
      {"an endless device",
       [](const fs::path& file, const std::string&) {
         fs::remove(file);
         fs::create_symlink("/dev/zero", file);
       }},
      {"a link to itself",
       [](const fs::path& file, const std::string&) {
         fs::remove(file);
         fs::create_symlink(file, file);
       }},
  };
  for (std::size_t first = 0; first < damages.size(); first += all_jobs) {
    const Folder folder;
    for (const char* half : {"1/2", "2/2"}) {  // all jobs, and no report
      ASSERT_EQ(run_program(folder, std::string("a-noise --shard ") + half).status, 0);
    }
    std::size_t damaged = 0;
    for (const auto& entry : fs::directory_iterator(folder / "reports/.jobs/a-noise")) {
      if (first + damaged == damages.size()) break;
      const auto& [name, damage] = damages[first + damaged++];
      SCOPED_TRACE(name);
      damage(entry.path(), read_file(entry.path()));
    }
    const Output output = run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=rest.log");
    ASSERT_EQ(output.status, 0) << output.err;
    EXPECT_EQ(count_lines(folder / "rest.log"), damaged);
    EXPECT_EQ(read_file(folder / "reports/a-noise/runs.csv"), expected);
  }
}

// A sentence, the status that shells know such ends by, and everything that was done.
TEST(InterruptedRun, EndsByASignalWithASentence) {
  for (const auto& [signal, wanted] : {std::pair{SIGINT, 130}, {SIGTERM, 143}}) {
    const Folder folder;
    const int status = run_until(folder, signal);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), wanted);
    EXPECT_EQ(read_file(folder / "stderr.txt"),
              "\nexperiments: interrupted; the jobs that are done are kept, and the same command continues\n");
    EXPECT_GE(count_job_files(folder), 3U);
  }
}

TEST(InterruptedRun, LeavesTheJobsOfOtherSettingsAlone) {
  const Folder folder;
  run_and_kill(folder);
  const std::size_t done = count_job_files(folder);
  ASSERT_EQ(run_program(folder, "a-noise --epochs 2").status, 0);
  EXPECT_EQ(count_job_files(folder), done);
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

TEST(Shards, OfAnotherBuildAreMergedAndNamed) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise --shard 1/2").status, 0);
  for (const auto& entry : fs::directory_iterator(folder / "reports/.jobs/a-noise")) {
    std::istringstream text(read_file(entry.path()));
    std::string seconds, checksum, build, samples;
    std::getline(text >> seconds >> checksum, build);
    std::getline(text, samples, '\0');
    write_file(entry.path(), seconds + " " + checksum + " XCC 1.0, -O9, SSE2\n" + samples);
  }
  const Output output = run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=merge.log");
  ASSERT_EQ(output.status, 0);
  EXPECT_EQ(count_lines(folder / "merge.log"), all_jobs / 2);
  EXPECT_TRUE(contains(output.err, "a-noise: its jobs were run by 2 different builds"));
  EXPECT_TRUE(contains(output.err, "XCC 1.0, -O9, SSE2"));
  EXPECT_TRUE(contains(read_file(folder / "reports/a-noise/manifest.json"), "XCC 1.0, -O9, SSE2"));
}

// Process numbers say nothing about another machine that writes to the same folder.
TEST(Shards, OnlyWhatDeadProcessesOfThisMachineLeftIsRemoved) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise --shard 1/2").status, 0);
  const fs::path jobs = folder / "reports/.jobs/a-noise";
  const pid_t dead = ::fork();
  if (dead == 0) ::_exit(0);
  ::waitpid(dead, nullptr, 0);
  const std::string host = writing::process_name().substr(0, writing::process_name().rfind('.'));
  const fs::path ours = jobs / (".ours.csv." + host + "." + std::to_string(dead));
  const fs::path running = jobs / (".running.csv." + writing::process_name());
  const fs::path elsewhere = jobs / (".theirs.csv.not-" + host + "." + std::to_string(dead));
  for (const fs::path& file : {ours, running, elsewhere}) write_file(file, "half");
  ASSERT_EQ(run_program(folder, "a-noise --shard 2/2").status, 0);
  EXPECT_FALSE(fs::exists(ours));
  EXPECT_TRUE(fs::exists(running));
  EXPECT_TRUE(fs::exists(elsewhere));
}

}  // namespace
}  // namespace backcheck::experiments
