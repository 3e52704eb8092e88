#include "bench/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "bench/crossover.hpp"
#include "bench/ladder/rungs.hpp"

namespace backcheck::bench {

using namespace plotting;

namespace {

bool is_convolution_in_float(const PassTimings& line) {
  return line.name.layer == "conv2d" && line.name.number == "float" && !is_crossover(line.name);
}

// The median with its deviation on either side, in milliseconds.
Estimate in_ms(double position, const Timings& row) {
  const double middle = median(row.seconds), half_width = deviation(row.seconds);
  return {position, 1e3 * middle, 1e3 * (middle - half_width), 1e3 * (middle + half_width)};
}

// The fastest library on this many threads; null where none was timed.
const Timings* fastest_peer(const Measurements& measurements, const PassTimings& line, int threads) {
  const Timings* best = nullptr;
  for (const std::string& peer : peers_of(measurements)) {
    const Timings* row = line.row(peer, threads);
    if (row && (!best || median(row->seconds) < median(best->seconds))) best = row;
  }
  return best;
}

}  // namespace

std::optional<Figure> naive_vs_fast(const Measurements& measurements, const std::string& machine) {
  std::vector<PassTimings> shown;
  for (const PassTimings& line : passes(measurements)) {
    if (is_convolution_in_float(line) && line.row("naive", 1) && line.row("fast", 1)) shown.push_back(line);
  }
  if (shown.empty()) return {};
  std::sort(shown.begin(), shown.end(),
            [](const PassTimings& a, const PassTimings& b) { return a.seconds("naive", 1) < b.seconds("naive", 1); });

  const int all = most_threads(measurements);
  std::vector<Estimate> naive, serial, parallel, peers;
  std::vector<std::string> labels;
  Panel panel{.x = {.label = "real time of one pass, ms",
                    .high = 4e5,
                    .logarithmic = true,
                    .tick_format = Axis::TickFormat::powers_of_ten},
              .key = {.place = Key::Place::above, .horizontal = true},
              .area = {.left = 0.4}};
  double least = 1e300, most = 0;
  for (const PassTimings& line : shown) {
    const double y = static_cast<double>(labels.size()), slow = line.seconds("naive", 1);
    double best = line.seconds("fast", 1);
    naive.push_back(in_ms(y, *line.row("naive", 1)));
    serial.push_back(in_ms(y, *line.row("fast", 1)));
    if (const Timings* row = line.row("fast", all); row && all > 1) {
      parallel.push_back(in_ms(y, *row));
      best = std::min(best, median(row->seconds));
    }
    if (const Timings* row = fastest_peer(measurements, line, 1)) peers.push_back(in_ms(y, *row));
    least = std::min(least, slow / best), most = std::max(most, slow / best);
    labels.push_back(line.name.workload + ", " + line.name.pass);
    panel.elements.push_back(
        Text{1e3 * slow, y, fmt::format("{:.0f}×", slow / best), Text::Align::left, 11, {}, false, {1.2, 0}});
  }
  panel.y = {.low = -0.7, .high = static_cast<double>(shown.size()) - 0.3, .ticks = labelled(labels), .label_size = 11};
  const auto add = [&](const std::vector<Estimate>& points, int series, Marker marker, const std::string& title) {
    if (points.empty()) return;
    panel.elements.push_back(ErrorBars{points, {.series = series, .marker = marker, .size = 1}, title, true});
  };
  add(naive, 7, Marker::disc, "naive");
  add(serial, 6, Marker::square, "fast, 1 thread");
  add(parallel, 3, Marker::triangle, "fast, " + threads_of(all));
  add(peers, 4, Marker::open_diamond, "fastest library, 1 thread");
  return Figure{.name = "F14-naive-vs-fast",
                .title = fmt::format("The fast twin is {:.0f} to {:.0f} times as fast as nested loops", least, most),
                .caption =
                    "Convolutions in float; backward computes all gradients. Medians; bars are median absolute "
                    "deviations (mostly smaller than the marks). The factor is naive over the faster of the two "
                    "fast times. " +
                    machine,
                .height = std::max(420, 170 + 26 * static_cast<int>(shown.size())),
                .panels = {panel}};
}

std::optional<Figure> roofline(const Measurements& measurements, const std::string& machine) {
  const int all = most_threads(measurements);
  std::vector<Point> naive, serial, parallel;
  Arrows from_naive_to_fast{.arrows = {}, .colour = Colour::light_grey};
  double best_naive = 0, best_serial = 0;
  for (const PassTimings& line : passes(measurements)) {
    const Timings* fast = line.row("fast", 1);
    if (line.name.number != "float" || is_crossover(line.name) || !fast || fast->flops <= 0) continue;
    if (!line.row("naive", 1)) continue;
    const double intensity = fast->flops / fast->bytes;
    const auto gflops = [&](const std::string& contender, int threads) {
      return fast->flops / line.seconds(contender, threads) / 1e9;
    };
    naive.push_back({intensity, gflops("naive", 1)});
    serial.push_back({intensity, gflops("fast", 1)});
    from_naive_to_fast.arrows.push_back({naive.back(), serial.back()});
    if (all > 1 && line.row("fast", all)) parallel.push_back({intensity, gflops("fast", all)});
    best_naive = std::max(best_naive, naive.back()[1]), best_serial = std::max(best_serial, serial.back()[1]);
  }
  if (serial.empty()) return {};

  const auto percent = [peak = best_peak(measurements, "float", 1) / 1e9](double value) { return 100 * value / peak; };
  Panel panel{.x = {.label = "FLOP/byte", .low = 0.1, .high = 1000, .logarithmic = true},
              .y = {.label = "GFLOP/s", .low = 0.1, .high = 2000, .logarithmic = true},
              .key = {.place = Key::Place::top_left}};
  const auto add_limit = [&](int count, Colour colour) {
    constexpr double left = 0.1, right = 1000;
    const double peak = best_peak(measurements, "float", count) / 1e9,
                 bandwidth = limit(measurements, bandwidth_key(count)) / 1e9;
    panel.elements.push_back(
        plotting::Line{{{left, left * bandwidth}, {peak / bandwidth, peak}, {right, peak}},
                       {.colour = colour, .dash = Dash::solid, .width = 2},
                       fmt::format("limit of {}: {:.0f} GFLOP/s, {:.0f} GB/s", threads_of(count), peak, bandwidth)});
  };
  if (!parallel.empty()) add_limit(all, Colour::green);
  add_limit(1, Colour::sky);
  panel.elements.push_back(from_naive_to_fast);
  panel.elements.push_back(Marks{naive, {.series = 7, .marker = Marker::disc, .size = 0.9}, "naive"});
  panel.elements.push_back(Marks{serial, {.series = 6, .marker = Marker::square, .size = 0.8}, "fast, 1 thread"});
  if (!parallel.empty()) {
    panel.elements.push_back(
        Marks{parallel, {.series = 3, .marker = Marker::triangle, .size = 0.9}, "fast, " + threads_of(all)});
  }
  return Figure{
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

std::optional<Figure> ladder_figure(const Measurements& measurements, const std::string& machine) {
  Panel panel{.x = {.low = -0.4},
              .y = {.label = "times as fast as nested loops", .logarithmic = true},
              .key = {.place = Key::Place::top_left}};
  const int all = most_threads(measurements);
  double most = 0;
  int series = 1;
  for (const PassTimings& line : passes(measurements)) {
    if (!line.row("im2col-packed", 1) || !line.row("naive", 1)) continue;
    std::vector<Point> points;
    for (const ladder::Rung& rung : ladder::rungs()) {
      const double seconds = line.seconds(rung.contender, rung.all_threads ? all : 1);
      points.push_back({static_cast<double>(points.size()), line.seconds("naive", 1) / seconds});
    }
    for (const Point& point : points) most = std::max(most, point[1]);
    panel.elements.push_back(
        plotting::Line{.points = points, .style = {.series = series++}, .title = line.name.workload, .markers = true});
  }
  if (panel.elements.empty()) return {};
  std::vector<std::string> labels;
  for (const ladder::Rung& rung : ladder::rungs()) {
    std::string label = rung.contender + (rung.all_threads ? "\n" + threads_of(all) : "");
    std::replace(label.begin(), label.end(), '-', '\n');
    labels.push_back(label);
  }
  panel.x.ticks = labelled(labels);
  panel.x.high = static_cast<double>(labels.size()) - 0.6;
  panel.lines_below = 4;
  return Figure{.name = "F14-ladder",
                .title = fmt::format("From 1 to {:.0f} times in {} rungs: how a convolution becomes fast", most,
                                     ladder::rungs().size() - 1),
                .caption =
                    "Forward passes in float, one thread but for the last rung; medians. Each rung changes one "
                    "thing; the table says what. " +
                    machine,
                .panels = {panel}};
}

std::optional<Figure> thread_scaling(const Measurements& measurements, const std::string& machine) {
  const int all = most_threads(measurements);
  if (all == 1) return {};
  std::map<int, std::vector<double>> gains;  // by the number of threads
  for (const PassTimings& line : passes(measurements)) {
    const Timings* serial = line.row("fast", 1);
    // Work of less than half a millisecond is not shared out, or hardly worth it.
    if (!serial || serial->flops <= 0 || median(serial->seconds) < 5e-4) continue;
    for (const auto& [key, row] : line.rows) {
      if (key.first == "fast") gains[key.second].push_back(median(serial->seconds) / median(row.seconds));
    }
  }
  if (gains.empty()) return {};
  std::vector<Estimate> middles;
  std::vector<Point> each, ideal;
  for (auto& [threads, values] : gains) {
    std::sort(values.begin(), values.end());
    const double x = threads;
    middles.push_back({x, median(values), values[values.size() / 4], values[values.size() * 3 / 4]});
    for (const double value : values) each.push_back({x, value});
    ideal.push_back({x, x});
  }
  std::vector<Axis::Tick> ticks;
  for (const Estimate& each_count : middles) ticks.push_back({each_count.x, fmt::format("{:.0f}", each_count.x)});
  Panel panel{.x = {.label = "threads", .low = 0.9, .high = all + 0.1, .ticks = ticks},
              .y = {.label = "times as fast as on one thread", .low = 0},
              .key = {.place = Key::Place::top_left}};
  panel.elements = {plotting::Line{ideal, {.colour = Colour::grey, .dash = Dash::dashed}, "ideal"},
                    Band{middles, {.series = 1}, "median and quartiles"},
                    Marks{each, {.series = 1, .marker = Marker::circle, .size = 0.7}, "one workload and pass"}};
  return Figure{.name = "F14-threads",
                .title = fmt::format("On {} the fast twins are {:.2f} times as fast as on one", threads_of(all),
                                     middles.back().value),
                .caption =
                    "Convolutions and linear layers whose pass takes at least half a millisecond, float and double, "
                    "forward and backward. " +
                    machine,
                .height = 480,
                .panels = {panel}};
}

std::optional<Figure> crossover(const Measurements& measurements, const std::string& machine) {
  std::map<std::string, double> ratios;  // by workload
  for (const PassTimings& line : passes(measurements)) {
    if (is_crossover(line.name) && line.name.pass == "forward" && line.row("naive", 1) && line.row("fast", 1)) {
      ratios[line.name.workload] = line.seconds("naive", 1) / line.seconds("fast", 1);
    }
  }
  if (ratios.empty()) return {};
  HeatMap map;
  map.x_label = "height and width of the image";
  map.y_label = "channels in and out";
  map.colours = {.palette = ColourScale::Palette::diverging, .low = -6, .high = 6};
  int naive_wins = 0, count = 0;
  for (const Index channels : crossover_channels) {
    map.rows.push_back(std::to_string(channels));
    map.cells.values.emplace_back();
    map.cells.texts.emplace_back();
    for (const Index size : crossover_sizes) {
      const auto found = ratios.find(crossover_name(channels, size));
      const double ratio = found == ratios.end() ? std::nan("") : found->second;
      map.cells.values.back().push_back(std::log2(ratio));
      map.cells.texts.back().push_back(std::isnan(ratio) ? ""
                                       : ratio < 10      ? fmt::format("{:.2f}", ratio)
                                                         : fmt::format("{:.0f}", ratio));
      count += !std::isnan(ratio), naive_wins += ratio < 1;
    }
  }
  for (const Index size : crossover_sizes) map.columns.push_back(fmt::format("{}×{}", size, size));
  return Figure{.name = "F14-crossover",
                .title = naive_wins == 0
                             ? fmt::format("The fast twin wins on all {} small convolutions", count)
                             : fmt::format("Nested loops win on {} of {} small convolutions", naive_wins, count),
                .caption =
                    "Time of the naive forward pass over that of the fast one, on one thread: a 3x3 convolution "
                    "of one image in float, padding 1. Blue: nested loops are faster. " +
                    machine,
                .panels = {heat_map(map)}};
}

}  // namespace backcheck::bench
