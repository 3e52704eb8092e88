// Times every layer, naive and fast, forward and backward, float and double, on one and on all threads, and whole steps
// of training; with --peers, libraries beside them; built for a device, the layers on it as well; with --own LIBRARY, a
// layer of somebody else's beside both twins (own.hpp). Rows are named
//
//   layer/workload/pass/number/contender/threads:N      conv2d/report-a-conv1-batch100/forward/float/fast/threads:2
//
// and filtered with --benchmark_filter=REGEX. Before a row is timed, its answers are compared with the naive layer's on
// the same numbers; a wrong answer is refused. Ends with a table of medians.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "bench/context.hpp"
#include "bench/machine.hpp"
#include "bench/own.hpp"
#include "bench/rows.hpp"
#include "bench/tables.hpp"

namespace backcheck::bench {
namespace {

// Whether a row was refused. Google Benchmark 1.8 replaced `error_occurred` by `skipped`.
bool refused(const auto& run) {
  if constexpr (requires { run.error_occurred; }) {
    return run.error_occurred;
  } else {
    return run.skipped != 0;
  }
}

// Prints each row as it is done, its median over the repetitions where there are any, and adds it to `measurements`.
class Reporter : public benchmark::ConsoleReporter {
 public:
  explicit Reporter(Measurements& measurements) : ConsoleReporter(OO_None), measurements_(measurements) {}

  bool refused_yours() const { return refused_yours_; }

  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> shown;
    for (const Run& run : runs) {
      if (refused(run) || run.aggregate_name == "median" || run.repetitions <= 1) shown.push_back(run);
      if (refused(run) && parse_row_name(run.run_name.function_name).contender == "yours") refused_yours_ = true;
      if (run.run_type != Run::RT_Iteration || refused(run)) continue;
      const auto counter = [&](const char* name) {
        const auto found = run.counters.find(name);
        return found == run.counters.end() ? 0.0 : found->second.value;
      };
      add_repetition(measurements_.rows[parse_row_name(run.run_name.function_name)],
                     run.real_accumulated_time / static_cast<double>(run.iterations), counter);
    }
    for (Run& run : shown) {  // the rest is for the JSON
      std::erase_if(run.counters, [](const auto& counter) { return counter.first.find("/") == std::string::npos; });
    }
    ConsoleReporter::ReportRuns(shown);
  }

 private:
  Measurements& measurements_;
  bool refused_yours_ = false;
};

// Takes --peers out of the arguments.
bool take_peers(std::vector<char*>& arguments) {
  return std::erase_if(arguments, [](const char* argument) { return std::string_view(argument) == "--peers"; }) > 0;
}

// Takes every --FLAG=VALUE out of the arguments.
std::vector<std::string> take(std::vector<char*>& arguments, const std::string& flag) {
  std::vector<std::string> values;
  std::erase_if(arguments, [&](const std::string_view argument) {
    const bool is_flag = argument.starts_with(flag + "=");
    if (is_flag) values.emplace_back(argument.substr(flag.size() + 1));
    return is_flag;
  });
  return values;
}

void add_context(Measurements& measurements, const std::string& key, const std::string& value) {
  benchmark::AddCustomContext(key, value);
  measurements.context[key] = value;
}

bool is_twin(const Contender& contender) { return contender.name == "naive" || contender.name == "fast"; }

// What is timed besides the layers at their usual sizes.
void register_others(const std::vector<Contender>& entered) {
  std::vector<Contender> small;  // what is told by the crossover: so little work that threads would only wait
  for (Contender contender : entered) {
    contender.threaded = false;
    if (is_twin(contender)) small.push_back(contender);
  }
  for (const LayerWorkload& workload : crossover_workloads()) register_layer(workload, small);
  register_loss();
  for (const NetworkWorkload& workload : network_workloads()) register_step(workload, entered);
}

int run(int argc, char** argv) {
  std::vector<char*> given(argv + 1, argv + argc);
  const bool with_peers = take_peers(given);
  const std::vector<std::string> libraries = take(given, "--own"), shapes = take(given, "--shape");
  std::vector<Contender> own;
  for (const std::string& library : libraries) own = load_own_layers(library);
  const std::vector<LayerWorkload> workloads = own.empty() ? layer_workloads() : own_workloads(own, shapes);
  std::vector<Contender> entered;
  for (const Contender& contender : contenders()) {
    const bool is_asked_for = contender.kind != Contender::Kind::peer || with_peers;
    const bool is_beside_own = contender.kind == Contender::Kind::peer || is_twin(contender);
    if (is_asked_for && (own.empty() || is_beside_own)) entered.push_back(contender);
  }
  entered.insert(entered.end(), own.begin(), own.end());
  for (const Contender& contender : entered) {
    if (contender.enter) contender.enter();
  }
  for (const LayerWorkload& workload : workloads) register_layer(workload, entered);
  if (own.empty()) register_others(entered);

  // Defaults, which flags on the command line override: repetitions in random order, so that a drift of the machine
  // favours nobody; a warm-up, so that nobody pays for cold caches and page faults.
  std::vector<std::string> defaults = {"--benchmark_repetitions=5", "--benchmark_enable_random_interleaving=true",
                                       "--benchmark_min_warmup_time=0.02", "--benchmark_min_time=0.05"};
  std::vector<char*> arguments = {argv[0]};
  for (std::string& argument : defaults) arguments.push_back(argument.data());
  arguments.insert(arguments.end(), given.begin(), given.end());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  Measurements measurements;
  for (const auto& [key, value] : machine_context(entered)) add_context(measurements, key, value);
  for (const int threads : thread_counts({})) {
    add_context(measurements, peak_key("float", threads), std::to_string(peak_flops<float>(threads)));
    add_context(measurements, peak_key("double", threads), std::to_string(peak_flops<double>(threads)));
    add_context(measurements, peak_key("float on AVX2", threads), std::to_string(peak_flops_avx2<float>(threads)));
    add_context(measurements, peak_key("double on AVX2", threads), std::to_string(peak_flops_avx2<double>(threads)));
    add_context(measurements, bandwidth_key(threads), std::to_string(triad_bandwidth(threads)));
  }
  Reporter reporter(measurements);
  if (benchmark::RunSpecifiedBenchmarks(&reporter) == 0) return 2;
  writing::Markdown text;
  if (own.empty()) {
    text.paragraph("Medians over the repetitions:");
    add_twins_table(text, measurements);
    add_peers_table(text, measurements);
    add_device_table(text, measurements);
    add_ladder_tables(text, measurements);
  } else {
    add_own_table(text, measurements);
  }
  add_disturbances(text, measurements);
  if (!measurements.rows.empty()) std::cout << "\n" << text.text();
  if (!reporter.refused_yours()) return 0;
  std::cerr << "backcheck: what your layer answers is wrong in rows above, which were not timed\n";
  return 1;
}

}  // namespace
}  // namespace backcheck::bench

int main(int argc, char** argv) {
  try {
    return backcheck::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "backcheck: " << error.what() << "\n";
    return 2;
  }
}
