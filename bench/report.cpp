// Makes the folder reports/bench of the JSON that bench/run writes: the table of medians and the figure naive vs fast.
//
//   backcheck_bench_report JSON FOLDER
#include <fmt/format.h>

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
#include "experiments/plotting/gnuplot.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::bench {
namespace {

using namespace plotting;
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

  int threads = 1;
  std::vector<Estimate> naive, serial, parallel;
  std::vector<std::string> labels;
  Panel panel{.x = {.label = "real time of one pass, ms",
                    .high = 4e5,
                    .logarithmic = true,
                    .numbers = Axis::Numbers::powers_of_ten},
              .key = {.place = Key::Place::bottom_right},
              .area = {.left = 0.33}};
  double least = 1e300, most = 0;
  for (const Comparison& line : lines) {
    const double y = static_cast<double>(labels.size());
    const double best = line.fast_parallel > 0 ? std::min(line.fast_parallel, line.fast_serial) : line.fast_serial;
    least = std::min(least, line.naive / best), most = std::max(most, line.naive / best);
    threads = std::max(threads, line.threads);
    const auto in_ms = [&](double seconds, double deviation) {
      return Estimate{y, 1e3 * seconds, 1e3 * (seconds - deviation), 1e3 * (seconds + deviation)};
    };
    naive.push_back(in_ms(line.naive, line.naive_spread));
    serial.push_back(in_ms(line.fast_serial, line.fast_serial_spread));
    if (line.fast_parallel > 0) parallel.push_back(in_ms(line.fast_parallel, line.fast_parallel_spread));
    labels.push_back(label(line));
    panel.elements.push_back(Text{
        1e3 * line.naive, y, fmt::format("{:.0f}×", line.naive / best), Text::Align::left, 11, {}, false, {1.2, 0}});
  }
  panel.y = {.low = -0.7, .high = static_cast<double>(lines.size()) - 0.3, .ticks = labelled(labels)};
  panel.elements.push_back(ErrorBars{naive, {.series = 7, .marker = Marker::disc, .size = 1.1}, "naive", true});
  panel.elements.push_back(
      ErrorBars{serial, {.series = 6, .marker = Marker::square, .size = 1}, "fast, 1 thread", true});
  if (!parallel.empty()) {
    panel.elements.push_back(ErrorBars{parallel,
                                       {.series = 3, .marker = Marker::triangle, .size = 1.1},
                                       fmt::format("fast, {} threads", threads),
                                       true});
  }
  return {.name = "F14-naive-vs-fast",
          .title = fmt::format("The fast twin is {:.0f} to {:.0f} times as fast as nested loops", least, most),
          .caption =
              "Convolutions in float: channels, kernel, image, batch; fwd forward, bwd backward (all gradients). "
              "Medians; bars are median absolute deviations (mostly smaller than the marks). The factor is naive over "
              "the faster of the two fast times. " +
              machine,
          .height = 140 + 26 * static_cast<int>(lines.size()),
          .panels = {panel}};
}

// What bench/run measured of the machine, in billions a second.
double limit(const json& context, const std::string& key) {
  if (!context.contains(key)) throw std::runtime_error("it has no '" + key + "', which bench/run writes");
  return std::stod(context.at(key).get<std::string>()) / 1e9;
}

// GFLOP/s over FLOP/byte under the machine's two limits (Williams, Waterman and Patterson, 2009).
Figure roofline(const std::vector<Comparison>& all, const json& context, const std::string& machine) {
  std::vector<Point> naive, serial, parallel;
  Arrows from_naive_to_fast{.arrows = {}, .colour = Colour::light_grey};
  double best_naive = 0, best_serial = 0;
  int threads = 1;
  for (const Comparison& line : all) {
    if (line.number != "float" || line.flops <= 0 || line.naive <= 0 || line.fast_serial <= 0) continue;
    const double intensity = line.flops / line.bytes, slow = line.flops / line.naive / 1e9,
                 fast = line.flops / line.fast_serial / 1e9;
    naive.push_back({intensity, slow});
    serial.push_back({intensity, fast});
    from_naive_to_fast.arrows.push_back({{intensity, slow}, {intensity, fast}});
    if (line.fast_parallel > 0) parallel.push_back({intensity, line.flops / line.fast_parallel / 1e9});
    threads = std::max(threads, line.threads);
    best_naive = std::max(best_naive, slow), best_serial = std::max(best_serial, fast);
  }
  const auto percent = [peak = limit(context, peak_key(1))](double gflops) { return 100 * gflops / peak; };
  Panel panel{.x = {.label = "FLOP/byte", .low = 0.1, .high = 1000, .logarithmic = true},
              .y = {.label = "GFLOP/s", .low = 0.1, .high = 2000, .logarithmic = true},
              .key = {.place = Key::Place::top_left}};
  const auto add_limit = [&](int count, Colour colour) {
    constexpr double left = 0.1, right = 1000;
    const double peak = limit(context, peak_key(count)), bandwidth = limit(context, bandwidth_key(count));
    panel.elements.push_back(Line{{{left, left * bandwidth}, {peak / bandwidth, peak}, {right, peak}},
                                  {.colour = colour, .dash = Dash::solid, .width = 2},
                                  fmt::format("limit of {} thread{}: {:.0f} GFLOP/s, {:.0f} GB/s", count,
                                              count == 1 ? "" : "s", peak, bandwidth)});
  };
  if (threads > 1) add_limit(threads, Colour::green);
  add_limit(1, Colour::sky);
  panel.elements.push_back(from_naive_to_fast);
  panel.elements.push_back(Marks{naive, {.series = 7, .marker = Marker::disc, .size = 0.9}, "naive"});
  panel.elements.push_back(Marks{serial, {.series = 6, .marker = Marker::square, .size = 0.8}, "fast, 1 thread"});
  if (threads > 1) {
    panel.elements.push_back(Marks{
        parallel, {.series = 3, .marker = Marker::triangle, .size = 0.9}, fmt::format("fast, {} threads", threads)});
  }
  return {
      .name = "F14-roofline",
      .title = fmt::format("The fast twins reach up to {:.0f} % of the peak of a core, nested loops up to {:.0f} %",
                           percent(best_serial), percent(best_naive)),
      .caption =
          "Convolutions and linear layers in float, forward and backward; medians. FLOP/byte: operations over the "
          "bytes of all tensors, each read or written once. Limits, measured in the same process: multiply-adds in "
          "registers, and the triad on arrays beyond the caches, which workloads that fit into a cache may exceed. " +
          machine,
      .height = 620,
      .panels = {panel}};
}

void make_report(const std::filesystem::path& source, const std::filesystem::path& folder) {
  const json document = json::parse(writing::read_file(source));
  const std::vector<Comparison> lines = compare(read_measurements(document));
  const json& context = document.at("context");
  std::ostringstream machine;
  machine << "Machine: " << context.at("num_cpus").get<int>() << " cores at " << context.at("mhz_per_cpu").get<int>()
          << " MHz" << (context.contains("compiler") ? ", " + context.at("compiler").get<std::string>() : "") << ".";

  const std::filesystem::path aside = folder.parent_path() / ("." + folder.filename().string() + ".new");
  std::filesystem::remove_all(aside);
  std::filesystem::create_directories(aside);
  draw(naive_vs_fast(lines, machine.str()), aside);
  draw(roofline(lines, context, machine.str()), aside);
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
  writing::write_file(aside / "summary.md", summary.str());
  writing::replace_folder(aside, folder);
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
