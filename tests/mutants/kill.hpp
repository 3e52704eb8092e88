// One line proves the suite on a layer's mutants:
//
//   KILL_MUTANTS(Conv2d, reference::Conv2d, mutants::mutants_of<Conv2dOptions>());
//
// at namespace scope, after the layer's `specification`. It registers one test for each mutant, such as
// Conv2d/mutants.KernelNotRotatedIsKilledAndNamed, and one that the right layer, put to the same test, is not.
#pragma once

#include <utility>

#include "tests/mutants/mutant.hpp"
#include "tests/suite/verify.hpp"

#define KILL_MUTANTS(name, textbook, list)                \
  [[maybe_unused]] const bool name##_mutants_are_killed = \
      ::backcheck::mutants::kill<textbook>(#name, specification, list, {__FILE__, __LINE__})

namespace backcheck::mutants {

using Cases = std::vector<suite::LayerCase<double>>;

// What the suite calls the bug that spoils this tensor: the name that the first check gives that finds it wrong and has
// one, among those that compare with a twin and then among the others, as a report on the layer would. All of them, so
// that one that differs is noticed. On at most so many cases in which the tensor is wrong.
std::vector<std::string> names_given(const Cases& cases, const std::string& tensor);

// What is wrong with how the suite judges a mutant; nothing if it is killed and named as expected.
suite::CheckResult judge_mutant(const Cases& cases, const Bug& expected);
// What the suite finds in a layer that is right.
suite::CheckResult judge_right_layer(const Cases& cases);

// Every mutant that KILL_MUTANTS was given, and each right layer (whose bug has no name), for tables.
struct Registered {
  std::string layer;
  Bug bug;
  std::function<Cases()> cases;
};
std::vector<Registered>& registry();

// The layer spoilt by several mistakes, one after the other.
template <template <Scalar> class Textbook, LayerOptions O>
Cases spoilt_cases(const suite::Specification<O>& specification, const std::vector<Mutant<O>>& mistakes) {
  Cases cases;
  for (const suite::Case<O>& one : specification.cases) {
    suite::LayerCase<double> layer_case = suite::layer_case_of<double, Textbook, Textbook>(specification, one);
    layer_case.twin = layer_case.layer;
    for (const Mutant<O>& mistake : mistakes) mistake.spoil(layer_case.layer, one.options);
    cases.push_back(std::move(layer_case));
  }
  return cases;
}

template <template <Scalar> class Textbook, LayerOptions O>
bool kill(const std::string& name, const suite::Specification<O>& specification, const Mutants<O>& mutants,
          const suite::Location& location) {
  const auto cases_of = [&specification](const std::vector<Mutant<O>>& mistakes) {
    return spoilt_cases<Textbook>(specification, mistakes);
  };
  const std::string suite_name = name + "/mutants";
  for (const Mutant<O>& mutant : mutants) {
    suite::register_test(
        suite_name, mutant.bug.name + "IsKilledAndNamed", "mutants",
        [=] { return judge_mutant(cases_of({mutant}), mutant.bug); }, location);
    registry().push_back({name, mutant.bug, [=] { return cases_of({mutant}); }});
  }
  suite::register_test(
      suite_name, "RightLayerIsNot", "mutants", [=] { return judge_right_layer(cases_of({})); }, location);
  registry().push_back({name, {}, [=] { return cases_of({}); }});
  return true;
}

}  // namespace backcheck::mutants
