#include "bench/measurements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <tuple>

#include "bench/ladder/rungs.hpp"

namespace backcheck::bench {

std::string to_string(const RowName& name) {
  return fmt::format("{}/{}/{}/{}/{}/threads:{}", name.layer, name.workload, name.pass, name.number, name.contender,
                     name.threads);
}

RowName parse_row_name(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, '/');) parts.push_back(part);
  constexpr std::string_view label = "threads:";
  int threads = 0;
  if (parts.size() >= 6 && parts[5].starts_with(label)) {
    std::from_chars(parts[5].data() + label.size(), parts[5].data() + parts[5].size(), threads);
  }
  if (threads < 1) {
    throw std::invalid_argument("'" + text +
                                "' is no row of bench/run (layer/workload/pass/number/contender/threads:N)");
  }
  return {parts[0], parts[1], parts[2], parts[3], parts[4], threads};
}

std::string peak_key(const std::string& number, int threads) {
  return fmt::format("peak FLOP/s, {}, threads:{}", number, threads);
}
std::string bandwidth_key(int threads) { return fmt::format("bandwidth B/s, threads:{}", threads); }

double limit(const Measurements& measurements, const std::string& key) {
  const auto found = measurements.context.find(key);
  if (found == measurements.context.end()) throw std::runtime_error("it has no '" + key + "', which bench/run writes");
  return std::stod(found->second);
}

double best_peak(const Measurements& measurements, const std::string& number, int threads) {
  double best = 0;
  // More threads are no slower than fewer, unless others keep them from the processors.
  for (const auto& [key, value] : measurements.context) {
    for (int fewer = 1; fewer <= threads; ++fewer) {
      if (key == peak_key(number, fewer)) best = std::max(best, std::stod(value));
    }
  }
  for (const auto& [name, row] : measurements.rows) {
    if (name.number != number || name.threads > threads) continue;
    for (const double peak : row.peaks) best = std::max(best, peak);
  }
  return best;
}

bool disturbed(const Measurements& measurements, const RowName& name) {
  const Timings& row = measurements.rows.at(name);
  const double best = best_peak(measurements, name.number, name.threads);
  std::size_t count = 0;
  for (std::size_t i = 0; i < row.peaks.size(); ++i) count += row.peaks[i] < 0.85 * best || row.stolen[i] > 0.03;
  return 2 * count > row.peaks.size();
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double deviation(const std::vector<double>& values) {
  const double centre = median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - centre));
  return median(distances);
}

const Timings* PassTimings::row(const std::string& contender, int threads) const {
  const auto found = rows.find({contender, threads});
  return found == rows.end() ? nullptr : &found->second;
}

double PassTimings::seconds(const std::string& contender, int threads) const {
  const Timings* found = row(contender, threads);
  return found ? median(found->seconds) : 0;
}

std::vector<PassTimings> passes(const Measurements& measurements) {
  std::vector<PassTimings> all;
  for (const auto& [name, row] : measurements.rows) {  // in the order of their names
    const auto same = [](const RowName& a, const RowName& b) {
      return std::tie(a.layer, a.workload, a.pass, a.number) == std::tie(b.layer, b.workload, b.pass, b.number);
    };
    if (all.empty() || !same(all.back().name, name)) all.push_back({.name = name, .rows = {}});
    all.back().rows[{name.contender, name.threads}] = row;
  }
  return all;
}

int most_threads(const Measurements& measurements) {
  int threads = 1;
  for (const auto& [name, row] : measurements.rows) threads = std::max(threads, name.threads);
  return threads;
}

std::vector<std::string> peers_of(const Measurements& measurements) {
  std::set<std::string> peers;
  for (const auto& [name, row] : measurements.rows) peers.insert(name.contender);
  for (const char* own : {"fast-avx2", "offload-kernels", "offload-calls"}) peers.erase(own);
  for (const ladder::Rung& rung : ladder::rungs()) peers.erase(rung.contender);  // "naive" and "fast" among them
  return {peers.begin(), peers.end()};
}

bool is_crossover(const RowName& name) { return name.workload.starts_with("crossover-"); }

std::string threads_of(int count) { return fmt::format("{} thread{}", count, count == 1 ? "" : "s"); }

void add_repetition(Timings& row, double seconds, const std::function<double(const char*)>& counter) {
  row.seconds.push_back(seconds);
  row.peaks.push_back(counter("peak"));
  row.stolen.push_back(counter("stolen"));
  row.flops = counter("flops");
  row.bytes = counter("bytes");
  row.workspace = counter("workspace");
}

Measurements read_measurements(const std::string& text) try {
  using nlohmann::json;
  const json document = json::parse(text);
  Measurements measurements;
  for (const auto& [key, value] : document.at("context").items()) {
    measurements.context[key] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  for (const json& run : document.at("benchmarks")) {
    if (run.at("run_type") != "iteration" || run.value("error_occurred", false)) continue;
    if (run.at("time_unit") != "ms") throw std::runtime_error("a row of it is not in ms");
    add_repetition(measurements.rows[parse_row_name(run.at("run_name"))], run.at("real_time").get<double>() / 1e3,
                   [&](const char* name) { return run.value(name, 0.0); });
  }
  if (measurements.rows.empty()) throw std::runtime_error("it holds no measurements");
  return measurements;
} catch (const nlohmann::json::exception&) {
  throw std::runtime_error("it is no JSON of bench/run (an interrupted run leaves half a file)");
} catch (const std::invalid_argument& error) {  // a row of another program
  throw std::runtime_error(error.what());
}

}  // namespace backcheck::bench
