// Times every layer, naive and fast, forward and backward, float and double, on one and on all threads, and whole steps
// of training. Rows are named
//
//   layer/workload/pass/number/twin/threads:N      conv2d/a-1to4-k5-28x28-n100/forward/float/fast/threads:2
//
// and filtered with --benchmark_filter=REGEX. Before a fast row is timed, its answers are compared with the naive
// twin's on the same data; a wrong answer is refused. Ends with a table of medians.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "bench/machine.hpp"
#include "bench/table.hpp"
#include "bench/twins.hpp"
#include "bench/workloads.hpp"
#include "core/optimizer.hpp"
#include "core/random.hpp"
#include "layers/make_network.hpp"
#include "layers/softmax_cross_entropy.hpp"
#include "reference/make_network.hpp"
#include "reference/softmax_cross_entropy.hpp"
#include "tests/suite/checks.hpp"

namespace backcheck::bench {
namespace {

enum class Twin { naive, fast };
enum class Direction { forward, backward, backward_without_input };

const char* name_of(Direction direction) {
  switch (direction) {
    case Direction::forward:
      return "forward";
    case Direction::backward:
      return "backward";
    case Direction::backward_without_input:
      return "backward-without-input";
  }
  return "";
}

template <Scalar T>
const char* const number_name = std::is_same_v<T, float> ? "float" : "double";

std::string lower(std::string_view name) {
  std::string text(name);
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The multiply-add peak on this many threads, measured once.
template <Scalar T>
double peak(int threads) {
  static std::map<int, double> measured;
  if (!measured.contains(threads)) measured[threads] = peak_flops<T>(threads);
  return measured[threads];
}

// What a layer is given and what it answers. Its arguments are the same for every row of the same workload.
template <Layer L>
struct Problem {
  using T = typename L::Number;

  Problem(const L& given, const Shape& shape) : layer(given), input(shape) {
    const ParameterShapes shapes = layer.options.parameter_shapes();
    params = {Tensor<T>(shapes.weight), Tensor<T>(shapes.bias)};
    grad_output.resize(layer.options.output_shape(shape));
    fill_uniform(input, -1, 1, 1);
    fill_uniform(params.weight, -1, 1, 2);
    fill_uniform(params.bias, -1, 1, 3);
    fill_uniform(grad_output, -1, 1, 4);
    forward();
  }
  void forward() { layer.forward(input, params, {.training = true, .seed = 7}, output, cache); }
  void backward() { layer.backward(grad_output, input, params, cache, grads); }

  L layer;
  Tensor<T> input, grad_output, output;
  Parameters<T> params;
  typename L::Cache cache;
  Gradients<T> grads;
};

void register_row(const std::string& name, int repetitions, const std::function<void(benchmark::State&)>& row) {
  auto* registered = benchmark::RegisterBenchmark(name.c_str(), row)->UseRealTime()->Unit(benchmark::kMillisecond);
  if (repetitions > 0) registered->Repetitions(repetitions);
}

// What the suite finds when it compares the twins on random data of this size, forward and backward: nothing, or why
// the fast one is not to be timed.
template <Scalar T, LayerOptions O>
std::string difference_between_twins(const O& options, const Shape& input) {
  using TwinsOf = decltype(twins_of(options));
  std::ostringstream text;
  for (const suite::Failure& failure :
       suite::judge(suite::compare_implementations(options, input, TwinsOf::template fast_implementation<T>(options),
                                                   TwinsOf::template naive_implementation<T>(options)))) {
    text << failure << "; ";
  }
  return text.str();
}

template <Scalar T, LayerOptions O>
void register_layer(const LayerWorkload& workload, const O& options) {
  using TwinsOf = decltype(twins_of(options));
  const std::string prefix = lower(O::name) + "/" + workload.name + "/";
  const Cost cost = options.cost(workload.input);
  const bool multiplies = options.parameter_shapes().weight.size() > 0;
  // Found once, when the first row of this workload is about to be timed.
  const auto difference = std::make_shared<std::optional<std::string>>();

  const auto add = [&]<class L>(const L& layer, Twin twin, Direction direction, int threads) {
    double flops = 0;
    if (multiplies) {
      flops = direction == Direction::forward    ? cost.forward_flops
              : direction == Direction::backward ? cost.backward_flops
                                                 : cost.backward_flops / 2;
    }
    const double elements = direction == Direction::forward ? cost.forward_elements : cost.backward_elements;
    const std::string name = prefix + name_of(direction) + "/" + number_name<T> + "/" +
                             (twin == Twin::naive ? "naive" : "fast/threads:" + std::to_string(threads));
    // A pass of the nested loops over a few thousand million operations takes seconds: once is enough.
    const int repetitions = twin == Twin::naive && flops > 2e9 ? 1 : 0;
    register_row(name, repetitions, [=, input = workload.input](benchmark::State& state) {
      omp_set_num_threads(threads);
      if (twin == Twin::fast) {
        if (!*difference) *difference = difference_between_twins<T>(options, input);
        if (!(*difference)->empty()) return state.SkipWithError((*difference)->c_str());
      }
      Problem<L> problem(layer, input);
      problem.grads.wants_input = direction != Direction::backward_without_input;
      for (auto _ : state) {
        direction == Direction::forward ? problem.forward() : problem.backward();
        benchmark::ClobberMemory();
      }
      const auto rate = benchmark::Counter::kIsIterationInvariantRate;
      if (flops > 0) {
        state.counters["FLOP/s"] = benchmark::Counter(flops, rate);
        state.counters["of peak"] = benchmark::Counter(flops / peak<T>(threads), rate);
        state.counters["flops"] = flops;
      }
      state.counters["B/s"] = benchmark::Counter(elements * sizeof(T), rate);
      state.counters["bytes"] = elements * sizeof(T);
    });
  };

  for (const Direction direction : {Direction::forward, Direction::backward, Direction::backward_without_input}) {
    if (direction == Direction::backward_without_input && !workload.first_layer) continue;
    const auto naive = typename TwinsOf::template Naive<T>{options};
    const auto fast = typename TwinsOf::template Fast<T>{options};
    if (direction != Direction::backward_without_input) add(naive, Twin::naive, direction, 1);
    add(fast, Twin::fast, direction, 1);
    if (omp_get_num_procs() > 1) add(fast, Twin::fast, direction, omp_get_num_procs());
  }
}

// Softmax cross-entropy, loss and gradient at once.
template <Scalar T>
void register_loss() {
  const auto add = [](const auto& loss, const std::string& twin, int threads) {
    register_row("softmaxcrossentropy/100x10/both/" + std::string(number_name<T>) + "/" + twin, 0,
                 [=](benchmark::State& state) {
                   omp_set_num_threads(threads);
                   Tensor<T> logits({100, 10}), grad_logits;
                   fill_uniform(logits, -3, 3, 1);
                   const std::vector<int> labels(100, 3);
                   for (auto _ : state) benchmark::DoNotOptimize(loss(logits, labels, grad_logits));
                 });
  };
  add(reference::SoftmaxCrossEntropy<T>{}, "naive", 1);
  add(layers::SoftmaxCrossEntropy<T>{}, "fast/threads:1", 1);
}

// One step of training with plain SGD: forward, loss, backward, update.
void register_step(const NetworkWorkload& workload) {
  const auto add = [&](Twin twin, int threads) {
    const std::string name = "network/" + workload.name + "/train-step/float/" +
                             (twin == Twin::naive ? "naive" : "fast/threads:" + std::to_string(threads));
    register_row(name, twin == Twin::naive ? 1 : 0, [=](benchmark::State& state) {
      omp_set_num_threads(threads);
      auto network = twin == Twin::naive ? reference::make_network<float>(workload.architecture)
                                         : layers::make_network<float>(workload.architecture);
      initialize(network, {.kind = Initializer::Kind::he}, 1);
      Optimizer<float> optimizer(SgdOptions{});
      Tensor<float> images(workload.input), grad_logits;
      fill_uniform(images, -0.5, 0.5, 1);
      const std::vector<int> labels(static_cast<std::size_t>(workload.input[0]), 3);
      for (auto _ : state) {
        const Tensor<float>& logits = network.forward(images, {.training = true, .seed = 1});
        layers::SoftmaxCrossEntropy<float>{}(logits, labels, grad_logits);
        network.backward(grad_logits, images);
        optimizer.step(network.parameters(), network.gradients(), 1e-6);
      }
      const double steps = static_cast<double>(workload.images_per_epoch) / static_cast<double>(workload.input[0]);
      state.counters["s/epoch"] =
          benchmark::Counter(1 / steps, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    });
  };
  add(Twin::naive, 1);
  add(Twin::fast, 1);
  if (omp_get_num_procs() > 1) add(Twin::fast, omp_get_num_procs());
}

// Whether a row was refused. Google Benchmark 1.8 replaced `error_occurred` by `skipped`.
bool refused(const auto& run) {
  if constexpr (requires { run.error_occurred; }) {
    return run.error_occurred;
  } else {
    return run.skipped != 0;
  }
}

// Prints each row as it is done, its median over the repetitions where there are any, and keeps what the table at the
// end needs.
class TableReporter : public benchmark::ConsoleReporter {
 public:
  TableReporter() : ConsoleReporter(OO_None) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> shown;
    for (const Run& run : runs) {
      if (refused(run) || run.aggregate_name == "median" || run.repetitions <= 1) shown.push_back(run);
      if (run.run_type != Run::RT_Iteration || refused(run)) continue;
      const auto counter = [&](const char* name) {
        const auto found = run.counters.find(name);
        return found == run.counters.end() ? 0.0 : found->second.value;
      };
      Measurement& measurement = measurements_[run.run_name.function_name];
      measurement.seconds.push_back(run.real_accumulated_time / static_cast<double>(run.iterations));
      measurement.flops = counter("flops");
      measurement.bytes = counter("bytes");
      measurement.peak_share = counter("of peak");
    }
    ConsoleReporter::ReportRuns(shown);
  }
  void Finalize() override {
    ConsoleReporter::Finalize();
    std::cout << "\nMedians over the repetitions:\n\n";
    print_table(std::cout, compare(measurements_));
  }

 private:
  Measurements measurements_;
};

int run(int argc, char** argv) {
  for (const LayerWorkload& workload : layer_workloads()) {
    std::visit(
        [&](const auto& options) {
          register_layer<float>(workload, options);
          register_layer<double>(workload, options);
        },
        workload.options);
  }
  register_loss<float>();
  register_loss<double>();
  for (const NetworkWorkload& workload : network_workloads()) register_step(workload);

  // Defaults, which flags on the command line override: repetitions in random order, so that a drift of the machine
  // does not favour one twin; a warm-up, so that neither pays for cold caches and page faults.
  std::vector<std::string> defaults = {"--benchmark_repetitions=5", "--benchmark_enable_random_interleaving=true",
                                       "--benchmark_min_warmup_time=0.02", "--benchmark_min_time=0.05"};
  std::vector<char*> arguments = {argv[0]};
  for (std::string& argument : defaults) arguments.push_back(argument.data());
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  // For the roofline that bench/report draws.
  for (const int threads : std::set<int>{1, omp_get_num_procs()}) {
    benchmark::AddCustomContext(peak_key(threads), std::to_string(peak<float>(threads)));
    benchmark::AddCustomContext(bandwidth_key(threads), std::to_string(triad_bandwidth(threads)));
  }
  TableReporter reporter;
  return benchmark::RunSpecifiedBenchmarks(&reporter) > 0 ? 0 : 2;
}

}  // namespace
}  // namespace backcheck::bench

int main(int argc, char** argv) { return backcheck::bench::run(argc, argv); }
