// Report D's comparison of naive and fast layers, in its own shapes: time per call, speed-up, and how far the results
// of the two differ.
#include <omp.h>

#include <chrono>
#include <cmath>

#include "core/random.hpp"
#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/training.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

struct Subject {
  std::string name;
  AnyOptions options;
  Shape input;
};

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = {
      {"convolution",
       Conv2dOptions{.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
       {10, 3, 31, 31}},
      {"max pooling", MaxPool2dOptions{}, {40, 3, 32, 32}}};
  return all;
}

// A layer with random data, ready to be called.
struct Bench {
  Network<double> network;
  Tensor<double> input, grad_output;

  Bench(const Subject& subject, Twin twin, std::uint64_t seed)
      : network(make_network<double>({subject.options}, twin)), input(subject.input) {
    network.want_input_gradient(true);
    fill_normal(input, 1, mix(seed, 0));
    fill_normal(network.parameters()[0].weight, 1, mix(seed, 1));
    fill_normal(network.parameters()[0].bias, 1, mix(seed, 2));
    grad_output.resize(network.shapes(subject.input)[0]);
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
  context.recorder.record(threads, quantity + ", first call", seconds_of(call, 1));
  const double estimate = seconds_of(call, 3);
  const double sample = context.settings.pick(2e-4, 2e-3, 1e-2);  // seconds
  const Index repeats = std::max<Index>(1, static_cast<Index>(std::ceil(sample / estimate)));
  std::vector<double> times;
  for (int i = 0; i < 15; ++i) times.push_back(seconds_of(call, repeats));
  context.recorder.record(threads, quantity, median(times));
  context.recorder.record(threads, quantity + ", median absolute deviation", median_deviation(times));
  return median(times);
}

void measure_times(const Subject& subject, const JobContext& context) {
  const int threads_before = omp_get_max_threads();
  omp_set_num_threads(1);  // the naive twin has none
  Bench naive(subject, Twin::naive, context.seed);
  const double naive_forward = time_call([&] { naive.forward(); }, "naive forward", context);
  const double naive_backward = time_call([&] { naive.backward(); }, "naive backward", context);
  std::vector<int> thread_counts{1};
  if (omp_get_num_procs() > 1) thread_counts.push_back(omp_get_num_procs());
  for (const int threads : thread_counts) {
    omp_set_num_threads(threads);
    Bench fast(subject, Twin::fast, context.seed);
    const double fast_forward = time_call([&] { fast.forward(); }, "fast forward", context);
    const double fast_backward = time_call([&] { fast.backward(); }, "fast backward", context);
    context.recorder.record(threads, "speed-up forward", naive_forward / fast_forward);
    context.recorder.record(threads, "speed-up backward", naive_backward / fast_backward);
  }
  omp_set_num_threads(threads_before);
}

// How far the twins differ; what is timed was compared.
void measure_differences(const Subject& subject, const JobContext& context) {
  Bench naive(subject, Twin::naive, context.seed), fast(subject, Twin::fast, context.seed);
  naive.forward();
  fast.forward();
  naive.backward();
  fast.backward();
  const auto record = [&](const char* quantity, const Tensor<double>& a, const Tensor<double>& b) {
    if (!a.empty()) context.recorder.record(1, quantity, tensor_relative_error(a, b));
  };
  const Gradients<double>&a = naive.network.gradients()[0], &b = fast.network.gradients()[0];
  record("output difference", naive.network.output(0), fast.network.output(0));
  record("input gradient difference", a.input, b.input);
  record("weight gradient difference", a.weight, b.weight);
  record("bias gradient difference", a.bias, b.bias);
}

// The report's figures for one layer and one direction, as printed.
struct Timing {
  const char* id;
  const char* layer;
  const char* direction;
  const char* naive;
  const char* fast;
  const char* cuda;       // as printed
  const char* cuda_true;  // the one that its own speed-up belongs to
  const char* speed_up;
  const char* speed_up_cuda;
  double python_steps;  // iterations of the report's loops: images x filters x positions; forward pooling: positions
};
constexpr Timing timings[] = {{"D-11", "convolution", "forward", "4.573389", "0.405314", "0.000612", "0.000612",
                               "11.283564", "7472.607324", 10 * 25 * 16 * 16},
                              {"D-12", "convolution", "backward", "5.216513", "0.142354", "0.000310", "0.000522",
                               "36.644711", "9995.267702", 10 * 25 * 16 * 16},
                              {"D-13", "max pooling", "forward", "0.010955", "0.000234", "0.000156", "0.000156",
                               "46.789206", "70.255352", 16 * 16},
                              {"D-14", "max pooling", "backward", "4.208053", "0.000528", "0.000522", "0.000310",
                               "7968.330474", "13587.260970", 40 * 3 * 16 * 16}};

double microseconds_per_step(const Timing& timing) { return std::stod(timing.naive) / timing.python_steps * 1e6; }

// The least and the largest of the four.
std::string step_costs() {
  std::vector<double> costs;
  for (const Timing& timing : timings) costs.push_back(microseconds_per_step(timing));
  const auto [least, largest] = std::minmax_element(costs.begin(), costs.end());
  return fixed(*least, 0) + " to " + fixed(*largest, 0);
}

std::vector<Published> published() {
  const std::string given = "double precision";
  const std::string assumed = "the public assignment's shapes; hardware unknown";
  const std::string python = "the report times a Python loop: " + step_costs() +
                             " microseconds a step in all four naive times, whatever the step computes";
  const std::string machine = "seconds on hardware that the report does not name";
  const std::string cold =
      "the report's fast forward takes longer than its backward, which has twice the arithmetic: "
      "its first call pays for start-up";
  const std::string no_sync =
      "a GPU call returns before it has finished and nothing waits for it; and the second call "
      "of a kernel is compared with a first one";
  std::vector<Published> rows;
  for (const Timing& t : timings) {
    const std::string name = std::string(t.layer) + " " + t.direction, direction = t.direction;
    const bool exchanged = std::string_view(t.cuda) != t.cuda_true;
    rows.push_back({.id = t.id,
                    .quantity = name + ", naive",
                    .printed = t.naive,
                    .unit = "s",
                    .meaning = "loops in Python over tensors, not a naive computation",
                    .given = given,
                    .assumed = assumed,
                    .ours = {{.run = t.layer, .quantity = "naive " + direction, .x = 1.0}},
                    .settled = Verdict::underdetermined,
                    .cause = machine + "; " + python});
    rows.push_back({.id = t.id,
                    .quantity = name + ", fast",
                    .printed = t.fast,
                    .unit = "s",
                    .meaning = "one call of the framework, the first one",
                    .given = given,
                    .assumed = assumed,
                    .ours = {{.run = t.layer, .quantity = "fast " + direction, .x = 1.0}},
                    .settled = Verdict::underdetermined,
                    .cause = machine + (std::string_view(t.id) == "D-11" ? "; " + cold : "; one unrepeated call")});
    rows.push_back({.id = t.id,
                    .quantity = name + ", fast CUDA",
                    .printed = t.cuda,
                    .unit = "s",
                    .meaning = exchanged ? "exchanged with that of the other layer's backward pass: naive time / " +
                                               std::string(t.cuda_true) +
                                               " s = " + fixed(std::stod(t.naive) / std::stod(t.cuda_true), 0) +
                                               ", the printed speed-up"
                                         : "the time to launch a kernel",
                    .given = given,
                    .assumed = assumed,
                    .settled = exchanged ? Verdict::mislabelled : Verdict::artefact,
                    .cause = exchanged ? "the two backward times are exchanged in the text" : no_sync});
    rows.push_back({.id = t.id,
                    .quantity = name + ", speed-up",
                    .printed = t.speed_up,
                    .unit = "x",
                    .meaning = "Python loop / first call of the framework",
                    .given = given,
                    .assumed = assumed,
                    .ours = {{.run = t.layer, .quantity = "speed-up " + direction, .x = 1.0}},
                    .settled = Verdict::artefact,
                    .cause = python});
    rows.push_back({.id = t.id,
                    .quantity = name + ", speed-up CUDA",
                    .printed = t.speed_up_cuda,
                    .unit = "x",
                    .meaning = "Python loop / launch of a kernel",
                    .given = given,
                    .assumed = assumed,
                    .ours = {{.run = t.layer, .quantity = "speed-up " + direction}},
                    .settled = Verdict::artefact,
                    .cause = no_sync});
  }

  struct Difference {
    const char* layer;
    const char* tensor;
    const char* printed;
    const char* cuda;
  };
  for (const Difference& d :
       {Difference{"convolution", "output", "2.1928544370986248e-16", "2.1928544370986248e-16"},
        Difference{"convolution", "input gradient", "3.8774834488572664e-16", "3.8774834488572664e-16"},
        Difference{"convolution", "weight gradient", "1.0684549953610693e-15", "1.0684549953610695e-15"},
        Difference{"convolution", "bias gradient", "1.6798889889341262e-16", "1.6798889889341262e-16"},
        Difference{"max pooling", "output", "0.0", "0.0"},
        Difference{"max pooling", "input gradient", "0.0", nullptr}}) {
    const bool exact = std::string_view(d.printed) == "0.0";
    Published row{
        .id = "D-15",
        .quantity = std::string(d.layer) + ", difference of the " + d.tensor,
        .printed = d.printed,
        .meaning = exact ? "maxima are copied, so twins agree exactly" : "another order of summation",
        .given = given,
        .assumed = "tensor-relative metric",
        .ours = {{.run = std::string(d.layer) + ", differences", .quantity = std::string(d.tensor) + " difference"}},
        .cause = exact ? "" : "rounding errors of two orders of summation and of data, none of which is stated"};
    if (exact) {
      row.tolerance = 0;
    } else {
      row.logarithmic = true;
      row.settled = Verdict::underdetermined;
    }
    rows.push_back(row);
    if (!d.cuda) continue;
    row.quantity += ", CUDA";
    row.printed = d.cuda;
    row.meaning = exact ? row.meaning : "the number of the fast variant again: the same kernel on the same device";
    if (!exact) {
      row.settled = Verdict::artefact;
      row.cause = "two devices would sum in different orders; equal digits mean one kernel, timed twice";
    }
    rows.push_back(row);
  }
  return rows;
}

std::vector<Figure> figures(const Results& results) {
  double all = 1;
  for (const auto& [threads, values] : results.curve("convolution", "fast forward")) all = std::max(all, threads);
  std::vector<std::string> labels;
  std::vector<std::vector<double>> naive, fast, fast_all, published_times, cuda, gain, gain_all, published_gain,
      cuda_gain;
  double x = 0;
  for (const Timing& t : timings) {
    labels.push_back((std::string_view(t.layer) == "convolution" ? "conv.\n" : "pooling\n") + std::string(t.direction));
    const auto time = [&](const std::string& quantity, double threads, double at) -> std::vector<double> {
      return {at, median(results.values(t.layer, quantity, threads)),
              median(results.values(t.layer, quantity + ", median absolute deviation", threads))};
    };
    const auto speed_up = [&](double threads) {
      return median(results.values(t.layer, std::string("speed-up ") + t.direction, threads));
    };
    naive.push_back(time(std::string("naive ") + t.direction, 1, x - 0.15));
    fast.push_back(time(std::string("fast ") + t.direction, 1, x));
    fast_all.push_back(time(std::string("fast ") + t.direction, all, x + 0.15));
    published_times.push_back({x - 0.15, std::stod(t.naive)});
    published_times.push_back({x, std::stod(t.fast)});
    cuda.push_back({x + 0.15, std::stod(t.cuda_true)});
    gain.push_back({x, speed_up(1)});
    gain_all.push_back({x + 0.15, speed_up(all)});
    published_gain.push_back({x, std::stod(t.speed_up)});
    cuda_gain.push_back({x + 0.15, std::stod(t.speed_up_cuda)});
    x += 1;
  }
  Figure figure{.name = "F14-naive-and-fast",
                .title = "A speed-up of thousands needs a Python loop in the numerator",
                .caption =
                    "Double precision, the report's shapes: convolution (10, 3, 31, 31) with 25 filters 3x3, "
                    "stride 2; max pooling (40, 3, 32, 32). Ours: median of warm calls, bars: median absolute "
                    "deviation. Grey crosses: the report's CUDA figures, which time the launch of a kernel; "
                    "its two backward times, exchanged in its text, are put back here.",
                .width = 1080,
                .height = 560};
  figure.add("naive", {"layer", "seconds", "deviation"}, naive);
  figure.add("fast, 1 thread", {"layer", "seconds", "deviation"}, fast);
  figure.add("fast, all threads", {"layer", "seconds", "deviation"}, fast_all);
  figure.add("published times", {"layer", "seconds"}, published_times);
  figure.add("published CUDA times", {"layer", "seconds"}, cuda);
  figure.add("speed-up, 1 thread", {"layer", "speed-up"}, gain);
  figure.add("speed-up, all threads", {"layer", "speed-up"}, gain_all);
  figure.add("published speed-up", {"layer", "speed-up"}, published_gain);
  figure.add("published CUDA speed-up", {"layer", "speed-up"}, cuda_gain);
  const std::string threads = fixed(all, 0) + " threads";
  const std::string axes = tics("x", labels) + "set xrange [-0.5:3.5]\nset logscale y\nset format y '10^{%T}'\n";
  const std::string times =
      axes + "set title 'seconds a call' offset 0,-0.7\nset yrange [1e-6:1e5]\nset key top right\n" +
      plot({"DATA index 'published CUDA times' using 1:2 with points pt 2 ps 1.3 lw 2 lc rgb 'gray50' title 'Report D, "
            "CUDA'",
            "DATA index 'published times' using 1:2 with points pt 12 ps 1.7 lw 2 lc rgb 'black' title 'Report D, "
            "naive and fast'",
            "DATA index 'naive' using 1:2:3 with yerrorbars lt 2 dt solid pt 7 ps 1.2 lw 2 title 'naive'",
            "DATA index 'fast, 1 thread' using 1:2:3 with yerrorbars lt 1 dt solid pt 5 ps 1.2 lw 2 title 'fast, 1 "
            "thread'",
            "DATA index 'fast, all threads' using 1:2:3 with yerrorbars lt 3 dt solid pt 9 ps 1.2 lw 2 title 'fast, " +
                threads + "'"});
  const std::string gains =
      "set title 'speed-up over naive' offset 0,-0.7\nset yrange [0.5:1e7]\nset key top right\n" +
      plot({"1 with lines lc rgb 'gray50' dt 2 notitle",
            "DATA index 'published CUDA speed-up' using 1:2 with points pt 2 ps 1.3 lw 2 lc rgb 'gray50' title 'Report "
            "D, CUDA'",
            "DATA index 'published speed-up' using 1:2 with points pt 12 ps 1.7 lw 2 lc rgb 'black' title 'Report D, "
            "fast'",
            "DATA index 'speed-up, 1 thread' using 1:2:(sprintf('%.1f', $2)) with labels right offset -1.2,0 notitle",
            "DATA index 'speed-up, 1 thread' using 1:2 with points lt 1 pt 5 ps 1.2 title 'fast, 1 thread'",
            "DATA index 'speed-up, all threads' using 1:2 with points lt 3 pt 9 ps 1.2 title 'fast, " + threads + "'"});
  figure.script = panels(1, 2, {times, gains});
  return {figure};
}

std::string findings(const Results& results) {
  std::string text = "- The report's naive times are those of Python: ";
  for (const Timing& t : timings) {
    text += fixed(std::stod(t.naive), 6) + " s for " + fixed(t.python_steps, 0) + " steps (" + t.layer + " " +
            t.direction + ", " + fixed(microseconds_per_step(t), 0) + " microseconds each)" +
            (&t == &timings[3] ? "" : ", ");
  }
  text +=
      ". The forward pooling loop has few steps because it treats all images and channels at once: that pair is not "
      "the same degree of naive.\n";
  const auto ours = [&](const char* layer, const std::string& quantity) {
    return fixed(median(results.values(layer, quantity, 1)) * 1e6, 0);
  };
  for (const char* layer : {"convolution", "max pooling"}) {
    text += std::string("- The same ") + layer + " in plain C++ loops takes " + ours(layer, "naive forward") +
            " microseconds forward and " + ours(layer, "naive backward") + " backward; fast on one thread " +
            ours(layer, "fast forward") + " and " + ours(layer, "fast backward") +
            ". The first call of the fast layer takes " + ours(layer, "fast forward, first call") +
            " microseconds instead of " + ours(layer, "fast forward") + ": a single call measures start-up.\n";
  }
  text += "- The CUDA times of the backward passes are exchanged in the report's text: 5.216513 / 0.000522 = " +
          fixed(5.216513 / 0.000522, 0) + " and 4.208053 / 0.000310 = " + fixed(4.208053 / 0.000310, 0) +
          " are its speed-ups 9995 and 13587, up to the rounding of the times; as printed they would be " +
          fixed(5.216513 / 0.000310, 0) + " and " + fixed(4.208053 / 0.000522, 0) + ".\n";
  return text;
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  for (const Subject& subject : subjects()) {
    add_jobs(jobs, subject.name + ", differences", settings.seed_count(20, 50), 0.1,
             [&subject](const JobContext& context) { measure_differences(subject, context); });
    add_jobs(jobs, subject.name, settings.seed_count(5, 10), 1,
             [&subject](const JobContext& context) { measure_times(subject, context); });
  }
  for (Job& job : jobs) job.exclusive = job.run == "convolution" || job.run == "max pooling";
  return jobs;
}

}  // namespace

Experiment d_timing() {
  return {.name = "d-timing",
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
          .published = published(),
          .jobs = jobs,
          .figures = figures,
          .findings = findings};
}

}  // namespace backcheck::experiments
