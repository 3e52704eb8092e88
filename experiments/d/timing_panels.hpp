// The times of Report D's layers and ours beside each other.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_d {

// Seconds a call of the four layers and directions, and how many times as fast as the naive layer the fast one is, on
// one thread and on `threads`.
plotting::Panel times_panel(const Results& results, double threads);
plotting::Panel speed_ups_panel(const Results& results, double threads);

}  // namespace backcheck::experiments::report_d
