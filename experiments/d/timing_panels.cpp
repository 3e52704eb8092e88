#include "experiments/d/timing_panels.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "experiments/d/published_times.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments::report_d {

using namespace plotting;

namespace {

constexpr double left = -0.15, middle = 0, right = 0.15;  // places beside each other, about a layer's own

const Style cuda{.colour = Colour::grey, .marker = Marker::cross, .width = 2, .size = 1.3};
const Style theirs{.colour = Colour::black, .marker = Marker::open_diamond, .width = 2, .size = 1.7};
Style style(int series, Marker marker) {
  return {.series = series, .dash = Dash::solid, .marker = marker, .width = 2, .size = 1.2};
}

// The four layers and directions at 0, 1, 2, 3 + shift.
template <class ValueOf>
std::vector<Point> points_of(const ValueOf& value_of, double shift) {
  std::vector<Point> points;
  for (const PublishedTime& time : published_times) {
    points.push_back({static_cast<double>(points.size()) + shift, value_of(time)});
  }
  return points;
}

Marks printed(const char* name, double shift, const Style& look, std::string title) {
  return {points_of([&](const PublishedTime& time) { return time.value(name); }, shift), look, std::move(title)};
}

// With the median absolute deviation as error bars.
ErrorBars times(const Results& results, const char* twin, double threads, double shift, const Style& look,
                std::string title) {
  ErrorBars bars{.points = {}, .style = look, .title = std::move(title)};
  for (const PublishedTime& time : published_times) {
    const std::string quantity = fmt::format("{} {}", twin, time.direction);
    const double seconds = results.median(time.layer, quantity, threads),
                 deviation = results.median(time.layer, quantity + ", median absolute deviation", threads);
    bars.points.push_back(
        {static_cast<double>(bars.points.size()) + shift, seconds, seconds - deviation, seconds + deviation});
  }
  return bars;
}

std::vector<Point> speed_ups(const Results& results, double threads, double shift) {
  return points_of(
      [&](const PublishedTime& time) { return results.median(time.layer, "speed-up " + time.direction, threads); },
      shift);
}

std::string on(double threads) { return fmt::format("fast, {:.0f} threads", threads); }

Axis layers() {
  return {.low = -0.5,
          .high = 3.5,
          .ticks = labelled({"conv.\nforward", "conv.\nbackward", "pooling\nforward", "pooling\nbackward"})};
}

}  // namespace

Panel times_panel(const Results& results, double threads) {
  const auto cuda_time = [](const PublishedTime& time) { return time.cuda_time(); };
  return {.title = "seconds a call",
          .x = layers(),
          .y = logarithmic_axis("", 1e-6, 1e5),
          .elements = {Marks{points_of(cuda_time, right), cuda, "Report D, CUDA"},
                       printed("naive", left, theirs, "Report D, naive and fast"), printed("fast", middle, theirs, ""),
                       times(results, "naive", 1, left, style(2, Marker::disc), "naive"),
                       times(results, "fast", 1, middle, style(1, Marker::square), "fast, 1 thread"),
                       times(results, "fast", threads, right, style(3, Marker::triangle), on(threads))}};
}

Panel speed_ups_panel(const Results& results, double threads) {
  const std::vector<Point> of_one = speed_ups(results, 1, middle);
  Panel panel{.title = "speed-up over naive",
              .x = layers(),
              .y = logarithmic_axis("", 0.5, 1e7),
              .elements = {Level{.value = 1}, printed("cuda-speed-up", right, cuda, "Report D, CUDA"),
                           printed("speed-up", middle, theirs, "Report D, fast"),
                           Marks{of_one, style(1, Marker::square), "fast, 1 thread"},
                           Marks{speed_ups(results, threads, right), style(3, Marker::triangle), on(threads)}}};
  for (const auto& [x, factor] : of_one) {
    if (std::isnan(factor)) continue;
    panel.elements.push_back(Text{
        .x = x, .y = factor, .text = fmt::format("{:.1f}", factor), .align = Text::Align::right, .shift = {-1.2, 0}});
  }
  return panel;
}

}  // namespace backcheck::experiments::report_d
