#include "experiments/d/layer_timing.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>

#include "core/random.hpp"
#include "experiments/judging/statistics.hpp"
#include "reference/as_published/assignment.hpp"

namespace backcheck::experiments::report_d {

const std::array<TimedLayer, 2>& timed_layers() {
  static const std::array<TimedLayer, 2> layers{
      {{"convolution",
        Conv2dOptions{.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
        {10, 3, 31, 31}},
       {"max pooling", MaxPool2dOptions{}, {40, 3, 32, 32}}}};
  return layers;
}

namespace {

// A layer with random data, ready to be called.
struct Bench {
  Network<double> network;
  Tensor<double> input, grad_output;

  Bench(const TimedLayer& layer, Twin twin, std::uint64_t seed)
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

}  // namespace

void measure_times(const TimedLayer& layer, const JobContext& context) {
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

void measure_differences(const TimedLayer& layer, const JobContext& context) {
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

}  // namespace backcheck::experiments::report_d
