// Makes a folder (reports/bench) of the JSON that bench/run writes: tables and figures, and the rows as a CSV.
//
//   backcheck_bench_report JSON FOLDER
#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "bench/code_lines.hpp"
#include "bench/figures.hpp"
#include "bench/report_folder.hpp"
#include "bench/tables.hpp"
#include "bench/targets.hpp"
#include "experiments/plotting/gnuplot.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::bench {
namespace {

namespace fs = std::filesystem;

// Machine, compiler, flags, and the libraries that were timed.
std::string machine_of(const Measurements& measurements) {
  const auto fact = [&](const std::string& key) {
    const auto found = measurements.context.find(key);
    return found == measurements.context.end() || found->second.empty() ? "unknown" : found->second;
  };
  return fmt::format("{}; {}, {}.", fact("processor"), fact("compiler"), fact("flags"));
}

void make_report(const fs::path& source, const fs::path& folder) {
  const Measurements measurements = read_measurements(writing::read_file(source));
  require_replaceable(folder, measurements);
  writing::Markdown busy;
  add_disturbances(busy, measurements);
  const std::string machine = machine_of(measurements) +
                              (busy.text().empty() ? "" : " Measured while the machine was busy: not to be relied on.");

  writing::NewFolder aside(writing::aside_of(folder));
  const auto draw_if_any = [&](const std::optional<plotting::Figure>& figure) -> std::string {
    if (!figure) return "";
    plotting::draw(*figure, aside.path());
    return fmt::format("![{}]({}.svg)", figure->title, figure->name);
  };
  writing::Markdown text;
  text.heading(1, report_title);
  text.paragraph("Made by `bench/run` and then `bench/report`. {}", machine);
  for (const char* key : {"threads", "governor", "peers", "revision"}) {
    if (const auto found = measurements.context.find(key); found != measurements.context.end()) {
      text.bullet("{}: {}", key, found->second);
    }
  }
  if (!busy.text().empty()) text.paragraph("{}", busy.text());
  text.paragraph(
      "Times are medians over interleaved repetitions, in real time; every row was compared with the naive layer on "
      "the same numbers before it was timed. The naive layers are timed as they are read, with the same compiler "
      "flags. "
      "Share of peak: of the multiply-adds per second that the same process reaches in registers. GB/s: the bytes of "
      "all tensors, each read or written once, over the time. Working memory: what one thread needs beyond those "
      "tensors.");
  const auto add_figure = [&](const std::optional<plotting::Figure>& figure) {
    if (figure) text.paragraph("{}", draw_if_any(figure));
  };
  add_figure(naive_vs_fast(measurements, machine));
  add_figure(roofline(measurements, machine));
  add_figure(thread_scaling(measurements, machine));
  add_figure(crossover(measurements, machine));
  if (const auto figure = ladder_figure(measurements, machine)) {
    text.heading(2, "The ladder: how a convolution becomes fast");
    text.paragraph("{}", draw_if_any(figure));
    add_ladder_tables(text, measurements, code_lines);
  }
  add_targets_table(text, measurements);
  if (!peers_of(measurements).empty()) text.heading(2, "All libraries");
  add_peers_table(text, measurements);
  add_device_table(text, measurements);
  text.heading(2, "All workloads");
  add_twins_table(text, measurements);
  writing::write_file(aside.path() / "summary.md", text.text());
  writing::write_file(aside.path() / "rows.csv", rows_as_csv(measurements));
  aside.replace(folder);
}

}  // namespace
}  // namespace backcheck::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: backcheck_bench_report JSON FOLDER\n";
    return 2;
  }
  try {
    backcheck::bench::make_report(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "backcheck: " << argv[1] << ": " << error.what() << "\n";
    return 2;
  }
}
