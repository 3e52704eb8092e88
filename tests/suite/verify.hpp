// One line verifies a layer:
//
//   VERIFY_LAYER(Conv2d, layers::Conv2d, reference::Conv2d);   both twins, against each other and each on its own
//   VERIFY_LAYER(LeakyReLU, student::LeakyReLU);               no twin: everything but parity
//
// at namespace scope, after a `specification` (specification.hpp) of the layer's options. It registers one test for
// each twin, number type and check, such as Conv2d/fast/double.WritesEveryElement; each runs over all cases.
//
// The last layer named is the textbook one: it is also run on dual numbers, so it must be a template defined in a
// header that calls exp and the like unqualified.
#pragma once

#include "tests/suite/checks.hpp"
#include "tests/suite/specification.hpp"

#define VERIFY_LAYER(name, ...) \
  [[maybe_unused]] const bool name##_is_verified = ::backcheck::suite::verify<__VA_ARGS__>(#name, specification)

namespace backcheck::suite {

// Registers a GoogleTest test that fails for every finding that `run` judges, and says how to repeat it.
void register_test(const std::string& suite_name, const std::string& test_name,
                   std::function<std::vector<Finding>()> run);

template <Scalar T>
using Problems = std::vector<Problem<T>>;

// One test for each check that applies to any of the problems.
template <Scalar T>
void register_checks(const std::string& suite_name, std::function<Problems<T>()> problems);

// One test of the checks on random cases (RandomCases in specification.hpp).
template <Scalar T>
void register_random(const std::string& suite_name, std::vector<Range> ranges,
                     std::function<Problem<T>(const std::vector<Index>&)> make);

// One test of the cases that the layer must refuse.
template <Scalar T>
void register_refusals(const std::string& suite_name,
                       std::function<std::vector<std::pair<Problem<T>, std::string>>()> refusals);

template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, template <Scalar> class Twin,
          bool has_twin, LayerOptions O>
void verify_type(const std::string& suite_name, const Specification<O>& specification) {
  const auto make = [&specification](const Case<O>& one) {
    Problem<T> problem = problem_of<T, L, Textbook>(specification, one);
    if constexpr (has_twin) problem.twin = subject_of<Twin, T>(one.options);
    return problem;
  };
  register_checks<T>(suite_name, [make, &specification] {
    Problems<T> problems;
    for (const Case<O>& one : specification.cases) problems.push_back(make(one));
    for (const Case<O>& one : specification.workloads) {
      problems.push_back(make(one));
      problems.back().is_workload = true;
    }
    return problems;
  });
  register_refusals<T>(suite_name, [make, &specification] {
    std::vector<std::pair<Problem<T>, std::string>> refusals;
    for (const Refusal<O>& one : specification.refusals) {
      refusals.emplace_back(make({one.name, one.options, one.input}), one.says);
    }
    return refusals;
  });
  if (!specification.random.ranges.empty()) {
    register_random<T>(suite_name, specification.random.ranges,
                       [make, &specification](const auto& drawn) { return make(specification.random.make(drawn)); });
  }
}

template <template <Scalar> class Fast, template <Scalar> class Textbook, LayerOptions O>
bool verify(const std::string& name, const Specification<O>& specification) {
  verify_type<float, Fast, Textbook, Textbook, true>(name + "/fast/float", specification);
  verify_type<double, Fast, Textbook, Textbook, true>(name + "/fast/double", specification);
  verify_type<float, Textbook, Textbook, Textbook, false>(name + "/reference/float", specification);
  verify_type<double, Textbook, Textbook, Textbook, false>(name + "/reference/double", specification);
  return true;
}

template <template <Scalar> class L, LayerOptions O>
bool verify(const std::string& name, const Specification<O>& specification) {
  verify_type<float, L, L, L, false>(name + "/float", specification);
  verify_type<double, L, L, L, false>(name + "/double", specification);
  return true;
}

}  // namespace backcheck::suite
