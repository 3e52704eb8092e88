// The measurements as figures.
#pragma once

#include <optional>

#include "bench/measurements.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::bench {

// Each is empty where nothing that it shows was measured. `machine` ends the captions.

// Convolutions in float: naive, fast on one and on all threads, and the fastest library.
std::optional<plotting::Figure> naive_vs_fast(const Measurements& measurements, const std::string& machine);
// GFLOP/s over FLOP/byte under the machine's two limits (Williams, Waterman and Patterson, 2009).
std::optional<plotting::Figure> roofline(const Measurements& measurements, const std::string& machine);
// The time of every rung from nested loops to the fast convolution.
std::optional<plotting::Figure> ladder_figure(const Measurements& measurements, const std::string& machine);
// The speed-up of every convolution and linear layer over the number of threads.
std::optional<plotting::Figure> thread_scaling(const Measurements& measurements, const std::string& machine);
// The times of small convolutions of one image, naive over fast: where nested loops win.
std::optional<plotting::Figure> crossover(const Measurements& measurements, const std::string& machine);

}  // namespace backcheck::bench
