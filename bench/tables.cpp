#include "bench/tables.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "bench/ladder/rungs.hpp"

namespace backcheck::bench {
namespace {

// "-" where there is nothing to say.
std::string milliseconds(double seconds) { return seconds > 0 ? fmt::format("{:.3g}", 1e3 * seconds) : "-"; }
std::string ratio(double numerator, double denominator) {
  return numerator > 0 && denominator > 0 ? fmt::format("{:.3g}x", numerator / denominator) : "-";
}
std::string billions(double amount, double seconds) {
  return amount > 0 && seconds > 0 ? fmt::format("{:.1f}", amount / seconds / 1e9) : "-";
}
std::string bytes(const Timings* row) {
  if (!row || row->workspace < 0) return "-";
  return row->workspace < 1024 ? fmt::format("{:.0f} B", row->workspace)
                               : fmt::format("{:.0f} KiB", row->workspace / 1024);
}

// "52 %" of the multiply-add peak; "busy" where the machine gave less than its peak when the row was measured.
std::string peak_share(const Measurements& measurements, const PassTimings& line, const std::string& contender,
                       int threads) {
  const Timings* found = line.row(contender, threads);
  if (!found || found->flops <= 0) return "-";
  RowName name = line.name;
  name.contender = contender, name.threads = threads;
  if (disturbed(measurements, name)) return "busy";
  const double peak = best_peak(measurements, name.number, threads);
  return fmt::format("{:.0f} %", 100 * found->flops / median(found->seconds) / peak);
}

}  // namespace

void add_twins_table(writing::Markdown& text, const Measurements& measurements) {
  const int all = most_threads(measurements);
  std::vector<writing::Markdown::Row> rows;
  for (const PassTimings& line : passes(measurements)) {
    const Timings* fast = line.row("fast", 1);
    if (!fast || is_crossover(line.name)) continue;
    const RowName& name = line.name;
    const double naive = line.seconds("naive", 1), serial = line.seconds("fast", 1),
                 parallel = line.seconds("fast", all);
    rows.push_back({name.layer, name.workload, name.pass, name.number, milliseconds(naive), milliseconds(serial),
                    milliseconds(parallel), milliseconds(line.seconds("fast-avx2", 1)), ratio(naive, serial),
                    ratio(naive, parallel), ratio(serial, parallel), billions(fast->flops, serial),
                    peak_share(measurements, line, "fast", 1), billions(fast->bytes, serial), bytes(fast)});
  }
  if (rows.empty()) return;
  const std::string threads = threads_of(all);
  text.table({"layer", "workload", "pass", "numbers",
              "naive, ms:", "fast, 1 thread, ms:", fmt::format("fast, {}, ms:", threads),
              "fast on AVX2, 1 thread, ms:", "speed-up, 1 thread:", fmt::format("speed-up, {}:", threads),
              "gain by threads:", "GFLOP/s, 1 thread:", "of peak:", "GB/s, 1 thread:", "working memory:"},
             rows);
}

void add_peers_table(writing::Markdown& text, const Measurements& measurements) {
  const std::vector<std::string> peers = peers_of(measurements);
  if (peers.empty()) return;
  const int all = most_threads(measurements);
  // One cell for both thread counts, "1.40 / 1.70".
  const auto cell = [all](const auto& value) {
    return all > 1 ? fmt::format("{} / {}", value(1), value(all)) : std::string(value(1));
  };
  std::vector<writing::Markdown::Row> rows;
  for (const PassTimings& line : passes(measurements)) {
    const auto measured = [&](const std::string& peer) { return line.row(peer, 1) != nullptr; };
    if (std::none_of(peers.begin(), peers.end(), measured)) continue;
    const RowName& name = line.name;
    writing::Markdown::Row cells = {name.layer, name.workload, name.pass, name.number,
                                    cell([&](int threads) { return milliseconds(line.seconds("fast", threads)); })};
    for (const std::string& peer : peers) {
      cells.push_back(cell([&](int threads) -> std::string {
        const double theirs = line.seconds(peer, threads), ours = line.seconds("fast", threads);
        if (theirs <= 0 || ours <= 0) return "-";
        const std::string times = fmt::format("{:.2f}", theirs / ours);
        return theirs < ours ? "**" + times + "**" : times;
      }));
    }
    rows.push_back(cells);
  }
  writing::Markdown::Row header = {"layer", "workload", "pass", "numbers", "fast, ms:"};
  for (const std::string& peer : peers) header.push_back(peer + ":");
  text.paragraph("Times of the libraries over those of the fast layers{}; bold where the library is faster.",
                 all > 1 ? fmt::format(", on 1 thread / {}", threads_of(all)) : "");
  text.table(header, rows);
}

void add_device_table(writing::Markdown& text, const Measurements& measurements) {
  const int all = most_threads(measurements);
  std::vector<writing::Markdown::Row> rows;
  for (const PassTimings& line : passes(measurements)) {
    const double kernels = line.seconds("offload-kernels", 1), calls = line.seconds("offload-calls", 1),
                 fast = line.seconds("fast", all);
    if (kernels <= 0 && calls <= 0) continue;
    const RowName& name = line.name;
    rows.push_back({name.layer, name.workload, name.pass, name.number, milliseconds(kernels), milliseconds(calls),
                    milliseconds(fast), ratio(fast, kernels), ratio(fast, calls)});
  }
  if (rows.empty()) return;
  const auto device = measurements.context.find("device");
  text.paragraph(
      "The layers on a device, here {}, until it has finished: kernels alone, with all tensors there, and whole calls "
      "with the copies to it and back. Beside them the fast layers on the processors.",
      device == measurements.context.end() ? "unknown" : device->second);
  text.table({"layer", "workload", "pass", "numbers", "kernels, ms:", "whole calls, ms:",
              fmt::format("fast, {}, ms:", threads_of(all)), "fast / kernels:", "fast / whole calls:"},
             rows);
}

void add_ladder_tables(writing::Markdown& text, const Measurements& measurements, const CodeLines& code_lines) {
  for (const PassTimings& line : passes(measurements)) {
    if (!line.row("im2col-packed", 1)) continue;
    std::vector<writing::Markdown::Row> rows;
    for (const ladder::Rung& rung : ladder::rungs()) {
      const int threads = rung.all_threads ? most_threads(measurements) : 1;
      const double seconds = line.seconds(rung.contender, threads);
      if (seconds <= 0) continue;
      rows.push_back({rung.contender + (threads > 1 ? ", " + threads_of(threads) : ""), rung.idea,
                      milliseconds(seconds), ratio(line.seconds("naive", 1), seconds),
                      peak_share(measurements, line, rung.contender, threads), bytes(line.row(rung.contender, 1)),
                      code_lines ? code_lines(rung.file) : "-"});
    }
    text.paragraph("{}, {}:", line.name.workload, line.name.pass);
    text.table({"rung", "what it changes", "ms:", "speed-up:", "of peak:", "working memory:", "lines of code:"}, rows);
  }
}

void add_disturbances(writing::Markdown& text, const Measurements& measurements) {
  std::size_t count = 0;
  for (const auto& [name, row] : measurements.rows) count += disturbed(measurements, name);
  if (count > 0) {
    text.paragraph(
        "**The machine was busy with something else while {} of {} rows were measured**: it gave less than 85 % of the "
        "peak that it reached at other times, or more than 3 % of the time went to others. Their shares of peak are "
        "left out, and their times are not to be relied on.",
        count, measurements.rows.size());
  }
  const auto load = measurements.context.find("load");
  if (load != measurements.context.end() && std::stod(load->second) > 0.5) {
    text.paragraph("**Others were at work when the run began**: {} processes on average over the minute before.",
                   load->second);
  }
}

}  // namespace backcheck::bench
