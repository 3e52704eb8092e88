// What a run of the benchmarks measured: rows by name, each over its repetitions.
#pragma once

#include <compare>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace backcheck::bench {

// "conv2d/report-a-conv1-batch100/forward/float/fast/threads:2"
struct RowName {
  std::string layer, workload, pass, number, contender;
  int threads = 1;

  auto operator<=>(const RowName&) const = default;
};
std::string to_string(const RowName& name);
// Ignores what Google Benchmark appends. Throws std::invalid_argument where the text is no such name.
RowName parse_row_name(const std::string& text);

struct Timings {
  std::vector<double> seconds;  // real time of one pass, one entry a repetition
  std::vector<double> peaks;    // FLOP/s that the machine gave around each repetition, on as many threads
  std::vector<double> stolen;   // share of each repetition that the hypervisor gave to others
  double flops = 0;             // of one pass; 0 where they are not what limits it
  double bytes = 0;             // of the tensors that one pass reads or writes, each once; 0 for a step of training
  double workspace = 0;         // bytes of working memory on one thread; negative if not known
};

struct Measurements {
  std::map<RowName, Timings> rows;
  std::map<std::string, std::string> context;  // of the machine: context.hpp
};

// The name of a limit of the machine in the context: "peak FLOP/s, float, threads:2"; "bandwidth B/s, threads:2".
std::string peak_key(const std::string& number, int threads);
std::string bandwidth_key(int threads);
// Throws std::runtime_error where the context does not have it.
double limit(const Measurements& measurements, const std::string& key);

// The best FLOP/s that the machine gave at any moment of the run; 0 where it was never measured.
double best_peak(const Measurements& measurements, const std::string& number, int threads);
// Whether most repetitions of a row were measured while the machine was busy with something else: it gave less than 85
// % of its best, or the hypervisor took more than 3 % of the time.
bool disturbed(const Measurements& measurements, const RowName& name);

double median(std::vector<double> values);
// Median absolute deviation from the median.
double deviation(const std::vector<double>& values);

// Reads what --benchmark_out wrote. Throws std::runtime_error with a sentence where it is no such file.
Measurements read_measurements(const std::string& json);

// All rows of one pass of one workload, beside each other.
struct PassTimings {
  RowName name;                                         // of any of them
  std::map<std::pair<std::string, int>, Timings> rows;  // by contender and threads

  const Timings* row(const std::string& contender, int threads) const;
  // The median time in seconds; 0 where it was not measured.
  double seconds(const std::string& contender, int threads) const;
};
std::vector<PassTimings> passes(const Measurements& measurements);
// The most threads that any row was measured with.
int most_threads(const Measurements& measurements);

// The contenders that are libraries.
std::vector<std::string> peers_of(const Measurements& measurements);
bool is_crossover(const RowName& name);
std::string threads_of(int count);  // "2 threads"

// Adds a repetition. `counter(name)` is the counter of that name, 0 where there is none: "flops", "bytes", "workspace",
// "peak", "stolen".
void add_repetition(Timings& row, double seconds, const std::function<double(const char*)>& counter);

}  // namespace backcheck::bench
