// What one thing does to the test accuracy.
#pragma once

#include <string_view>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments::report_e {

// Seed by seed, in percentage points of the test accuracy after this epoch: the run with it minus the run without.
inline std::vector<double> accuracy_difference(const Results& results, std::string_view run_with,
                                               std::string_view run_without, double epoch) {
  return differences(results.values(run_with, "test accuracy", epoch),
                     results.values(run_without, "test accuracy", epoch), 100);
}

}  // namespace backcheck::experiments::report_e
