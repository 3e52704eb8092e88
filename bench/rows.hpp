// The rows that are timed: every workload by every contender, in float and double, on one and on all threads.
#pragma once

#include <benchmark/benchmark.h>

#include <functional>

#include "bench/contender.hpp"
#include "bench/measurements.hpp"
#include "bench/workloads.hpp"

namespace backcheck::bench {

// 1, 2, 4, ... and all processors; 1 alone for a contender without threads.
std::vector<int> thread_counts(const Contender& contender);

// What a row reports besides its time.
struct RowCosts {
  double flops = 0, bytes = 0, workspace = 0;
};

// `measure(row)` is called several times for each repetition; it refuses the row with row.SkipWithError(), or calls
// measure_row(). A row that takes seconds is repeated once only, however often others are.
void register_row(const RowName& name, bool takes_seconds, const std::function<void(benchmark::State&)>& measure);

// Times `seconds(count)`, which computes that often and returns how long it took, and measures what the machine could
// do just before and after.
void measure_row(benchmark::State& state, const RowName& name, const RowCosts& costs,
                 const std::function<double(std::int64_t)>& seconds);

void register_layer(const LayerWorkload& workload, const std::vector<Contender>& contenders);
void register_loss();
void register_step(const NetworkWorkload& workload, const std::vector<Contender>& contenders);

}  // namespace backcheck::bench
