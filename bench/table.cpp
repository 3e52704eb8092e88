#include "bench/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <sstream>

namespace backcheck::bench {
namespace {

std::vector<std::string> split(const std::string& name) {
  std::vector<std::string> parts;
  std::istringstream stream(name);
  for (std::string part; std::getline(stream, part, '/');) parts.push_back(part);
  return parts;
}

template <class... Values>
std::string format(const char* pattern, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

// "-" where there is nothing to say.
std::string milliseconds(double seconds) { return seconds > 0 ? format("%.3g", 1e3 * seconds) : "-"; }
std::string ratio(double numerator, double denominator) {
  return numerator > 0 && denominator > 0 ? format("%.1fx", numerator / denominator) : "-";
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double spread(const std::vector<double>& values) {
  const double centre = median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - centre));
  return median(distances);
}

std::vector<Comparison> compare(const Measurements& measurements) {
  std::map<std::string, Comparison> lines;  // by the name without twin and threads
  for (const auto& [name, measurement] : measurements) {
    const std::vector<std::string> parts = split(name);  // layer, workload, pass, number, twin, threads:N
    if (parts.size() < 5 || measurement.seconds.empty()) continue;
    const std::string key = parts[0] + "/" + parts[1] + "/" + parts[2] + "/" + parts[3];
    Comparison& line = lines[key];
    line.layer = parts[0], line.workload = parts[1], line.pass = parts[2], line.number = parts[3];
    if (measurement.flops > 0) line.flops = measurement.flops;
    if (measurement.bytes > 0) line.bytes = measurement.bytes;
    const double time = median(measurement.seconds), deviation = spread(measurement.seconds);
    const int threads = parts.size() > 5 ? std::stoi(parts[5].substr(parts[5].find(':') + 1)) : 1;
    if (parts[4] == "naive") {
      line.naive = time, line.naive_spread = deviation;
    } else if (threads == 1) {
      line.fast_serial = time, line.fast_serial_spread = deviation, line.peak_share = measurement.peak_share;
    } else {
      line.fast_parallel = time, line.fast_parallel_spread = deviation, line.threads = threads;
    }
  }
  std::vector<Comparison> result;
  for (auto& [key, line] : lines) result.push_back(std::move(line));
  return result;
}

void print_table(std::ostream& stream, const std::vector<Comparison>& comparisons) {
  int threads = 1;
  for (const Comparison& line : comparisons) threads = std::max(threads, line.threads);
  const std::string all = std::to_string(threads) + (threads == 1 ? " thread" : " threads");
  stream << "| layer | workload | pass | numbers | naive, ms | fast, 1 thread, ms | fast, " << all
         << ", ms | speed-up, 1 thread | speed-up, " << all << " | GFLOP/s, 1 thread | of peak | GB/s, 1 thread |\n"
         << "|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  for (const Comparison& line : comparisons) {
    const bool rated = line.flops > 0 && line.fast_serial > 0;
    stream << "| " << line.layer << " | " << line.workload << " | " << line.pass << " | " << line.number << " | "
           << milliseconds(line.naive) << " | " << milliseconds(line.fast_serial) << " | "
           << milliseconds(line.fast_parallel) << " | " << ratio(line.naive, line.fast_serial) << " | "
           << ratio(line.naive, line.fast_parallel) << " | "
           << (rated ? format("%.1f", line.flops / line.fast_serial / 1e9) : "-") << " | "
           << (rated && line.peak_share > 0 ? format("%.0f %%", 100 * line.peak_share) : "-") << " | "
           << (line.bytes > 0 && line.fast_serial > 0 ? format("%.1f", line.bytes / line.fast_serial / 1e9) : "-")
           << " |\n";
  }
}

}  // namespace backcheck::bench
