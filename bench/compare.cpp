// Holds two runs of the benchmarks against each other: which rows became faster, which slower?
//
//   backcheck_bench_compare BEFORE.json AFTER.json
#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <stdexcept>

#include "bench/measurements.hpp"
#include "bench/rank_test.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::bench {
namespace {

Measurements read(const std::string& file) try {
  return read_measurements(writing::read_file(file));
} catch (const std::exception& error) {
  throw std::runtime_error(file + ": " + error.what());
}

void compare(const std::string& before_file, const std::string& after_file) {
  Measurements before = read(before_file), after = read(after_file);
  writing::Markdown text;
  for (const char* key : {"processor", "compiler", "flags", "peers"}) {
    if (before.context[key] != after.context[key]) {
      text.paragraph("**They differ in the {}:** {} before, {} after.", key, before.context[key], after.context[key]);
    }
  }
  std::vector<writing::Markdown::Row> rows;
  std::map<std::string, int> changes;
  for (const auto& [name, row] : after.rows) {
    const auto found = before.rows.find(name);
    if (found == before.rows.end()) continue;
    const Ratio times = ratio(found->second.seconds, row.seconds);
    const bool busy = disturbed(before, name) || disturbed(after, name);
    const std::string found_change = busy ? "too noisy to tell" : change(times);
    ++changes[found_change];
    rows.push_back({to_string(name), fmt::format("{:.3g}", 1e3 * median(found->second.seconds)),
                    fmt::format("{:.3g}", 1e3 * median(row.seconds)), fmt::format("{:.3f}", times.value),
                    fmt::format("{:.3f} to {:.3f}", times.low, times.high),
                    found_change + (busy ? " (busy machine)" : "")});
  }
  if (rows.empty()) throw std::runtime_error("the two runs have no row in common");
  text.table({"row", "before, ms:", "after, ms:", "after / before:", "99 % interval:", ""}, rows);
  std::vector<std::string> counts;
  for (const auto& [found_change, count] : changes) counts.push_back(fmt::format("{} {}", count, found_change));
  text.paragraph("{} rows: {}. Were nothing changed, one row in a hundred would be called faster or slower by chance.",
                 rows.size(), writing::joined(counts));
  std::cout << text.text();
}

}  // namespace
}  // namespace backcheck::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: backcheck_bench_compare BEFORE.json AFTER.json\n";
    return 2;
  }
  try {
    backcheck::bench::compare(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "backcheck: " << error.what() << "\n";
    return 2;
  }
}
