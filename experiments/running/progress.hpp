// How far the jobs are and how long the rest will take: on one line of the terminal, or else a line every minute.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace backcheck::experiments {

class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  // The declared seconds of all jobs; those already done are to be passed to skip(). Without a terminal, lines are at
  // least `pause` apart.
  Progress(std::vector<double> seconds, int threads, Clock::duration pause = std::chrono::minutes(1));
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void skip(std::size_t job) {
    fractions_[job] = 1;
    skipped_ += seconds_[job];
  }
  void start(std::size_t job);
  void set(std::size_t job, double fraction) { fractions_[job] = fraction; }
  void finish(std::size_t job);

  // Rewrites the line of the terminal; or else prints one, if it is time. `what` names something that is running.
  void show(const std::string& what);
  // Clears the line, for a message to be printed.
  void clear();

  // Seconds until all is done: the declared ones of what is left, times the ratio of true to declared seconds so far.
  double seconds_left() const;

 private:
  std::vector<double> seconds_, fractions_;
  std::vector<Clock::time_point> starts_;
  double skipped_ = 0, declared_done_ = 0, true_done_ = 0;
  int threads_;
  bool terminal_, shown_ = false;
  Clock::duration pause_;
  Clock::time_point printed_ = Clock::now();  // where there is no terminal
};

}  // namespace backcheck::experiments
