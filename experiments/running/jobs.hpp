// Runs the jobs of all experiments asked for, side by side, and remembers what is done.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

// One seed of a run.
struct Job {
  std::size_t run = 0;  // its number in Plan::runs
  std::uint64_t seed = 1;
};

struct FinishedJob {
  std::vector<Sample> samples;
  double seconds = 0;
  std::string build;  // of the program that ran it
};

// One experiment about to be run.
struct Plan {
  const Experiment* experiment = nullptr;
  std::shared_ptr<const Dataset> data;
  std::filesystem::path root;  // its results go to root/NAME
  Settings settings;
  std::vector<Run> runs;
  std::vector<Job> jobs;                             // run by run, seed by seed
  std::vector<std::optional<FinishedJob>> finished;  // one per job; empty where it has not run
  std::string failure;                               // one sentence, where a job threw

  std::filesystem::path job_folder() const { return root / ".jobs" / experiment->name; }
  bool complete() const;
  std::vector<Sample> samples() const;      // in the order of the jobs
  double seconds() const;                   // of all jobs together
  std::vector<std::string> builds() const;  // of the programs that ran them, each once
};
Plan make_plan(const Experiment& experiment, std::shared_ptr<const Dataset> data, std::filesystem::path root,
               const Settings& settings);

struct JobOptions {
  int threads = 1;
  int shard = 1, shards = 1;  // only the jobs number shard, shard + shards, ... of all
};

// Runs all jobs that are not done yet, the longest first, `options.threads` side by side with one thread each, and at
// last, one by one with all threads, those that measure time. Each finished job is written at once to its job file; a
// job whose file is there from an earlier, interrupted run, or from another machine, is not run again, where settings,
// data and sources are the same. A job that throws ends its experiment (see Plan::failure), not the others. `when_over`
// is called for each experiment as soon as all its jobs are done, or one has failed; by one thread at a time.
void run_jobs(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& when_over);

// Removes the plan's job files, and no others.
void remove_jobs(const Plan& plan, const JobOptions& options);

// The name of a job's file: SHA-256 over everything that its samples depend on, but for the build. So a machine merges
// what others have run.
std::string job_key(const Plan& plan, const Job& job, const JobOptions& options);

}  // namespace backcheck::experiments
