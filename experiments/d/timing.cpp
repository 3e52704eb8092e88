// Report D's comparison of naive and fast layers, in its own shapes: time per call, speed-up, and how far the results
// of the two differ.
#include <cmath>

#include "experiments/d/layer_timing.hpp"
#include "experiments/d/published_times.hpp"
#include "experiments/d/timing_panels.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using report_d::published_times, report_d::PublishedTime, report_d::TimedLayer;

Experiment declaration() {
  return {.name = "d-timing",
          .position = 3,
          .title = "Naive and fast layers",
          .question = "How much faster are fast layers, and what do speed-ups of thousands measure?",
          .source = "Report D, section 3",
          .x_means = "threads",
          .assumptions = {"Shapes are those of the public assignment that the report answers; the report names neither "
                          "shapes nor hardware.",
                          "Ours: warm calls on a machine that does nothing else; the median of 15 samples, then over "
                          "seeds. Naive is the textbook loop in C++, fast is the other twin.",
                          "Times of ours are of processors, and none of them is compared with a CUDA time."},
          .published = report_d::compare_times(report_d::measured_gpu_times())};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const TimedLayer& layer : report_d::timed_layers()) {
    runs.push_back({.name = layer.name + ", differences",
                    .seeds = settings.seed_count(20, 50),
                    .seconds = 0.1,
                    .body = [&layer](const JobContext& context) { measure_differences(layer, context); }});
    runs.push_back({.name = layer.name,
                    .seeds = settings.seed_count(5, 10),
                    .seconds = 1,
                    .body = [&layer](const JobContext& context) { measure_times(layer, context); },
                    .exclusive = true});
  }
  return runs;
}

double most_threads(const Results& results) {
  const auto curve = results.curve("convolution", "fast forward");
  return curve.empty() ? 1 : curve.rbegin()->first;
}

std::vector<Figure> figures(const Results& results) {
  const double threads = most_threads(results);
  const auto speed_up = [&](const PublishedTime& time) {
    return results.median(time.layer, "speed-up " + time.direction, threads);
  };
  const auto best = highest(published_times, speed_up);
  if (!best) return {};
  return {{.name = "F14-naive-and-fast",
           .title = speed_up(*best) < 1000 ? "A speed-up of thousands needs a Python loop in the numerator"
                                           : "The fast layers are thousands of times faster than nested loops",
           .caption = "Double precision, the report's shapes: convolution (10, 3, 31, 31) with 25 filters 3x3, stride "
                      "2; max pooling (40, 3, 32, 32). Ours: median of warm calls, bars: median absolute deviation. "
                      "Grey crosses: the report's figures for a GPU, by a clock that the verdicts judge; its two "
                      "backward times, exchanged in its text, are put back here. Nothing of ours ran on a GPU.",
           .width = 1080,
           .height = 560,
           .layout = {.columns = 2},
           .panels = {report_d::times_panel(results, threads), report_d::speed_ups_panel(results, threads)}}};
}

Markdown findings(const Results& results) {
  std::vector<std::string> steps;
  for (const PublishedTime& time : published_times) {
    steps.push_back(fmt::format("{} s for {:.0f} steps ({} {}, {:.0f} microseconds each)", time.printed("naive"),
                                time.python_steps, time.layer, time.direction, time.microseconds_per_step()));
  }
  Markdown text;
  text.bullet(
      "The report's naive times are those of Python: {}. The forward pooling loop has few steps because it treats all "
      "images and channels at once: that pair is not the same degree of naive.",
      joined(steps));
  for (const TimedLayer& layer : report_d::timed_layers()) {
    const auto ours = [&](const std::string& quantity) { return 1e6 * results.median(layer.name, quantity, 1); };
    const double first = ours("fast forward, first call"), warm = ours("fast forward");
    if (std::isnan(warm)) continue;
    text.bullet(
        "The same {} in plain C++ loops takes {:.0f} microseconds forward and {:.0f} backward; fast on one thread "
        "{:.0f} and {:.0f}. The first call of the fast layer takes {:.0f} microseconds instead of {:.0f}{}.",
        layer.name, ours("naive forward"), ours("naive backward"), warm, ours("fast backward"), first, warm,
        first > 1.5 * warm ? ": a single call measures start-up" : "");
  }
  const report_d::GpuTimes& gpu = report_d::measured_gpu_times();
  if (gpu.device.empty()) {
    text.bullet(
        "That the report's clock does not wait for the GPU is inferred from its numbers. `experiments/time-gpu` "
        "measures "
        "it where there is a GPU, and the verdicts on the CUDA numbers then follow what it finds.");
  }
  for (const PublishedTime& time : published_times) {
    if (gpu.device.empty()) break;
    text.bullet("The {} {}, {}.", time.layer, time.direction, judge_cuda(gpu, time.item).cause);
  }
  const PublishedTime &conv = published_times[1], &pool = published_times[3];
  const auto ratio = [](const PublishedTime& time, double cuda) { return time.value("naive") / cuda; };
  return text.bullet(
      "The CUDA times of the backward passes are exchanged in the report's text: {} / {:f} = {:.0f} and {} / {:f} = "
      "{:.0f} are its speed-ups {:.0f} and {:.0f}, up to the rounding of the times; as printed they would be {:.0f} "
      "and {:.0f}.",
      conv.value("naive"), conv.cuda_time(), ratio(conv, conv.cuda_time()), pool.value("naive"), pool.cuda_time(),
      ratio(pool, pool.cuda_time()), conv.value("cuda-speed-up"), pool.value("cuda-speed-up"),
      ratio(conv, conv.value("cuda")), ratio(pool, pool.value("cuda")));
}

}  // namespace
}  // namespace backcheck::experiments
