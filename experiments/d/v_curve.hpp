// The error of a numeric gradient as a function of its step: the V that Report D's single step is one point of.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_d {

constexpr double smallest_shown = 1e-17;  // an error of exactly 0 has no place on a logarithmic axis

// The "worst" errors that check_gradients() recorded, medians over the seeds, with the steps in use and the slopes of
// round-off and of truncation.
plotting::Panel v_curve(const Results& results);

// The median error at the best step, infinite where there is none.
double error_at_best_step(const Results& results, std::string_view run, std::string_view quantity);

}  // namespace backcheck::experiments::report_d
