// Running checks of a layer that is not to be trusted: each in a process of its own, within limits.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/layer_checks.hpp"

namespace backcheck::outside {

struct Limits {
  double seconds = 10;  // of the processor's time for each check, and by the clock ten times as many
  std::size_t bytes = std::size_t{2} << 30;  // of memory, beyond what the process has when it starts
};

// A check, and what became of it. A layer that crashed, did not return, threw, left or outgrew its memory is a failure
// that names the call and the case (suite::Failure::Kind).
struct CheckRecord {
  std::string layer;  // "Conv2d/double"
  std::string check, family;
  bool applies = true;             // whether the layer promises what is checked
  suite::CheckResult result = {};  // its failures judged (suite::judge)
  double seconds = 0;              // by the clock
  std::string printed = "";        // what it wrote to the standard output, and where; empty if nothing
};

// Runs the checks of the layer, `jobs` at a time. After the second check that ran out of time the others get a tenth of
// it, so that a layer that never returns is done with in a minute. The caller has one thread and has not used OpenMP.
std::vector<CheckRecord> run_contained(const std::string& layer, const std::vector<suite::LayerCheck>& checks,
                                       const Limits& limits, int jobs);

}  // namespace backcheck::outside
