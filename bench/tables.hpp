// The measurements as tables.
#pragma once

#include "bench/measurements.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::bench {

// "52 %" of the multiply-add peak; "busy" where the machine gave less than its peak when the row was measured; "-"
// where arithmetic does not limit it.
std::string peak_share(const Measurements& measurements, const PassTimings& line, const std::string& contender,
                       int threads);

// Naive beside fast: times, speed-ups, gain by threads, share of peak, traffic, working memory.
void add_twins_table(writing::Markdown& text, const Measurements& measurements);
// How many times as long every library takes as the fast layer. Nothing where there are no libraries.
void add_peers_table(writing::Markdown& text, const Measurements& measurements);
// The layers on a device, kernels and whole calls, beside the fast ones on all threads. Nothing where there are none.
void add_device_table(writing::Markdown& text, const Measurements& measurements);
// The rungs from nested loops to the fast convolution, one table a workload. `code_lines` counts the lines of a rung's
// file; it may be empty.
using CodeLines = std::function<std::string(const std::string& file)>;
void add_ladder_tables(writing::Markdown& text, const Measurements& measurements, const CodeLines& code_lines = {});
// Whether the machine was busy with something else, and for how many rows. Nothing where it was not.
void add_disturbances(writing::Markdown& text, const Measurements& measurements);

}  // namespace backcheck::bench
