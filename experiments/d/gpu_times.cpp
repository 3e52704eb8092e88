#include "experiments/d/gpu_times.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "experiments/judging/statistics.hpp"
#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments::report_d {
namespace {

const std::vector<std::string> header = {"device", "item", "call", "returned", "finished"};

// NaN where the text is no finite number.
double seconds(const std::string& text) try {
  const double value = writing::to_number(text);
  return std::isfinite(value) ? value : std::nan("");
} catch (const std::invalid_argument&) {
  return std::nan("");
}

}  // namespace

GpuTimes parse_gpu_times(std::string_view csv) {
  const std::vector<std::vector<std::string>> lines = writing::parse_csv(csv);
  if (lines.size() < 2 || lines.front() != header) {
    throw std::invalid_argument("GPU times begin with the line device,item,call,returned,finished and have more lines");
  }
  GpuTimes times{.device = lines[1].front()};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto refuse = [&](const std::string& reason) {
      throw std::invalid_argument(fmt::format("line {} of the GPU times: {}", i + 1, reason));
    };
    const std::vector<std::string>& line = lines[i];
    if (line.size() != header.size()) refuse(fmt::format("5 fields are wanted, it has {}", line.size()));
    if (line[0].empty() || line[0] != times.device)
      refuse("all lines name the same device, and it names '" + line[0] + "'");
    const double returned = seconds(line[3]), finished = seconds(line[4]);
    if (!(0 < returned && returned <= finished)) {
      refuse("0 < returned <= finished is wanted, in seconds, and they are '" + line[3] + "' and '" + line[4] + "'");
    }
    times.calls[line[1]].push_back({returned, finished});
  }
  for (const auto& [item, calls] : times.calls) {
    if (calls.size() < 3) throw std::invalid_argument("the GPU times of " + item + " are fewer than 3");
  }
  return times;
}

const GpuTimes& measured_gpu_times() {
  static const GpuTimes times = [] {
    const char* home = std::getenv("BACKCHECK_HOME");
    const std::filesystem::path file = std::filesystem::path(home ? home : "") / "reports/gpu/report-d.csv";
    if (!home || !std::filesystem::exists(file)) return GpuTimes{};
    try {
      return parse_gpu_times(writing::read_file(file));
    } catch (const std::invalid_argument& error) {
      throw std::runtime_error(file.string() + ": " + error.what());
    }
  }();
  return times;
}

CudaJudgement judge_cuda(const GpuTimes& times, const std::string& item) {
  const auto found = times.calls.find(item);
  if (found == times.calls.end()) {
    return {Verdict::artefact,
            "inferred, not measured: a GPU call returns before it has finished and nothing waits for it; and the "
            "second call of a kernel is compared with a first one"};
  }
  std::vector<double> returned, finished, logarithms;
  for (std::size_t i = 1; i < found->second.size(); ++i) {
    const GpuCall& call = found->second[i];
    returned.push_back(call.returned), finished.push_back(call.finished);
    logarithms.push_back(std::log(call.finished / call.returned));
  }
  const Statistics s = summarize(logarithms);
  const double low = std::exp(s.mean - s.mean_half_width), high = std::exp(s.mean + s.mean_half_width);
  const std::string measured = fmt::format(
      "measured on {}: a call returns after {:.3g} microseconds and the GPU has finished after {:.3g}, [{:.3g}, "
      "{:.3g}] times as long, n = {}; ",
      times.device, 1e6 * median(returned), 1e6 * median(finished), low, high, s.finite);
  if (low > 2) return {Verdict::artefact, measured + "a clock that does not wait for the GPU misses most of the time"};
  return {Verdict::unknowable,
          measured + (high < 2
                          ? "a clock that does not wait for the GPU sees most of the time, so that the report's "
                            "numbers are not explained by one"
                          : "too close to say whether a clock that does not wait for the GPU misses most of the time")};
}

}  // namespace backcheck::experiments::report_d
