// Report D's comparison of naive and fast layers, in its own shapes: time per call, speed-up, and how far the results
// of the two differ.
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/random.hpp"
#include "experiments/experiment_file.hpp"
#include "reference/as_published/assignment.hpp"

namespace backcheck::experiments {
namespace {

struct Layer {
  std::string name;
  AnyOptions options;
  Shape input;
};
const Layer layers[] = {
    {"convolution",
     Conv2dOptions{.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
     {10, 3, 31, 31}},
    {"max pooling", MaxPool2dOptions{}, {40, 3, 32, 32}}};

std::vector<Comparison> comparisons();

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
                          "Nothing here was run on a GPU. That the report's GPU timings do not wait for the GPU is "
                          "inferred from its numbers, not measured."},
          .published = comparisons()};
}

void measure_differences(const Layer& layer, const JobContext& context);
void measure_times(const Layer& layer, const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Layer& layer : layers) {
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

// One layer in one direction: the item of the report, and the iterations of its Python loops: images x filters x
// positions; in pooling forward, which treats all images and channels at once, positions.
struct Timing {
  const char *item, *layer, *direction;
  double python_steps;
  bool exchanged_cuda_time = false;

  double printed(const std::string& name) const { return published::value(std::string(item) + "/" + name); }
  double microseconds_per_step() const { return printed("naive") / python_steps * 1e6; }
  double own_cuda_time() const;
};
constexpr Timing timings[] = {{"D-11", "convolution", "forward", 10 * 25 * 16 * 16},
                              {"D-12", "convolution", "backward", 10 * 25 * 16 * 16, true},
                              {"D-13", "max pooling", "forward", 16 * 16},
                              {"D-14", "max pooling", "backward", 40 * 3 * 16 * 16, true}};

// The two backward times are exchanged in the text.
double Timing::own_cuda_time() const {
  if (!exchanged_cuda_time) return printed("cuda");
  for (const Timing& other : timings) {
    if (other.exchanged_cuda_time && other.layer != layer) return other.printed("cuda");
  }
  return printed("cuda");
}

void compare_timing(std::vector<Comparison>& all, const Timing& t) {
  std::vector<double> costs;
  for (const Timing& timing : timings) costs.push_back(timing.microseconds_per_step());
  const auto [least, largest] = std::minmax_element(costs.begin(), costs.end());
  const std::string assumed = "the public assignment's shapes; hardware unknown", item = t.item,
                    direction = t.direction;
  const std::string python = fmt::format(
      "the report times a Python loop: {:.0f} to {:.0f} microseconds a step in all four naive times, whatever the step "
      "computes",
      *least, *largest);
  const std::string machine = "seconds on hardware that the report does not name";
  const std::string cold =
      "the report's fast forward takes longer than its backward, which has twice the arithmetic: its first call pays "
      "for "
      "start-up";
  const std::string no_sync =
      "a GPU call returns before it has finished and nothing waits for it; and the second call of a kernel is compared "
      "with a first one";
  all.push_back({.number = item + "/naive",
                 .ours = {{t.layer, "naive " + direction, 1.0}},
                 .assumed = assumed,
                 .settled = Verdict::underdetermined,
                 .cause = machine + "; " + python});
  all.push_back({.number = item + "/fast",
                 .ours = {{t.layer, "fast " + direction, 1.0}},
                 .assumed = assumed,
                 .settled = Verdict::underdetermined,
                 .cause = machine + "; " + (item == "D-11" ? cold : "one unrepeated call")});
  all.push_back({.number = item + "/cuda",
                 .assumed = assumed,
                 .settled = t.exchanged_cuda_time ? Verdict::mislabelled : Verdict::artefact,
                 .cause = t.exchanged_cuda_time ? "the two backward times are exchanged in the text" : no_sync});
  all.push_back({.number = item + "/speed-up",
                 .ours = {{t.layer, "speed-up " + direction, 1.0}},
                 .assumed = assumed,
                 .settled = Verdict::artefact,
                 .cause = python});
  all.push_back({.number = item + "/cuda-speed-up",
                 .ours = {{t.layer, "speed-up " + direction}},
                 .assumed = assumed,
                 .settled = Verdict::artefact,
                 .cause = no_sync});
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const Timing& timing : timings) compare_timing(all, timing);
  const std::pair<std::string, std::string> tensors[] = {
      {"output", "output"}, {"input", "input gradient"}, {"weight", "weight gradient"}, {"bias", "bias gradient"}};
  for (const std::string& id : published::ids("D-15/")) {
    const bool is_pooling = id.starts_with("D-15/pool"), is_cuda = id.ends_with("-cuda");
    Comparison comparison{.number = id, .assumed = "tensor-relative metric"};
    for (const auto& [name, tensor] : tensors) {
      if (id.find("-" + name) == std::string::npos) continue;
      comparison.ours = {
          {is_pooling ? "max pooling, differences" : "convolution, differences", tensor + " difference"}};
    }
    if (is_pooling) {  // maxima are copied
      comparison.tolerance = 0;
    } else {
      comparison.logarithmic = true;
      comparison.settled = is_cuda ? Verdict::artefact : Verdict::underdetermined;
      comparison.cause = is_cuda
                             ? "two devices would sum in different orders; equal digits mean one kernel, timed twice"
                             : "rounding errors of two orders of summation and of data, none of which is stated";
    }
    all.push_back(comparison);
  }
  return all;
}

// A layer with random data, ready to be called.
struct Bench {
  Network<double> network;
  Tensor<double> input, grad_output;

  Bench(const Layer& layer, Twin twin, std::uint64_t seed)
      : network(make_network<double>({layer.options}, twin)), input(layer.input) {
    network.want_input_gradient(true);
    fill_normal(input, 1, mix(seed, 0));
    fill_normal(network.parameters()[0].weight, 1, mix(seed, 1));
    fill_normal(network.parameters()[0].bias, 1, mix(seed, 2));
    grad_output.resize(network.shapes(layer.input)[0]);
    fill_normal(grad_output, 1, mix(seed, 3));
  }
  void forward() { network.forward(input); }
  void backward() { network.backward(grad_output, input); }
};

double seconds_of(const std::function<void()>& call, Index repeats) {
  const auto start = std::chrono::steady_clock::now();
  for (Index i = 0; i < repeats; ++i) call();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / static_cast<double>(repeats);
}

// Records the first call and the median of the following ones, each sample long enough for the clock; returns the
// median.
double time_call(const std::function<void()>& call, const std::string& quantity, const JobContext& context) {
  const double threads = omp_get_max_threads();
  context.record(threads, quantity + ", first call", seconds_of(call, 1));
  const double estimate = seconds_of(call, 3);
  const double sample = context.settings.pick(2e-4, 2e-3, 1e-2);  // seconds
  const Index repeats = std::max<Index>(1, static_cast<Index>(std::ceil(sample / estimate)));
  std::vector<double> times;
  for (int i = 0; i < 15; ++i) times.push_back(seconds_of(call, repeats));
  context.record(threads, quantity, median(times));
  context.record(threads, quantity + ", median absolute deviation", median_absolute_deviation(times));
  return median(times);
}

void measure_times(const Layer& layer, const JobContext& context) {
  const int threads_before = omp_get_max_threads();
  omp_set_num_threads(1);  // the naive twin has none
  Bench naive(layer, Twin::naive, context.seed);
  const double naive_forward = time_call([&] { naive.forward(); }, "naive forward", context);
  const double naive_backward = time_call([&] { naive.backward(); }, "naive backward", context);
  std::vector<int> thread_counts{1};
  if (omp_get_num_procs() > 1) thread_counts.push_back(omp_get_num_procs());
  for (const int threads : thread_counts) {
    omp_set_num_threads(threads);
    Bench fast(layer, Twin::fast, context.seed);
    const double fast_forward = time_call([&] { fast.forward(); }, "fast forward", context);
    const double fast_backward = time_call([&] { fast.backward(); }, "fast backward", context);
    context.record(threads, "speed-up forward", naive_forward / fast_forward);
    context.record(threads, "speed-up backward", naive_backward / fast_backward);
  }
  omp_set_num_threads(threads_before);
}

// How far the twins differ; what is timed was compared.
void measure_differences(const Layer& layer, const JobContext& context) {
  Bench naive(layer, Twin::naive, context.seed), fast(layer, Twin::fast, context.seed);
  naive.forward();
  fast.forward();
  naive.backward();
  fast.backward();
  const auto record = [&](const char* quantity, const Tensor<double>& a, const Tensor<double>& b) {
    if (!a.empty()) context.record(1, quantity, published::tensor_relative_error(a, b));
  };
  const Gradients<double>&a = naive.network.gradients()[0], &b = fast.network.gradients()[0];
  record("output difference", naive.network.output(0), fast.network.output(0));
  record("input gradient difference", a.input, b.input);
  record("weight gradient difference", a.weight, b.weight);
  record("bias gradient difference", a.bias, b.bias);
}

std::vector<Figure> figures(const Results& results) {
  double all = 1;
  for (const auto& [threads, values] : results.curve("convolution", "fast forward")) all = std::max(all, threads);
  std::vector<std::string> labels;
  std::vector<Estimate> naive, fast, fast_all;
  std::vector<Point> gain, gain_all, their_times, their_cuda, their_gain, their_cuda_gain;
  Panel times{.title = "seconds a call"}, gains{.title = "speed-up over naive"};
  for (const Timing& t : timings) {
    const double x = static_cast<double>(labels.size());
    labels.push_back(fmt::format("{}\n{}", t.layer == layers[0].name ? "conv." : "pooling", t.direction));
    const auto add = [&](std::vector<Estimate>& to, const char* twin, double threads, double at) {
      const std::string quantity = fmt::format("{} {}", twin, t.direction);
      const double seconds = results.median(t.layer, quantity, threads),
                   deviation = results.median(t.layer, quantity + ", median absolute deviation", threads);
      if (std::isfinite(seconds)) to.push_back({at, seconds, seconds - deviation, seconds + deviation});
    };
    add(naive, "naive", 1, x - 0.15);
    add(fast, "fast", 1, x);
    add(fast_all, "fast", all, x + 0.15);
    const auto speed_up = [&](double threads) {
      return results.median(t.layer, std::string("speed-up ") + t.direction, threads);
    };
    if (std::isfinite(speed_up(1))) {
      gain.push_back({x, speed_up(1)});
      gains.elements.push_back(
          Text{x, speed_up(1), fmt::format("{:.1f}", speed_up(1)), Text::Align::right, 13, {}, false, {-1.2, 0}});
    }
    if (std::isfinite(speed_up(all))) gain_all.push_back({x + 0.15, speed_up(all)});
    their_times.push_back({x - 0.15, t.printed("naive")});
    their_times.push_back({x, t.printed("fast")});
    their_cuda.push_back({x + 0.15, t.own_cuda_time()});
    their_gain.push_back({x, t.printed("speed-up")});
    their_cuda_gain.push_back({x + 0.15, t.printed("cuda-speed-up")});
  }
  if (naive.empty() || fast_all.empty() || gain.empty() || gain_all.empty()) return {};
  for (Panel* panel : {&times, &gains}) {
    panel->x = {.low = -0.5, .high = 3.5, .ticks = labelled(labels)};
    panel->y = {.logarithmic = true, .numbers = Axis::Numbers::powers_of_ten};
  }
  times.y.low = 1e-6, times.y.high = 1e5, gains.y.low = 0.5, gains.y.high = 1e7;
  const Style cuda{.colour = Colour::grey, .marker = Marker::cross, .width = 2, .size = 1.3};
  const Style theirs{.colour = Colour::black, .marker = Marker::open_diamond, .width = 2, .size = 1.7};
  const auto style = [](int series, Marker marker) {
    return Style{.series = series, .dash = Dash::solid, .marker = marker, .width = 2, .size = 1.2};
  };
  const std::string threads = fmt::format("fast, {:.0f} threads", all);
  times.elements = {Marks{their_cuda, cuda, "Report D, CUDA"}, Marks{their_times, theirs, "Report D, naive and fast"},
                    ErrorBars{naive, style(2, Marker::disc), "naive"},
                    ErrorBars{fast, style(1, Marker::square), "fast, 1 thread"},
                    ErrorBars{fast_all, style(3, Marker::triangle), threads}};
  for (Element element : std::vector<Element>{Level{.value = 1}, Marks{their_cuda_gain, cuda, "Report D, CUDA"},
                                              Marks{their_gain, theirs, "Report D, fast"},
                                              Marks{gain, style(1, Marker::square), "fast, 1 thread"},
                                              Marks{gain_all, style(3, Marker::triangle), threads}}) {
    gains.elements.push_back(std::move(element));
  }
  const double largest = std::max_element(gain_all.begin(), gain_all.end(), [](const Point& a, const Point& b) {
                           return a[1] < b[1];
                         })->at(1);
  return {
      {.name = "F14-naive-and-fast",
       .title = largest < 1000 ? "A speed-up of thousands needs a Python loop in the numerator"
                               : "The fast layers are thousands of times faster than nested loops",
       .caption =
           "Double precision, the report's shapes: convolution (10, 3, 31, 31) with 25 filters 3x3, stride 2; max "
           "pooling (40, 3, 32, 32). Ours: median of warm calls, bars: median absolute deviation. Grey crosses: the "
           "report's CUDA figures, which time the launch of a kernel; its two backward times, exchanged in its text, "
           "are put back here.",
       .width = 1080,
       .height = 560,
       .layout = {.columns = 2},
       .panels = {times, gains}}};
}

Markdown findings(const Results& results) {
  std::vector<std::string> steps;
  for (const Timing& t : timings) {
    steps.push_back(fmt::format("{} s for {:.0f} steps ({} {}, {:.0f} microseconds each)",
                                published::number(std::string(t.item) + "/naive").printed, t.python_steps, t.layer,
                                t.direction, t.microseconds_per_step()));
  }
  Markdown text;
  text.bullet(
      "The report's naive times are those of Python: {}. The forward pooling loop has few steps because it treats all "
      "images and channels at once: that pair is not the same degree of naive.",
      joined(steps));
  for (const Layer& layer : layers) {
    const auto ours = [&](const std::string& quantity) { return 1e6 * results.median(layer.name, quantity, 1); };
    const double first = ours("fast forward, first call"), warm = ours("fast forward");
    if (std::isnan(warm)) continue;
    text.bullet(
        "The same {} in plain C++ loops takes {:.0f} microseconds forward and {:.0f} backward; fast on one thread "
        "{:.0f} "
        "and {:.0f}. The first call of the fast layer takes {:.0f} microseconds instead of {:.0f}{}.",
        layer.name, ours("naive forward"), ours("naive backward"), warm, ours("fast backward"), first, warm,
        first > 1.5 * warm ? ": a single call measures start-up" : "");
  }
  const auto &conv = timings[1], &pool = timings[3];
  const double conv_naive = conv.printed("naive"), pool_naive = pool.printed("naive");
  return text.bullet(
      "The CUDA times of the backward passes are exchanged in the report's text: {} / {:f} = {:.0f} and {} / {:f} = "
      "{:.0f} "
      "are its speed-ups {:.0f} and {:.0f}, up to the rounding of the times; as printed they would be {:.0f} and "
      "{:.0f}.",
      conv_naive, conv.own_cuda_time(), conv_naive / conv.own_cuda_time(), pool_naive, pool.own_cuda_time(),
      pool_naive / pool.own_cuda_time(), conv.printed("cuda-speed-up"), pool.printed("cuda-speed-up"),
      conv_naive / conv.printed("cuda"), pool_naive / pool.printed("cuda"));
}

}  // namespace
}  // namespace backcheck::experiments
