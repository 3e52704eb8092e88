#include "tests/outside/containment.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>
#include <list>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/outside/watch.hpp"
#include "tests/suite/guarded_memory.hpp"

namespace backcheck::outside {
namespace {

using Json = nlohmann::json;
using suite::CheckResult;
using suite::Failure;
using Clock = std::chrono::steady_clock;
using Kind = Failure::Kind;

// Whether memory is limited by address space: sanitizers reserve far more of it than they use.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool can_limit_address_space = false;
#else
constexpr bool can_limit_address_space = true;
#endif

Json to_json(const CheckResult& result) {
  Json coverage = Json::object(), failures = Json::array();
  for (const auto& [tensor, counts] : result.coverage) coverage[tensor] = {counts.compared, counts.nonzero};
  for (const Failure& f : result.failures) {
    failures.push_back({f.case_line, f.tensor, f.message, f.likely_bug, f.ours, f.wanted, f.bound, f.kind});
  }
  return {{"coverage", coverage}, {"failures", failures}, {"cases", result.cases}, {"skipped", result.skipped}};
}

CheckResult result_of(const Json& json) {
  const auto number = [](const Json& value) { return value.is_number() ? value.get<double>() : std::nan(""); };
  CheckResult result;
  for (const auto& [tensor, counts] : json.at("coverage").items())
    result.coverage[tensor] = {counts.at(0), counts.at(1)};
  for (const Json& f : json.at("failures")) {
    result.failures.push_back(
        {f.at(0), f.at(1), f.at(2), f.at(3), number(f.at(4)), number(f.at(5)), number(f.at(6)), f.at(7).get<Kind>()});
  }
  result.cases = json.at("cases");
  result.skipped = json.at("skipped");
  return result;
}

// Failures in terms of what the layer did: what threw, and whether it was for want of being written.
void explain_exceptions(CheckResult& result) {
  for (Failure& failure : result.failures) {
    if (failure.kind != Kind::exception) continue;
    const auto found = notes->thrown_in.find(failure.case_line);
    if (found == notes->thrown_in.end()) continue;
    const std::string unexpected = "threw unexpectedly: ";  // of suite::run()
    const std::string what = failure.message.substr(failure.message.find(unexpected) + unexpected.size());
    failure.tensor = found->second;
    failure.message = what == not_written ? what : "threw: " + what;
    if (what.rfind("more memory than", 0) == 0) failure.kind = Kind::outgrew;
  }
  if (!notes->backward_is_unwritten) return;
  std::erase_if(result.failures,
                [](const Failure& f) { return f.tensor.rfind("grad", 0) == 0 || f.tensor == "error"; });
  std::erase_if(result.coverage, [](const auto& one) { return one.first.rfind("grad", 0) == 0; });
  result.coverage["backward"] = {1, 1};
  result.failures.push_back({.tensor = "backward", .message = not_written, .kind = Kind::exception});
}

int file_in_memory(const char* name) {
  const int file = memfd_create(name, 0);
  if (file < 0) throw std::runtime_error("there is no memory for a file in memory");
  return file;
}

void limit_memory(std::size_t bytes) {
  if (!can_limit_address_space) return;
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const rlim_t limit = pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) + bytes;
  const rlimit both{limit, limit};
  setrlimit(RLIMIT_AS, &both);
}

void write_all(int file, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written <= 0) _exit(1);
    done += static_cast<std::size_t>(written);
  }
}

// A check under way.
class Process {
 public:
  // `guarded`: with pages that may not be touched around every tensor.
  Process(const suite::LayerCheck& check, const Limits& limits, bool guarded)
      : place_(static_cast<Place*>(
            mmap(nullptr, sizeof(Place), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))),
        started_(Clock::now()) {
    int ends[2];
    if (place_ == MAP_FAILED || pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("a check cannot be started");
    errors_ = file_in_memory("stderr");
    const int output = file_in_memory("stdout");
    std::cout.flush();  // or the child would write it once more
    std::fflush(stdout);
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("the system allows no more processes");
    if (pid_ == 0) {
      close(ends[0]);
      setpgid(0, 0);
      dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
      dup2(output, STDOUT_FILENO);
      dup2(errors_, STDERR_FILENO);
      const rlimit none{0, 0};
      setrlimit(RLIMIT_CORE, &none);
      run(check, limits, guarded, output, ends[1]);
    }
    setpgid(pid_, pid_);
    close(output);
    close(ends[1]);
    answer_ = ends[0];
  }
  ~Process() {
    kill(-pid_, SIGKILL);  // whatever the layer started
    if (!reaped_) waitpid(pid_, nullptr, 0);
    munmap(place_, sizeof(Place));
    close(answer_);
    close(errors_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  int answer() const { return answer_; }
  double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  // Time counts by the processor, so that a busy machine makes no layer wrong; by the clock for one that only waits.
  bool is_over(double limit) const {
    clockid_t clock;
    timespec used{};
    if (clock_getcpuclockid(pid_, &clock) == 0) clock_gettime(clock, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec) > limit ||
           seconds() > 10 * limit;
  }
  const Place& place() const { return *place_; }

  // Reads what there is; true at its end.
  bool read_some() {
    char buffer[65536];
    const ssize_t size = read(answer_, buffer, sizeof buffer);
    if (size > 0) text_.append(buffer, static_cast<std::size_t>(size));
    return size <= 0;
  }
  void kill_now() { kill(-pid_, SIGKILL); }

  // Once its answer has ended: the result, or why there is none.
  void finish(CheckRecord& record, bool timed_out, const Limits& limits) {
    int status = 0;
    waitpid(pid_, &status, 0);
    reaped_ = true;
    record.seconds = seconds();
    record.printed = place_->printed;
    const Json json = Json::parse(text_, nullptr, false);
    if (!timed_out && json.is_object()) {
      record.applies = json.at("applies");
      if (record.applies) record.result = result_of(json.at("result"));
      return;
    }
    record.result = {.coverage = {{"error", {1, 1}}}, .failures = {ending(status, timed_out, limits)}, .cases = 1};
  }

 private:
  [[noreturn]] void run(const suite::LayerCheck& check, const Limits& limits, bool guarded, int output, int answer) {
    Notes mine{.place = place_, .standard_output = output, .thrown_in = {}};
    notes = &mine;
    note_signals();
    limit_memory(limits.bytes);
    Json json{{"applies", false}};
    try {
      std::unique_ptr<suite::GuardedMemory> guard;
      if (guarded) guard = std::make_unique<suite::GuardedMemory>("");
      if (check.applies()) {
        CheckResult result = check.run();
        explain_exceptions(result);
        json = {{"applies", true}, {"result", to_json(result)}};
      }
    } catch (const std::exception& error) {
      json = {{"applies", true},
              {"result", to_json({.coverage = {{"error", {1, 1}}},
                                  .failures = {{.tensor = "error",
                                                .message = std::string("threw: ") + error.what(),
                                                .kind = Kind::exception}},
                                  .cases = 1})}};
    }
    write_all(answer, json.dump(-1, ' ', false, Json::error_handler_t::replace));
    _exit(0);
  }

  Failure ending(int status, bool timed_out, const Limits& limits) const {
    Failure failure{.case_line = place_->case_line, .tensor = place_->call};
    if (failure.tensor.empty()) failure.tensor = "the check";
    if (timed_out) {
      failure.kind = Kind::timed_out;
      std::string seconds = std::to_string(limits.seconds);
      seconds = seconds.substr(0, seconds.find('.') + 2);
      failure.message = "had not returned when the " + seconds + " s that a check may take were over";
    } else if (WIFSIGNALED(status)) {
      failure.kind = Kind::crashed;
      failure.message = std::string("crashed: ") + strsignal(WTERMSIG(status));
      if (place_->access[0] != '\0') failure.message += std::string("; ") + place_->access;
    } else {
      failure.kind = Kind::exited;
      failure.message = "ended the program with exit status " + std::to_string(WEXITSTATUS(status));
    }
    const bool is_explained = timed_out || place_->access[0] != '\0';
    if (const std::string last = last_words(); !is_explained && !last.empty()) failure.message += "; it said: " + last;
    return failure;
  }

  // The last line that it wrote to the standard error.
  std::string last_words() const {
    char buffer[2048];
    const off_t end = lseek(errors_, 0, SEEK_END);
    const off_t start = std::max<off_t>(0, end - static_cast<off_t>(sizeof buffer));
    const ssize_t size = pread(errors_, buffer, sizeof buffer, start);
    std::string text(buffer, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    text.erase(text.find_last_not_of(" \n") + 1);
    const std::size_t line = text.rfind('\n');
    return line == std::string::npos ? text : text.substr(line + 1);
  }

  Place* place_;
  Clock::time_point started_;
  pid_t pid_ = -1;
  int answer_ = -1, errors_ = -1;
  bool reaped_ = false;
  std::string text_;
};

struct Running {
  std::size_t index;
  Limits limits;
  bool guarded;
  std::unique_ptr<Process> process;
};

}  // namespace

std::vector<CheckRecord> run_contained(const std::string& layer, const std::vector<suite::LayerCheck>& checks,
                                       const Limits& limits, int jobs) {
  std::vector<CheckRecord> records;
  for (const suite::LayerCheck& check : checks) records.push_back({layer, check.name, check.family});
  std::list<Running> running;
  std::size_t next = 0;
  int timed_out_checks = 0;
  const auto start = [&](std::size_t index, bool guarded) {
    const Limits mine{timed_out_checks < 2 ? limits.seconds : limits.seconds / 10, limits.bytes};
    running.push_back({index, mine, guarded, std::make_unique<Process>(checks[index], mine, guarded)});
  };
  const auto finish = [&](Running& one, bool timed_out) {
    CheckRecord& record = records[one.index];
    const CheckRecord before = record;
    one.process->finish(record, timed_out, one.limits);
    timed_out_checks += timed_out;
    const auto ended_by = [](const CheckRecord& any, Kind kind) {
      return any.result.failures.size() == 1 && any.result.failures[0].kind == kind;
    };
    // A crash is repeated with guards around the tensors, to learn which of them it comes from.
    if (!one.guarded && ended_by(record, Kind::crashed) && one.process->place().access[0] == '\0') return true;
    if (one.guarded && !ended_by(record, Kind::crashed)) record = before;
    record.result.failures = suite::judge(record.result);
    if (!record.applies) record.result = {};
    return false;
  };

  while (next < checks.size() || !running.empty()) {
    while (next < checks.size() && static_cast<int>(running.size()) < jobs) start(next++, false);
    std::vector<pollfd> files;
    for (const Running& one : running) files.push_back({one.process->answer(), POLLIN, 0});
    poll(files.data(), files.size(), 50);  // milliseconds
    std::size_t i = 0;
    for (auto one = running.begin(); one != running.end(); ++i) {
      bool done = files[i].revents != 0 && one->process->read_some();
      const bool timed_out = !done && one->process->is_over(one->limits.seconds);
      if (timed_out) one->process->kill_now();
      if (!done && !timed_out) {
        ++one;
        continue;
      }
      const std::size_t index = one->index;
      const bool again = finish(*one, timed_out);
      one = running.erase(one);
      if (again) {
        start(index, true);
        break;
      }
    }
  }
  return records;
}

}  // namespace backcheck::outside
