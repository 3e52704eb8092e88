// Sums of rectifiers b + sum over i of c_i ReLU(t - t_i) as approximations of a smooth function, sin(2 pi t) on
// 0 <= t <= 1: by interpolation, in closed form, and by training.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

constexpr const char* largest_error = "largest error";

// Records the largest error of the interpolation between 1, 2, 4, ... 512 pieces of equal length, x being their number:
// with a hinge at the beginning of each; or with the hinges of eq. 25, at 1, 2, ..., n of [0, n], which has none at the
// beginning of the first piece and one at the end of the last, which never opens.
void interpolate(const JobContext& context, bool as_equation_25);

// Records the largest error of a network that is trained instead, x being the number of its hidden units, each of which
// is a hinge that may move: Linear(1, hinges) - ReLU - Linear(hinges, 1), by least squares on 128 points, all of them
// in each of Adam's updates.
void fit(const JobContext& context, Index hinges);

}  // namespace backcheck::experiments::report_b
