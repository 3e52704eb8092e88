// The layers that Report D times, in the shapes of the public assignment that it answers: how long their naive and
// their fast twin take here, and how far the results of the two differ, so that what is timed was compared.
#pragma once

#include <array>
#include <string>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_d {

struct TimedLayer {
  std::string name = {};
  AnyOptions options;
  Shape input = {};
};
const std::array<TimedLayer, 2>& timed_layers();  // "convolution", "max pooling"

// Records seconds a call, x being the number of threads: "naive forward", "naive backward" on one thread, "fast
// forward", "fast backward" on one and on all, the median of 15 samples of warm calls each; beside each of them its
// "..., first call" and "..., median absolute deviation"; and "speed-up forward", "speed-up backward".
void measure_times(const TimedLayer& layer, const JobContext& context);

// Records tensor-relative errors at x = 1: "output difference", "input gradient difference", "weight gradient
// difference", "bias gradient difference".
void measure_differences(const TimedLayer& layer, const JobContext& context);

}  // namespace backcheck::experiments::report_d
