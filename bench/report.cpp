// Makes the folder reports/bench of the JSON that bench/run writes: the table of medians and the figure naive vs fast.
//
//   backcheck_bench_report JSON FOLDER
#include <algorithm>
#include <cmath>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>

#include "bench/machine.hpp"
#include "bench/table.hpp"
#include "experiments/support/figure.hpp"
#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"

namespace backcheck::bench {
namespace {

using experiments::Figure;
using nlohmann::json;

Measurements read_measurements(const json& document) {
  Measurements measurements;
  for (const json& row : document.at("benchmarks")) {
    if (row.at("run_type") != "iteration" || row.value("error_occurred", false)) continue;
    std::string name = row.at("run_name");
    name = name.substr(0, name.find("/real_time"));
    name = name.substr(0, name.find("/repeats:"));
    if (row.at("time_unit") != "ms") throw std::runtime_error("row " + name + " is not in ms");
    Measurement& measurement = measurements[name];
    measurement.seconds.push_back(row.at("real_time").get<double>() / 1e3);
    measurement.flops = row.value("flops", 0.0);
    measurement.bytes = row.value("bytes", 0.0);
    measurement.peak_share = row.value("of peak", 0.0);
  }
  if (measurements.empty()) throw std::runtime_error("it holds no measurements");
  return measurements;
}

// "a-1to4-k5-28x28-n100" without its letter: "1to4 k5 28x28 n100".
std::string label(const Comparison& line) {
  std::string text = line.workload;
  std::replace(text.begin(), text.end(), '-', ' ');
  return text + (line.pass == "forward" ? ", fwd" : ", bwd");
}

Figure naive_vs_fast(const std::vector<Comparison>& all, const std::string& machine) {
  std::vector<Comparison> lines;
  for (const Comparison& line : all) {
    if (line.layer == "conv2d" && line.number == "float" && line.naive > 0 && line.fast_serial > 0 &&
        (line.pass == "forward" || line.pass == "backward")) {
      lines.push_back(line);
    }
  }
  if (lines.empty()) throw std::runtime_error("it holds no convolution in float that ran naive and fast");
  std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.naive < b.naive; });

  Figure figure;
  figure.name = "F14-naive-vs-fast";
  int threads = 1;
  std::vector<std::vector<double>> naive, serial, parallel;
  std::string ticks, labels;
  double least = 1e300, most = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Comparison& line = lines[i];
    const double y = static_cast<double>(i);
    const double best = line.fast_parallel > 0 ? std::min(line.fast_parallel, line.fast_serial) : line.fast_serial;
    least = std::min(least, line.naive / best), most = std::max(most, line.naive / best);
    threads = std::max(threads, line.threads);
    naive.push_back({1e3 * line.naive, y, 1e3 * line.naive_spread});
    serial.push_back({1e3 * line.fast_serial, y, 1e3 * line.fast_serial_spread});
    if (line.fast_parallel > 0) parallel.push_back({1e3 * line.fast_parallel, y, 1e3 * line.fast_parallel_spread});
    ticks += (i ? ", " : "") + ("'" + label(line) + "' " + std::to_string(i));
    std::ostringstream text;
    text << "set label " << i + 1 << " '" << std::llround(line.naive / best) << "×' at " << 1e3 * line.naive << "," << i
         << " offset character 1.2,0 left font ',11'\n";
    labels += text.str();
  }
  figure.add("naive", {"ms", "row", "median absolute deviation"}, naive);
  figure.add("one thread", {"ms", "row", "median absolute deviation"}, serial);
  if (!parallel.empty()) figure.add("all threads", {"ms", "row", "median absolute deviation"}, parallel);
  figure.title = "The fast twin is " + std::to_string(std::llround(least)) + " to " +
                 std::to_string(std::llround(most)) + " times as fast as nested loops";
  figure.caption =
      "Convolutions in float: channels, kernel, image, batch; fwd forward, bwd backward (all gradients). Medians; "
      "bars are median absolute deviations (mostly smaller than the marks). The factor is naive over the "
      "faster of the two fast times. " +
      machine;
  figure.height = 140 + 26 * static_cast<int>(lines.size());
  figure.script =
      "set xlabel 'real time of one pass, ms'\nset logscale x\nset format x '10^{%T}'\n"
      "set title offset screen -0.16,0\nset key inside bottom right\nset yrange [-0.7:" +
      std::to_string(lines.size()) +
      "-0.3]\n"
      "set xrange [*:*<4e5]\nset offsets graph 0, graph 0.12, 0, 0\nset ytics (" +
      ticks + ")\n" + labels +
      "plot DATA index 'naive' using 1:2:3 with xerrorbars lc 7 pt 7 ps 1.1 title 'naive', \\\n"
      "     DATA index 'one thread' using 1:2:3 with xerrorbars lc 6 pt 5 ps 1.0 title 'fast, 1 thread'";
  if (!parallel.empty()) {
    figure.script += ", \\\n     DATA index 'all threads' using 1:2:3 with xerrorbars lc 3 pt 9 ps 1.1 title 'fast, " +
                     std::to_string(threads) + " threads'";
  }
  return figure;
}

// What bench/run measured of the machine, in thousand millions a second.
double limit(const json& context, const std::string& key) {
  if (!context.contains(key)) throw std::runtime_error("it has no '" + key + "', which bench/run writes");
  return std::stod(context.at(key).get<std::string>()) / 1e9;
}

// GFLOP/s over FLOP/byte under the machine's two limits (Williams, Waterman and Patterson, 2009).
Figure roofline(const std::vector<Comparison>& all, const json& context, const std::string& machine) {
  std::vector<std::vector<double>> naive, serial, parallel;
  double best_naive = 0, best_serial = 0;
  int threads = 1;
  for (const Comparison& line : all) {
    if (line.number != "float" || line.flops <= 0 || line.naive <= 0 || line.fast_serial <= 0) continue;
    const double intensity = line.flops / line.bytes, slow = line.flops / line.naive / 1e9,
                 fast = line.flops / line.fast_serial / 1e9;
    naive.push_back({intensity, slow, fast - slow});
    serial.push_back({intensity, fast});
    if (line.fast_parallel > 0) parallel.push_back({intensity, line.flops / line.fast_parallel / 1e9});
    threads = std::max(threads, line.threads);
    best_naive = std::max(best_naive, slow), best_serial = std::max(best_serial, fast);
  }
  const auto percent = [peak = limit(context, peak_key(1))](double gflops) {
    return std::to_string(std::llround(100 * gflops / peak)) + " %";
  };
  Figure figure{.name = "F14-roofline",
                .title = "The fast twins reach up to " + percent(best_serial) +
                         " of the peak of a core, nested loops up to " + percent(best_naive),
                .caption =
                    "Convolutions and linear layers in float, forward and backward; medians. FLOP/byte: operations "
                    "over the bytes of all tensors, each read or written once. Limits, measured in the same process: "
                    "multiply-adds in registers, and the triad on arrays beyond the caches, which workloads that fit "
                    "into a cache may exceed. " +
                    machine,
                .height = 620};
  std::vector<std::string> elements;
  const auto add = [&](const std::string& block, const std::vector<std::vector<double>>& rows,
                       const std::string& style) {
    figure.add(block, {"FLOP/byte", "GFLOP/s", "to the fast twin"}, rows);
    elements.push_back("DATA index '" + block + "' using " + style);
  };
  const auto add_limit = [&](int count, const std::string& colour) {
    constexpr double left = 0.1, right = 1000;
    const double peak = limit(context, peak_key(count)), bandwidth = limit(context, bandwidth_key(count));
    std::ostringstream text;
    text << "limit of " << count << (count == 1 ? " thread: " : " threads: ") << std::llround(peak) << " GFLOP/s, "
         << std::llround(bandwidth) << " GB/s";
    add("limit, " + std::to_string(count), {{left, left * bandwidth}, {peak / bandwidth, peak}, {right, peak}},
        "1:2 with lines lw 2 dt solid lc rgb '" + colour + "' title '" + text.str() + "'");
  };
  if (threads > 1) add_limit(threads, "#009E73");
  add_limit(1, "#56B4E9");
  add("naive", naive, "1:2:(0):3 with vectors head size graph 0.008,20 filled lc rgb '#bbbbbb' lw 1 dt solid notitle");
  elements.push_back("DATA index 'naive' using 1:2 with points pt 7 ps 0.9 lc 7 title 'naive'");
  add("one thread", serial, "1:2 with points pt 5 ps 0.8 lc 6 title 'fast, 1 thread'");
  if (threads > 1) {
    add("all threads", parallel,
        "1:2 with points pt 9 ps 0.9 lc 3 title 'fast, " + std::to_string(threads) + " threads'");
  }
  figure.script =
      "set logscale xy\nset xlabel 'FLOP/byte'\nset ylabel 'GFLOP/s'\nset xrange [0.1:1000]\nset yrange [0.1:2000]\n"
      "set key top left\n" +
      experiments::plot(elements);
  return figure;
}

void make_report(const std::filesystem::path& source, const std::filesystem::path& folder) {
  const json document = json::parse(experiments::read_file(source));
  const std::vector<Comparison> lines = compare(read_measurements(document));
  const json& context = document.at("context");
  std::ostringstream machine;
  machine << "Machine: " << context.at("num_cpus").get<int>() << " cores at " << context.at("mhz_per_cpu").get<int>()
          << " MHz" << (context.contains("compiler") ? ", " + context.at("compiler").get<std::string>() : "") << ".";

  const std::filesystem::path aside = folder.parent_path() / ("." + folder.filename().string() + ".new");
  std::filesystem::remove_all(aside);
  std::filesystem::create_directories(aside);
  experiments::draw(naive_vs_fast(lines, machine.str()), aside);
  experiments::draw(roofline(lines, context, machine.str()), aside);
  std::ostringstream summary;
  summary
      << "# Benchmarks: naive against fast\n\n"
      << "Made by `bench/run` and then `bench/report`. " << machine.str()
      << " Times are medians over interleaved repetitions, in real time; every fast row was compared with the naive "
         "twin on the same data before it was timed. The naive twins are timed as they are read, with the same "
         "compiler flags. Share of peak: of the multiply-adds per second that the same process reaches in "
         "registers. GB/s: the bytes of all tensors, each read or written once, over the time.\n\n"
         "![naive against fast](F14-naive-vs-fast.svg)\n\n![roofline](F14-roofline.svg)\n\n";
  print_table(summary, lines);
  experiments::write_file(aside / "summary.md", summary.str());
  experiments::replace_folder(aside, folder);
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
