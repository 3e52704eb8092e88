// The checks that every layer must pass. Each is a function that returns what it found, so that the suite itself can be
// tested on layers known to be wrong.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/failure.hpp"
#include "tests/suite/layer_case.hpp"

namespace backcheck::suite {

template <Scalar T>
struct Check {
  std::string name;    // reads as a sentence whose subject is the layer
  std::string family;  // "parity", "gradients", "identities", "contract", "determinism", "memory": a label of ctest
  bool (*concerns)(const LayerCase<T>& layer_case);  // whether the layer promises what is checked
  CheckResult (*run)(const LayerCase<T>& layer_case);
  bool on_workloads = false;  // on cases of the size of real networks, too: it costs one pass
};

// All of them, in an order in which the cheap and telling ones come first. Gradients are checked in double only.
template <Scalar T>
const std::vector<Check<T>>& checks();

// One family each.
template <Scalar T>
std::vector<Check<T>> parity_checks();
std::vector<Check<double>> gradient_checks();
template <Scalar T>
std::vector<Check<T>> identity_checks();
template <Scalar T>
std::vector<Check<T>> contract_checks();
template <Scalar T>
std::vector<Check<T>> determinism_checks();
template <Scalar T>
std::vector<Check<T>> memory_checks();

// Whether the check is to be run on this case.
template <Scalar T>
bool applies(const Check<T>& check, const LayerCase<T>& layer_case) {
  return (check.on_workloads || !layer_case.is_workload) && check.concerns(layer_case);
}

// Runs a check that applies, unless the case would take too long. An exception that the check did not expect is a
// failure, and every failure carries the case.
template <Scalar T>
CheckResult run(const Check<T>& check, const LayerCase<T>& layer_case);

// Checks that forward and backward refuse this input with std::invalid_argument, in a message that begins with the
// layer's name and contains `says`.
template <Scalar T>
CheckResult check_refusal(const LayerCase<T>& layer_case, const std::string& says);

}  // namespace backcheck::suite
