#include "bench/targets.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "bench/rank_test.hpp"
#include "bench/tables.hpp"

namespace backcheck::bench {
namespace {

// Rows in float, by what their names begin with; the first that fits counts.
struct RowsOf {
  std::string_view layer, workload, pass;

  bool has(const RowName& name) const {
    return name.number == "float" && name.layer == layer && name.workload.starts_with(workload) &&
           name.pass.starts_with(pass);
  }
};

// How many times as long as the fast layer PyTorch should take, on one thread and on all.
struct Target {
  RowsOf rows;
  double one_thread, all_threads;
};
constexpr std::array targets = {
    Target{{"conv2d", "report-a-conv1-batch100", "forward"}, 5, 5},
    Target{{"conv2d", "report-a-conv1-batch100", "backward-without-input"}, 5, 5},
    Target{{"conv2d", "report-a-conv1-batch100", "backward"}, 15, 15},
    Target{{"conv2d", "report-a-conv2-batch100", "forward"}, 2.5, 2.5},
    Target{{"conv2d", "report-a-conv2-batch100", "backward"}, 4, 4},
    Target{{"conv2d", "report-c-mnist-conv2", "forward"}, 2, 2},
    Target{{"conv2d", "report-c-mnist-conv2", "backward"}, 2.5, 2.5},
    Target{{"conv2d", "report-c-cifar-conv2", "forward"}, 1.7, 1.7},
    Target{{"conv2d", "report-c-cifar-conv2", "backward"}, 3, 3},
    Target{{"conv2d", "report-d-conv", "forward"}, 2.3, 2.3},
    Target{{"conv2d", "report-d-conv", "backward-without-input"}, 1.2, 1.2},
    Target{{"conv2d", "report-d-conv", "backward"}, 3, 3},
    Target{{"conv2d", "report-d-timed-conv", "forward"}, 2.5, 2.5},
    Target{{"conv2d", "report-d-timed-conv", "backward"}, 4, 4},
    Target{{"conv2d", "wide-64", "forward"}, 1.6, 1.6},
    Target{{"conv2d", "wide-64", "backward"}, 1.4, 1.4},
    Target{{"conv2d", "wide-128", ""}, 1.1, 1.1},
    Target{{"linear", "report-a-fc2-batch1", ""}, 1, 1},
    Target{{"linear", "", "forward"}, 1.6, 1.6},
    Target{{"maxpool2d", "", "forward"}, 20, 20},
    Target{{"maxpool2d", "", "backward"}, 2.2, 2.2},
    Target{{"avgpool2d", "", ""}, 10, 10},
    Target{{"dropout", "", "forward"}, 40, 40},
    Target{{"tanh", "", "forward"}, 6, 6},
    Target{{"sigmoid", "", "forward"}, 1.9, 1.9},
    Target{{"network", "report-a-cnn-batch100", ""}, 6, 6},
    Target{{"network", "report-a-cnn-batch1", ""}, 25, 25},
    Target{{"network", "report-e-mlp", ""}, 2.5, 4},
    Target{{"network", "report-c-mnist-cnn", ""}, 3.5, 3.5},
    Target{{"network", "report-d-three-layer", ""}, 2.5, 2.5},
};
Target target_of(const RowName& name) {
  const auto found = std::find_if(targets.begin(), targets.end(), [&](const Target& t) { return t.rows.has(name); });
  return found != targets.end() ? *found : Target{{}, 1, 1};  // never behind
}

// What was found to hold a row that is short of its target, or behind a library.
struct Cause {
  RowsOf rows;
  const char* text;
};
constexpr std::array causes = {
    Cause{{"conv2d", "report-d-conv", "forward"},
          "oneDNN leaves out the columns of the padding as well as its rows: 5 % of the products"},
    Cause{{"conv2d", "report-d-conv", "backward"},
          "the weight gradient multiplies the padding, 10 % of the products, which oneDNN leaves out; adding up the "
          "lanes of its sums takes 6 % of the time"},
    Cause{{"conv2d", "wide-", "forward"},
          "memory: of the peak, 2 images reach 5 % more than 64; and the columns of the padding, 2 to 4 % of the "
          "products"},
    Cause{{"conv2d", "wide-", "backward"},
          "the weight gradient: adding up the lanes of its sums takes 6 % of the time, and the padding 4 to 8 % of the "
          "products"},
    Cause{{"linear", "report-d-fc1", "forward"}, "memory: input and weight together exceed the second-level cache"},
    Cause{{"linear", "report-e-fc1", "forward"}, "adding up the lanes of the sums takes 9 % of the time"},
    Cause{{"linear", "report-c-features-fc1", "forward"}, "adding up the lanes of the sums takes 13 % of the time"},
    Cause{{"sigmoid", "", "backward"}, "the exponential, computed again: PyTorch keeps the output of forward"},
    Cause{{"tanh", "", "backward"}, "the exponential, computed again: PyTorch keeps the output of forward"},
    Cause{{"dropout", "", "backward"}, "the random bits, computed again: PyTorch keeps the mask of forward"},
};
std::string cause_of(const RowName& name) {
  const auto found = std::find_if(causes.begin(), causes.end(), [&](const Cause& c) { return c.rows.has(name); });
  return found != causes.end() ? found->text : "not found yet";
}

// "1.40 [1.36, 1.44]"; without the interval where there are too few repetitions for it.
std::string told(const Ratio& times) {
  const std::string value =
      times.value < 1 ? fmt::format("**{:.2f}**", times.value) : fmt::format("{:.2f}", times.value);
  return times.low > 0 ? fmt::format("{} [{:.2f}, {:.2f}]", value, times.low, times.high) : value;
}

}  // namespace

void add_targets_table(writing::Markdown& text, const Measurements& measurements) {
  const int all = most_threads(measurements);
  const std::vector<int> thread_counts = all > 1 ? std::vector{1, all} : std::vector{1};
  const std::array libraries = {"pytorch", "onednn-with-reorders", "onednn-own-layouts"};
  std::vector<writing::Markdown::Row> rows;
  int met = 0, with_target = 0, behind = 0, compared = 0;
  for (const PassTimings& line : passes(measurements)) {
    if (line.name.number != "float" || !line.row("fast", 1)) continue;
    if (std::none_of(libraries.begin(), libraries.end(), [&](const char* peer) { return line.row(peer, 1); })) continue;
    const Target target = target_of(line.name);
    bool is_short = false;
    std::vector<std::string> times;  // of each library
    for (const std::string library : libraries) {
      std::vector<std::string> by_threads;
      for (const int threads : thread_counts) {
        const Timings *theirs = line.row(library, threads), *ours = line.row("fast", threads);
        if (!theirs || !ours) continue;
        const Ratio ratio = bench::ratio(ours->seconds, theirs->seconds);
        by_threads.push_back(told(ratio));
        ++compared, behind += ratio.value < 1;
        is_short |= ratio.value < 1;
        if (library != "pytorch") continue;
        const bool meets = ratio.value >= (threads == 1 ? target.one_thread : target.all_threads);
        ++with_target, met += meets;
        is_short |= !meets;
      }
      times.push_back(by_threads.empty() ? "-" : fmt::format("{}", fmt::join(by_threads, " / ")));
    }
    std::vector<std::string> milliseconds, shares;
    for (const int threads : thread_counts) {
      if (line.seconds("fast", threads) <= 0) continue;
      milliseconds.push_back(fmt::format("{:.3g}", 1e3 * line.seconds("fast", threads)));
      shares.push_back(peak_share(measurements, line, "fast", threads));
    }
    const std::string aim = target.one_thread == target.all_threads || all == 1
                                ? fmt::format("{:.3g}", target.one_thread)
                                : fmt::format("{:.3g} / {:.3g}", target.one_thread, target.all_threads);
    rows.push_back({line.name.layer, line.name.workload, line.name.pass,
                    fmt::format("{}", fmt::join(milliseconds, " / ")),
                    shares.front() == "-" ? "-" : fmt::format("{}", fmt::join(shares, " / ")), times[0], aim, times[1],
                    times[2], is_short ? cause_of(line.name) : ""});
  }
  if (rows.empty()) return;
  text.heading(2, "Against the peers");
  text.paragraph(
      "In float, {}. Times of PyTorch and oneDNN over those of the fast layers: medians over all pairs of repetitions, "
      "with intervals of 99 %; bold where the library is faster. Targets are for PyTorch; where none was set, it is 1. "
      "Of {} comparisons with PyTorch, {} reach the target; of {} comparisons with all three, the library is faster in "
      "{}. The last column says what holds a row that is short of its target or behind a library.",
      all > 1 ? fmt::format("on 1 thread / {}", threads_of(all)) : "on 1 thread", with_target, met, compared, behind);
  text.table({"layer", "workload", "pass", "fast, ms:", "of peak:", "PyTorch / fast:", "target:",
              "oneDNN with reorders / fast:", "oneDNN in its own layouts / fast:", "what holds it"},
             rows);
}

}  // namespace backcheck::bench
