// The checks that every layer must pass. Each is a function that returns what it found, so that the suite itself can be
// tested on layers known to be wrong.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/finding.hpp"
#include "tests/suite/problem.hpp"

namespace backcheck::suite {

template <Scalar T>
struct Check {
  std::string name;    // reads as a sentence whose subject is the layer
  std::string family;  // "parity", "gradients", "identities", "contract", "determinism"
  bool (*applies)(const Problem<T>& problem);
  Outcome (*run)(const Problem<T>& problem);
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

// Runs a check; an exception that it did not expect is a finding, and every finding carries the case.
template <Scalar T>
Outcome run(const Check<T>& check, const Problem<T>& problem);

// That forward and backward refuse this input with std::invalid_argument, in a message that begins with the layer's
// name and contains `says`.
template <Scalar T>
Outcome check_refusal(const Problem<T>& problem, const std::string& says);

}  // namespace backcheck::suite
