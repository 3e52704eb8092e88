#include "experiments/running/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <sstream>

#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

Progress::Progress(std::vector<double> seconds, int threads, Clock::duration pause)
    : seconds_(std::move(seconds)),
      fractions_(seconds_.size(), 0),
      starts_(seconds_.size()),
      threads_(std::max(threads, 1)),
      terminal_(::isatty(STDERR_FILENO) == 1),
      pause_(pause) {}

Progress::~Progress() { clear(); }

void Progress::start(std::size_t job) { starts_[job] = Clock::now(); }

void Progress::finish(std::size_t job) {
  fractions_[job] = 1;
  declared_done_ += seconds_[job];
  true_done_ += std::chrono::duration<double>(Clock::now() - starts_[job]).count();
}

double Progress::seconds_left() const {
  double declared = declared_done_, measured = true_done_, left = 0, longest = 0;
  for (std::size_t job = 0; job < seconds_.size(); ++job) {
    const double fraction = std::clamp(fractions_[job], 0.0, 1.0), rest = seconds_[job] * (1 - fraction);
    left += rest;
    longest = std::max(longest, rest);
    if (fraction == 0 || fraction == 1) continue;
    declared += seconds_[job] * fraction;
    measured += std::chrono::duration<double>(Clock::now() - starts_[job]).count();
  }
  const double ratio = declared > 0 ? measured / declared : 1;
  return ratio * std::max(left / threads_, longest);  // no schedule is shorter than its longest job
}

void Progress::show(const std::string& what) {
  if (!terminal_ && Clock::now() - printed_ < pause_) return;
  const double total = std::accumulate(seconds_.begin(), seconds_.end(), 0.0);
  double done = 0;
  std::size_t jobs = 0;
  for (std::size_t job = 0; job < seconds_.size(); ++job) {
    done += seconds_[job] * std::clamp(fractions_[job], 0.0, 1.0);
    jobs += fractions_[job] >= 1;
  }
  std::ostringstream line;
  line << std::setw(3) << std::lround(total > 0 ? 100 * done / total : 100) << " %  " << jobs << " of "
       << seconds_.size() << " jobs";
  if (declared_done_ > 0 || done > skipped_) line << ", about " << writing::duration(seconds_left()) << " left";
  if (!what.empty()) line << "  " << what;
  if (terminal_) {
    std::cerr << "\r\033[K" << line.str().substr(0, 79) << std::flush;
    shown_ = true;
  } else {
    std::cerr << "experiments: " << line.str() << std::endl;
    printed_ = Clock::now();
  }
}

void Progress::clear() {
  if (shown_) std::cerr << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace backcheck::experiments
