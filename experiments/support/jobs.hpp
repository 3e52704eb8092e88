// Runs the jobs of all experiments asked for, side by side, and remembers what is done.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

// What a finished job leaves.
struct Outcome {
  std::vector<Sample> samples;
  double seconds = 0;
};

// One experiment about to be run.
struct Plan {
  const Experiment* experiment = nullptr;
  std::shared_ptr<const Dataset> data;
  std::filesystem::path root;  // its results go to root/NAME
  Settings settings;
  std::vector<Job> jobs;
  std::vector<std::optional<Outcome>> outcomes;  // one per job; empty where it has not run
  std::string failure;                           // one sentence, where a job threw

  std::filesystem::path job_folder() const { return root / ".jobs" / experiment->name; }
  bool complete() const;
  std::vector<Sample> samples() const;  // in the order of the jobs
  double seconds() const;               // of all jobs together
};

struct JobOptions {
  int threads = 1;
  int shard = 1, shards = 1;  // only the jobs number shard, shard + shards, ... of all
};

// Runs all jobs that are not done yet, the longest first, `options.threads` side by side with one thread each, and at
// last, one by one with all threads, those that measure time. Each finished job is written at once to its job file; a
// job whose file is there from an earlier, interrupted run is not run again, where settings, data and program are the
// same. A job that throws ends its experiment (see Plan::failure), not the others. `finished` is called on this thread
// for each experiment as soon as all its jobs are done, or one has failed.
void run_jobs(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& finished);

// The name of a job's file: SHA-256 over everything that its samples depend on.
std::string job_key(const Plan& plan, const Job& job, const JobOptions& options);

}  // namespace backcheck::experiments
