#include "experiments/running/jobs.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "experiments/running/build.hpp"
#include "experiments/running/progress.hpp"
#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

// One job of one plan. `fraction` is written by the job's thread and read by the one that shows the progress.
struct Task {
  Plan* plan;
  std::size_t number;  // in plan->jobs
  fs::path file;
  std::atomic<double> fraction = 0;
  std::atomic<bool> running = false;

  const Job& job() const { return plan->jobs[number]; }
  const Run& run() const { return plan->runs[job().run]; }
};

class JobRecorder : public Recorder {
 public:
  explicit JobRecorder(Task& task) : task_(task) {}
  void record(double x, std::string_view quantity, double value) override {
    samples.push_back({task_.run().name, task_.job().seed, x, std::string(quantity), value});
  }
  void progress(double fraction) override { task_.fraction = fraction; }

  std::vector<Sample> samples;

 private:
  Task& task_;
};

// The first line of a job file is its duration in seconds, the SHA-256 of the rest, which is runs.csv, and the build of
// the program that wrote it. A file that is not whole is as good as none.
std::optional<FinishedJob> load_job(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return {};
  try {
    const std::string text = writing::read_file(file);
    const std::size_t end = text.find('\n');
    if (end == std::string::npos) return {};
    std::istringstream first_line(text.substr(0, end));
    std::string seconds, checksum, build;
    std::getline(first_line >> seconds >> checksum >> std::ws, build);
    const std::string samples = text.substr(end + 1);
    if (checksum != writing::sha256(samples)) return {};
    return FinishedJob{samples_from_csv(samples), writing::to_number(seconds), build};
  } catch (const std::exception&) {
    return {};
  }
}

void save_job(const fs::path& file, const FinishedJob& job) {
  const std::string samples = samples_to_csv(job.samples);
  writing::write_file(
      file, writing::to_text(job.seconds) + " " + writing::sha256(samples) + " " + job.build + "\n" + samples);
}

class Runner {
 public:
  Runner(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& when_over);
  void run();

 private:
  void run_task(std::size_t task);
  void show_progress();
  void report_plans_that_are_over();

  std::vector<Plan>& plans_;
  const JobOptions& options_;
  const std::function<void(Plan&)>& when_over_;
  std::vector<std::unique_ptr<Task>> tasks_;       // those to be run
  std::vector<std::size_t> side_by_side_, alone_;  // their numbers
  std::vector<bool> reported_;

  std::mutex mutex_;  // of all below, of plan.finished and plan.failure
  std::unique_ptr<Progress> progress_;
};

Runner::Runner(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& when_over)
    : plans_(plans), options_(options), when_over_(when_over), reported_(plans.size(), false) {
  std::size_t count = 0;
  std::vector<double> seconds;
  for (Plan& plan : plans_) {
    fs::create_directories(plan.job_folder());
    for (std::size_t number = 0; number < plan.jobs.size(); ++number) {
      const fs::path file = plan.job_folder() / (job_key(plan, plan.jobs[number], options_) + ".csv");
      plan.finished[number] = load_job(file);
      const bool ours = static_cast<int>(count++ % static_cast<std::size_t>(options_.shards)) == options_.shard - 1;
      if (plan.finished[number] || !ours) continue;
      const Run& run = plan.runs[plan.jobs[number].run];
      (run.exclusive ? alone_ : side_by_side_).push_back(tasks_.size());
      tasks_.push_back(std::unique_ptr<Task>(new Task{&plan, number, file}));
      seconds.push_back(run.seconds);
    }
  }
  std::stable_sort(side_by_side_.begin(), side_by_side_.end(),
                   [&](std::size_t a, std::size_t b) { return seconds[a] > seconds[b]; });
  progress_ = std::make_unique<Progress>(std::move(seconds), options_.threads);
}

void Runner::run_task(std::size_t number) {
  Task& task = *tasks_[number];
  Plan& plan = *task.plan;
  {
    const std::lock_guard lock(mutex_);
    if (!plan.failure.empty()) return;
    progress_->start(number);
  }
  task.running = true;
  JobRecorder recorder(task);
  std::string failure;
  FinishedJob finished;
  try {
    const auto start = std::chrono::steady_clock::now();
    task.run().body({plan.settings, *plan.data, task.job().seed, recorder});
    finished.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    finished.samples = std::move(recorder.samples);
    finished.build = to_text(this_build());
    save_job(task.file, finished);
  } catch (const std::exception& error) {
    failure = writing::sentence(error);
  } catch (...) {
    failure = "something that is not an exception was thrown";
  }
  task.running = false;
  const std::lock_guard lock(mutex_);
  progress_->finish(number);
  if (failure.empty()) {
    plan.finished[task.number] = std::move(finished);
  } else if (plan.failure.empty()) {
    plan.failure =
        "run '" + task.run().name + "', seed " + std::to_string(task.job().seed) + ", failed: " + std::move(failure);
  }
}

void Runner::show_progress() {
  const std::lock_guard lock(mutex_);
  std::string what;
  for (std::size_t i = 0; i < tasks_.size(); ++i) {
    const Task& task = *tasks_[i];
    if (!task.running) continue;
    progress_->set(i, task.fraction);
    if (what.empty()) what = task.plan->experiment->name + ", " + task.run().name;
  }
  progress_->show(what);
}

void Runner::report_plans_that_are_over() {
  for (std::size_t p = 0; p < plans_.size(); ++p) {
    std::unique_lock lock(mutex_);
    if (reported_[p] || !(plans_[p].complete() || !plans_[p].failure.empty())) continue;
    reported_[p] = true;
    progress_->clear();
    lock.unlock();  // no job of this plan is waiting, and those of others go on while its report is written
    when_over_(plans_[p]);
  }
}

void Runner::run() {
  report_plans_that_are_over();  // those that an earlier run had completed
  std::mutex waiting;
  std::condition_variable_any nothing;  // is notified by the request to stop alone
  std::jthread clerk([&](const std::stop_token& stop) {
    for (std::unique_lock lock(waiting); !stop.stop_requested();) {
      nothing.wait_for(lock, stop, std::chrono::milliseconds(200), [] { return false; });
      show_progress();
      if (!stop.stop_requested()) report_plans_that_are_over();
    }
  });
  // Inside this region the layers' own regions have one thread each.
#pragma omp parallel for schedule(dynamic, 1) num_threads(options_.threads)
  for (std::size_t i = 0; i < side_by_side_.size(); ++i) run_task(side_by_side_[i]);
  clerk.request_stop();
  clerk.join();
  report_plans_that_are_over();
  omp_set_num_threads(options_.threads);
  for (const std::size_t task : alone_) {
    show_progress();
    run_task(task);
  }
  report_plans_that_are_over();
}

}  // namespace

Plan make_plan(const Experiment& experiment, std::shared_ptr<const Dataset> data, fs::path root,
               const Settings& settings) {
  Plan plan{.experiment = &experiment,
            .data = std::move(data),
            .root = std::move(root),
            .settings = settings,
            .runs = experiment.runs(settings),
            .jobs = {},
            .finished = {},
            .failure = {}};
  for (std::size_t run = 0; run < plan.runs.size(); ++run) {
    for (Index n = 0; n < plan.runs[run].seeds; ++n) {
      plan.jobs.push_back({run, plan.runs[run].first_seed + static_cast<std::uint64_t>(n)});
    }
  }
  plan.finished.resize(plan.jobs.size());
  return plan;
}

bool Plan::complete() const {
  return std::all_of(finished.begin(), finished.end(), [](const auto& job) { return job.has_value(); });
}

std::vector<Sample> Plan::samples() const {
  std::vector<Sample> all;
  for (const auto& job : finished) all.insert(all.end(), job->samples.begin(), job->samples.end());
  return all;
}

std::vector<std::string> Plan::builds() const {
  std::set<std::string> all;
  for (const auto& job : finished) {
    if (job) all.insert(job->build);
  }
  return {all.begin(), all.end()};
}

double Plan::seconds() const {
  double sum = 0;
  for (const auto& job : finished) sum += job ? job->seconds : 0;
  return sum;
}

std::string job_key(const Plan& plan, const Job& job, const JobOptions& options) {
  const auto number = [](const std::optional<Index>& n) { return n ? std::to_string(*n) : "default"; };
  const Settings& s = plan.settings;
  const Run& run = plan.runs[job.run];
  return writing::sha256(
      writing::csv_line({source_checksum(), plan.experiment->name, run.name, std::to_string(job.seed),
                         std::to_string(static_cast<int>(s.effort)), std::to_string(static_cast<int>(s.twin)),
                         number(s.epochs), number(s.seeds), plan.data->label, plan.data->checksum,
                         run.exclusive ? std::to_string(options.threads) : "any number of threads"}));
}

void remove_jobs(const Plan& plan, const JobOptions& options) {
  std::error_code in_use;  // by another run, with other settings
  for (const Job& job : plan.jobs) fs::remove(plan.job_folder() / (job_key(plan, job, options) + ".csv"), in_use);
  fs::remove(plan.job_folder(), in_use);
}

void run_jobs(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& when_over) {
  Runner(plans, options, when_over).run();
}

}  // namespace backcheck::experiments
