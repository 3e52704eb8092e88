#include "experiments/support/jobs.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "experiments/support/csv.hpp"
#include "experiments/support/files.hpp"
#include "experiments/support/progress.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

// One job of one plan. `fraction` is written by the job's thread and read by the one that shows the progress.
struct Task {
  Plan* plan;
  std::size_t number;  // in plan->jobs
  fs::path file;
  std::atomic<double> fraction = 0;

  const Job& job() const { return plan->jobs[number]; }
};

class JobRecorder : public Recorder {
 public:
  explicit JobRecorder(Task& task) : task_(task) {}
  void record(double x, std::string_view quantity, double value) override {
    samples.push_back({task_.job().run, task_.job().seed, x, std::string(quantity), value});
  }
  void progress(double fraction) override { task_.fraction = fraction; }

  std::vector<Sample> samples;

 private:
  Task& task_;
};

// The first line of a job file is its duration in seconds, the rest is runs.csv. A file that cannot be read as such is
// as good as none.
std::optional<Outcome> load_outcome(const fs::path& file) {
  if (!fs::exists(file)) return {};
  try {
    const std::string text = read_file(file);
    const std::size_t end = text.find('\n');
    return Outcome{samples_from_csv(std::string_view(text).substr(end + 1)), to_number(text.substr(0, end))};
  } catch (const std::exception&) {
    return {};
  }
}

void save_outcome(const fs::path& file, const Outcome& outcome) {
  write_file(file, to_text(outcome.seconds) + "\n" + samples_to_csv(outcome.samples));
}

std::string describe(const Task& task) { return task.plan->experiment->name + ", " + task.job().run; }

class Runner {
 public:
  Runner(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& finished);
  void run();

 private:
  void work();
  void run_task(Task& task);
  void report_finished_plans();
  bool is_over(const Plan& plan) const;

  std::vector<Plan>& plans_;
  const JobOptions& options_;
  const std::function<void(Plan&)>& finished_;
  std::vector<std::unique_ptr<Task>> tasks_;  // those to be run
  std::vector<Task*> side_by_side_, alone_;
  std::vector<bool> reported_;
  std::unique_ptr<Progress> progress_;

  std::mutex mutex_;  // of all below, of plan.outcomes and plan.failure
  std::condition_variable something_finished_;
  std::size_t next_ = 0, idle_ = 0;
  std::vector<bool> running_;
};

Runner::Runner(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& finished)
    : plans_(plans), options_(options), finished_(finished), reported_(plans.size(), false) {
  std::size_t count = 0;
  std::vector<double> seconds;
  for (Plan& plan : plans_) {
    fs::create_directories(plan.job_folder());
    plan.outcomes.resize(plan.jobs.size());
    for (std::size_t number = 0; number < plan.jobs.size(); ++number) {
      const fs::path file = plan.job_folder() / (job_key(plan, plan.jobs[number], options_) + ".csv");
      plan.outcomes[number] = load_outcome(file);
      const bool ours = static_cast<int>(count++ % static_cast<std::size_t>(options_.shards)) == options_.shard - 1;
      if (plan.outcomes[number] || !ours) continue;
      tasks_.push_back(std::unique_ptr<Task>(new Task{&plan, number, file}));
      seconds.push_back(plan.jobs[number].seconds);
    }
  }
  for (const auto& task : tasks_) (task->job().exclusive ? alone_ : side_by_side_).push_back(task.get());
  std::stable_sort(side_by_side_.begin(), side_by_side_.end(),
                   [](const Task* a, const Task* b) { return a->job().seconds > b->job().seconds; });
  running_.resize(tasks_.size());
  progress_ = std::make_unique<Progress>(std::move(seconds), options_.threads);
}

bool Runner::is_over(const Plan& plan) const { return !plan.failure.empty() || plan.complete(); }

// Called with the mutex held by `run`, which owns this thread; released while the report is written.
void Runner::report_finished_plans() {
  for (std::size_t p = 0; p < plans_.size(); ++p) {
    std::unique_lock lock(mutex_);
    if (reported_[p] || !is_over(plans_[p])) continue;
    reported_[p] = true;
    lock.unlock();
    progress_->clear();
    finished_(plans_[p]);
  }
}

void Runner::run_task(Task& task) {
  Plan& plan = *task.plan;
  JobRecorder recorder(task);
  std::string failure;
  Outcome outcome;
  try {
    const auto start = std::chrono::steady_clock::now();
    task.job().body({plan.settings, *plan.data, task.job().seed, recorder});
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome.samples = std::move(recorder.samples);
    save_outcome(task.file, outcome);
  } catch (const std::exception& error) {
    failure = error.what();
  } catch (...) {
    failure = "something that is not an exception was thrown";
  }
  const std::lock_guard lock(mutex_);
  if (failure.empty()) {
    plan.outcomes[task.number] = std::move(outcome);
  } else if (plan.failure.empty()) {
    plan.failure =
        "run '" + task.job().run + "', seed " + std::to_string(task.job().seed) + ", failed: " + std::move(failure);
  }
}

void Runner::work() {
  omp_set_num_threads(1);
  std::unique_lock lock(mutex_);
  while (next_ < side_by_side_.size()) {
    Task& task = *side_by_side_[next_++];
    if (!task.plan->failure.empty()) continue;
    const auto position = static_cast<std::size_t>(
        std::find_if(tasks_.begin(), tasks_.end(), [&](const auto& t) { return t.get() == &task; }) - tasks_.begin());
    progress_->start(position);
    running_[position] = true;
    lock.unlock();
    run_task(task);
    lock.lock();
    running_[position] = false;
    progress_->finish(position);
    something_finished_.notify_one();
  }
  ++idle_;
  something_finished_.notify_one();
}

void Runner::run() {
  const std::size_t count = std::min(static_cast<std::size_t>(options_.threads), side_by_side_.size());
  report_finished_plans();  // those that an earlier run had completed
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < count; ++i) workers.emplace_back([this] { work(); });
  for (std::unique_lock lock(mutex_); idle_ < count;) {
    something_finished_.wait_for(lock, std::chrono::milliseconds(200));
    std::string what;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      if (!running_[i]) continue;
      progress_->set(i, tasks_[i]->fraction);
      if (what.empty()) what = describe(*tasks_[i]);
    }
    progress_->show(what);
    lock.unlock();
    report_finished_plans();
    lock.lock();
  }
  workers.clear();
  report_finished_plans();

  omp_set_num_threads(options_.threads);
  for (std::size_t i = 0; i < tasks_.size(); ++i) {
    Task& task = *tasks_[i];
    if (!task.job().exclusive || !task.plan->failure.empty()) continue;
    progress_->show(describe(task));
    progress_->start(i);
    run_task(task);
    progress_->finish(i);
  }
  report_finished_plans();
}

}  // namespace

bool Plan::complete() const {
  return std::all_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) { return outcome.has_value(); });
}

std::vector<Sample> Plan::samples() const {
  std::vector<Sample> all;
  for (const auto& outcome : outcomes) all.insert(all.end(), outcome->samples.begin(), outcome->samples.end());
  return all;
}

double Plan::seconds() const {
  double sum = 0;
  for (const auto& outcome : outcomes) sum += outcome ? outcome->seconds : 0;
  return sum;
}

std::string job_key(const Plan& plan, const Job& job, const JobOptions& options) {
  static const std::string program = sha256(read_file("/proc/self/exe"));
  const auto number = [](const std::optional<Index>& n) { return n ? std::to_string(*n) : "default"; };
  const Settings& s = plan.settings;
  return sha256(csv_line({program, plan.experiment->name, job.run, std::to_string(job.seed),
                          std::to_string(static_cast<int>(s.effort)), std::to_string(static_cast<int>(s.twin)),
                          number(s.epochs), number(s.seeds), plan.data->label, plan.data->checksum,
                          job.exclusive ? std::to_string(options.threads) : "any number of threads"}));
}

void run_jobs(std::vector<Plan>& plans, const JobOptions& options, const std::function<void(Plan&)>& finished) {
  Runner(plans, options, finished).run();
}

}  // namespace backcheck::experiments
