#include "experiments/d/published_times.hpp"

#include <fmt/format.h>

#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments::report_d {
namespace {

void compare(std::vector<Comparison>& all, const PublishedTime& time, const std::string& python, const GpuTimes& gpu) {
  const std::string machine = "seconds on hardware that the report does not name; ";
  const std::string cold =
      "the report's fast forward takes longer than its backward, which has twice the arithmetic: its first call pays "
      "for start-up";
  // The time that is printed under an item may be another's, the speed-up is its own.
  const CudaJudgement printed = judge_cuda(gpu, time.item_of_cuda_time), cuda = judge_cuda(gpu, time.item);
  const auto add = [&](const char* number, std::vector<Query> ours, Verdict verdict, const std::string& cause) {
    all.push_back({.number = fmt::format("{}/{}", time.item, number),
                   .ours = std::move(ours),
                   .assumed = "the public assignment's shapes; hardware unknown",
                   .settled = verdict,
                   .cause = cause});
  };
  const std::string speed_up = "speed-up " + time.direction;
  add("naive", {{time.layer, "naive " + time.direction, 1.0}}, Verdict::unknowable, machine + python);
  add("fast", {{time.layer, "fast " + time.direction, 1.0}}, Verdict::unknowable,
      machine + (time.item == "D-11" ? cold : "one unrepeated call"));
  add("cuda", {}, printed.verdict, printed.cause);
  if (time.is_exchanged()) all.back().flag = "the two backward times are exchanged";
  add("speed-up", {{time.layer, speed_up, 1.0}}, Verdict::artefact, python);
  add("cuda-speed-up", {}, cuda.verdict, cuda.cause);
}

void compare_differences(std::vector<Comparison>& all) {
  for (const std::string& id : published::ids("D-15/")) {
    const bool is_pooling = id.starts_with("D-15/pool"), is_cuda = id.ends_with("-cuda");
    Comparison comparison{.number = id, .assumed = "tensor-relative metric"};
    for (const std::string tensor : {"output", "input", "weight", "bias"}) {
      if (id.find("-" + tensor) == std::string::npos) continue;
      comparison.ours = {{is_pooling ? "max pooling, differences" : "convolution, differences",
                          tensor + (tensor == "output" ? "" : " gradient") + " difference"}};
    }
    if (is_pooling) {  // maxima are copied
      comparison.tolerance = 0;
    } else {
      comparison.logarithmic = true;
      comparison.settled = is_cuda ? Verdict::artefact : Verdict::unknowable;
      comparison.cause = is_cuda ? "inferred, not measured: two devices would sum in different orders; equal "
                                   "digits mean one kernel, timed twice"
                                 : "rounding errors of two orders of summation and of data, none of which is stated";
    }
    all.push_back(comparison);
  }
}

}  // namespace

std::vector<Comparison> compare_times(const GpuTimes& gpu) {
  std::vector<double> costs;
  for (const PublishedTime& time : published_times) costs.push_back(time.microseconds_per_step());
  const Statistics s = summarize(costs);
  const std::string python = fmt::format(
      "the report times a Python loop: {:.0f} to {:.0f} microseconds a step in all four naive times, whatever the step "
      "computes",
      s.low, s.high);
  std::vector<Comparison> all;
  for (const PublishedTime& time : published_times) compare(all, time, python, gpu);
  compare_differences(all);
  return all;
}

}  // namespace backcheck::experiments::report_d
