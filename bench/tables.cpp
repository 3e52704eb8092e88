#include "bench/tables.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "bench/ladder/rungs.hpp"

namespace backcheck::bench {
namespace {

// "| a | b |", and below the header which columns are numbers: all but the first `words`.
std::string row(const std::vector<std::string>& cells) { return fmt::format("| {} |\n", fmt::join(cells, " | ")); }
std::string header(const std::vector<std::string>& cells, std::size_t words) {
  std::string text = row(cells) + "|";
  for (std::size_t i = 0; i < cells.size(); ++i) text += i < words ? "---|" : "---:|";
  return text + "\n";
}

// "-" where there is nothing to say.
std::string milliseconds(double seconds) { return seconds > 0 ? fmt::format("{:.3g}", 1e3 * seconds) : "-"; }
std::string ratio(double numerator, double denominator) {
  return numerator > 0 && denominator > 0 ? fmt::format("{:.3g}x", numerator / denominator) : "-";
}
std::string billions(double amount, double seconds) {
  return amount > 0 && seconds > 0 ? fmt::format("{:.1f}", amount / seconds / 1e9) : "-";
}
std::string bytes(const Row* row) {
  if (!row || row->workspace < 0) return "-";
  return row->workspace < 1024 ? fmt::format("{:.0f} B", row->workspace)
                               : fmt::format("{:.0f} KiB", row->workspace / 1024);
}
std::string threads_of(int count) { return fmt::format("{} {}", count, count == 1 ? "thread" : "threads"); }

std::vector<std::string> name_cells(const RowName& name) { return {name.layer, name.workload, name.pass, name.number}; }

// "52 %" of the multiply-add peak; "busy" where the machine gave less than its peak when the row was measured.
std::string peak_share(const Measurements& measurements, const Line& line, const std::string& contender, int threads) {
  const Row* found = line.row(contender, threads);
  if (!found || found->flops <= 0) return "-";
  RowName name = line.name;
  name.contender = contender, name.threads = threads;
  if (disturbed(measurements, name)) return "busy";
  const double peak = best_peak(measurements, name.number, threads);
  return fmt::format("{:.0f} %", 100 * found->flops / median(found->seconds) / peak);
}

bool is_crossover(const RowName& name) { return name.workload.starts_with("crossover-"); }

}  // namespace

std::string twins_table(const Measurements& measurements) {
  const int all = most_threads(measurements);
  std::vector<std::string> titles = {"layer", "workload", "pass", "numbers", "naive, ms", "fast, 1 thread, ms"};
  if (all > 1) titles.push_back(fmt::format("fast, {}, ms", threads_of(all)));
  titles.insert(titles.end(), {"fast on AVX2, 1 thread, ms", "speed-up, 1 thread"});
  if (all > 1) titles.insert(titles.end(), {fmt::format("speed-up, {}", threads_of(all)), "gain by threads"});
  titles.insert(titles.end(), {"GFLOP/s, 1 thread", "of peak", "GB/s, 1 thread", "working memory"});
  std::string text = header(titles, 4);
  for (const Line& line : lines(measurements)) {
    const Row* fast = line.row("fast", 1);
    if (!fast || is_crossover(line.name)) continue;
    const double naive = line.seconds("naive", 1), serial = line.seconds("fast", 1),
                 parallel = line.seconds("fast", all);
    std::vector<std::string> cells = name_cells(line.name);
    cells.insert(cells.end(), {milliseconds(naive), milliseconds(serial)});
    if (all > 1) cells.push_back(milliseconds(parallel));
    cells.insert(cells.end(), {milliseconds(line.seconds("fast-avx2", 1)), ratio(naive, serial)});
    if (all > 1) cells.insert(cells.end(), {ratio(naive, parallel), ratio(serial, parallel)});
    cells.insert(cells.end(), {billions(fast->flops, serial), peak_share(measurements, line, "fast", 1),
                               billions(fast->bytes, serial), bytes(fast)});
    text += row(cells);
  }
  return text;
}

std::string peers_table(const Measurements& measurements) {
  const int all = most_threads(measurements);
  std::set<std::string> peers;
  for (const auto& [name, row] : measurements.rows) peers.insert(name.contender);
  for (const char* ours : {"naive", "fast", "fast-avx2"}) peers.erase(ours);
  for (const ladder::Rung& rung : ladder::rungs()) peers.erase(rung.contender);
  if (peers.empty()) return "";

  std::vector<std::string> titles = {"layer", "workload", "pass", "numbers", "fast, ms"};
  titles.insert(titles.end(), peers.begin(), peers.end());
  std::string table = header(titles, 4);
  for (const Line& line : lines(measurements)) {
    // One cell for all thread counts, "1.4 / 1.7"; bold where the library is faster.
    const auto cell = [&](const auto& value) {
      return all > 1 ? fmt::format("{} / {}", value(1), value(all)) : value(1);
    };
    std::vector<std::string> cells = name_cells(line.name);
    cells.push_back(cell([&](int threads) { return milliseconds(line.seconds("fast", threads)); }));
    bool any = false;
    for (const std::string& peer : peers) {
      any = any || line.row(peer, 1);
      cells.push_back(cell([&](int threads) {
        const double theirs = line.seconds(peer, threads), ours = line.seconds("fast", threads);
        if (theirs <= 0 || ours <= 0) return std::string("-");
        const std::string text = fmt::format("{:.2f}", theirs / ours);
        return theirs < ours ? "**" + text + "**" : text;
      }));
    }
    if (any) table += row(cells);
  }
  return table;
}

std::string ladder_table(const Measurements& measurements) {
  std::string text;
  for (const Line& line : lines(measurements)) {
    if (!line.row("im2col-packed", 1)) continue;
    text += fmt::format("\n{}, {}:\n\n", line.name.workload, line.name.pass) +
            header({"rung", "what it changes", "ms", "times as fast as nested loops", "of peak", "working memory"}, 2);
    for (const ladder::Rung& rung : ladder::rungs()) {
      const int threads = rung.all_threads ? most_threads(measurements) : 1;
      const double seconds = line.seconds(rung.contender, threads);
      if (seconds <= 0) continue;
      text += row({rung.contender + (threads > 1 ? ", " + threads_of(threads) : ""), rung.idea, milliseconds(seconds),
                   ratio(line.seconds("naive", 1), seconds), peak_share(measurements, line, rung.contender, threads),
                   bytes(line.row(rung.contender, threads))});
    }
  }
  return text;
}

std::string disturbances(const Measurements& measurements) {
  std::size_t count = 0;
  for (const auto& [name, row] : measurements.rows) count += disturbed(measurements, name);
  if (count == 0) return "";
  return fmt::format(
      "The machine was busy with something else while {} of {} rows were measured: it gave less than 85 % of the peak "
      "that it reached at other times, or more than 3 % of the time went to others. Their shares of peak are left out, "
      "and "
      "their times are not to be relied on.\n",
      count, measurements.rows.size());
}

std::string tables(const Measurements& measurements) {
  std::string text = twins_table(measurements);
  if (const std::string peers = peers_table(measurements); !peers.empty()) {
    text += "\nTimes of the libraries over those of the fast layers:\n\n" + peers;
  }
  text += ladder_table(measurements);
  if (const std::string busy = disturbances(measurements); !busy.empty()) text += "\n" + busy;
  return text;
}

}  // namespace backcheck::bench
