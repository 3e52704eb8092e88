// The table that a run of the benchmarks ends with: one line a layer, pass and number type, naive beside fast.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace backcheck::bench {

// What was measured under one row's name, over its repetitions.
struct Measurement {
  std::vector<double> seconds;  // real time of one pass, one entry a repetition
  double flops = 0;             // of one pass; 0 where they are not what limits it
  double bytes = 0;             // of the tensors that one pass reads or writes, each once; 0 for a step of training
  double peak_share = 0;        // fraction of the machine's multiply-add peak on as many threads; 0 if not measured
  std::string error;            // why the row was refused; empty if it was timed
};

double median(std::vector<double> values);
// Median absolute deviation from the median.
double spread(const std::vector<double>& values);

// By row name, "conv2d/a-1to4-k5-28x28-n100/forward/float/fast/threads:2".
using Measurements = std::map<std::string, Measurement>;

// One line of the table. Times are medians in seconds, 0 where the row was not run.
struct Comparison {
  std::string layer, workload, pass, number;
  double naive = 0, fast_serial = 0, fast_parallel = 0;
  double naive_spread = 0, fast_serial_spread = 0, fast_parallel_spread = 0;
  int threads = 1;                              // of fast_parallel
  double flops = 0, bytes = 0, peak_share = 0;  // peak_share of fast_serial
};

std::vector<Comparison> compare(const Measurements& measurements);

// The lines as a Markdown table.
void print_table(std::ostream& stream, const std::vector<Comparison>& comparisons);

}  // namespace backcheck::bench
