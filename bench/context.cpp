#include "bench/context.hpp"

#include <fmt/ranges.h>
#include <omp.h>

#include <fstream>
#include <set>
#include <thread>

namespace backcheck::bench {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// The value of "model name : ..." in Linux's list of processors.
std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

// The widest vectors that the processor has, of those that decide the peak.
std::string vectors() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return " with AVX-512";
  if (__builtin_cpu_supports("avx2")) return " with AVX2";
#endif
  return "";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> machine_context(const std::vector<Contender>& contenders) {
  std::set<std::string> peers, devices;
  for (const Contender& contender : contenders) {
    if (contender.kind == Contender::Kind::peer) peers.insert(contender.version());
    if (contender.kind == Contender::Kind::device) devices.insert(contender.version());
  }
  const std::string governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  return {{"processor", fmt::format("{} x {}{}", std::thread::hardware_concurrency(), processor(), vectors())},
          {"compiler", BACKCHECK_COMPILER},
          {"flags", BACKCHECK_FLAGS},
          {"threads", std::to_string(omp_get_num_procs())},
          {"load", first_line("/proc/loadavg").substr(0, 4)},
          {"governor", governor.empty() ? "not visible" : governor},
          {"peers", fmt::format("{}", fmt::join(peers, "; "))},
          {"device", fmt::format("{}", fmt::join(devices, "; "))}};
}

}  // namespace backcheck::bench
