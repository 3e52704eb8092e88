#include "bench/rows.hpp"

#include <omp.h>

#include <algorithm>

#include "bench/machine.hpp"

namespace backcheck::bench {

std::vector<int> thread_counts(const Contender& contender) {
  std::vector<int> counts = {1};
  const int all = omp_get_num_procs();
  while (contender.threaded && counts.back() < all) counts.push_back(std::min(2 * counts.back(), all));
  return counts;
}

void register_row(const RowName& name, bool takes_seconds, const std::function<void(benchmark::State&)>& measure) {
  auto* row = benchmark::RegisterBenchmark(to_string(name).c_str(), [=](benchmark::State& state) {
    omp_set_num_threads(name.threads);
    measure(state);
  });
  row->UseManualTime()->Unit(benchmark::kMillisecond);
  if (takes_seconds) row->Repetitions(1);
}

void measure_row(benchmark::State& state, const RowName& name, const RowCosts& costs,
                 const std::function<double(std::int64_t)>& seconds) {
  const auto peak = [&] {
    return name.number == "double" ? peak_flops<double>(name.threads, 2) : peak_flops<float>(name.threads, 2);
  };
  const double peak_before = peak(), stolen_before = stolen_seconds();
  const auto count = static_cast<std::int64_t>(state.max_iterations);
  const double total = seconds(count);
  const double stolen = (stolen_seconds() - stolen_before) / (total * name.threads);
  for (auto _ : state) state.SetIterationTime(total / static_cast<double>(count));

  // A counter of 0 is left out: over the repetitions its coefficient of variation would be NaN, which is no JSON.
  const auto count_unless_zero = [&](const char* counter, double value) {
    if (value != 0) state.counters[counter] = value;
  };
  count_unless_zero("peak", std::min(peak_before, peak()));
  count_unless_zero("stolen", stolen);
  count_unless_zero("workspace", costs.workspace);
  count_unless_zero("bytes", costs.bytes);
  count_unless_zero("flops", costs.flops);
  if (costs.flops > 0) {
    state.counters["FLOP/s"] = benchmark::Counter(costs.flops, benchmark::Counter::kIsIterationInvariantRate);
  }
}

}  // namespace backcheck::bench
