// Do the twins agree?
#include <cmath>
#include <limits>

#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::suite {
namespace {

// bound(name of the tensor) -> Bound
template <Scalar T, class BoundOf>
Outcome compare_with_twin(const Problem<T>& problem, const Example<T>& example, BoundOf bound) {
  const Result<T> ours = run(problem.layer, example, problem.pass());
  const Result<T> wanted = run(*problem.twin, example, problem.pass());
  Outcome outcome = compare("output", ours.output, wanted.output, bound("output"), "the twin");
  outcome += compare("grads.input", ours.grads.input, wanted.grads.input, bound("grads.input"), "the twin");
  outcome += compare("grads.weight", ours.grads.weight, wanted.grads.weight, bound("grads.weight"), "the twin");
  outcome += compare("grads.bias", ours.grads.bias, wanted.grads.bias, bound("grads.bias"), "the twin");
  return outcome;
}

// Sums of products of small integers are exact in any order, so there is nothing to tolerate.
template <Scalar T>
Outcome agree_on_integers(const Problem<T>& problem) {
  return compare_with_twin(problem, make_example(problem, Numbers::integers), [](const char*) { return Bound{}; });
}

template <Scalar T>
Outcome agree_within_rounding(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  return compare_with_twin(problem, example, [&](const char* tensor) {
    return Bound{.absolute = 2 * rounding(problem, example, tensor)};  // each twin may be off by one of them
  });
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> parity_checks() {
  return {{"AgreesExactlyWithTwinOnIntegers", "parity",
           [](const Problem<T>& problem) { return problem.twin && !problem.is_workload && problem.exact_on_integers; },
           agree_on_integers<T>},
          {"AgreesWithTwinWithinRounding", "parity",
           [](const Problem<T>& problem) { return problem.twin && !problem.is_workload; }, agree_within_rounding<T>}};
}

template std::vector<Check<float>> parity_checks();
template std::vector<Check<double>> parity_checks();

}  // namespace backcheck::suite
