// One line proves the suite on a layer's mutants:
//
//   KILL_MUTANTS(Conv2d, reference::Conv2d, mutants::mutants_of<Conv2dOptions>());
//
// at namespace scope, after the layer's `specification`. It registers one test for each mutant, such as
// Conv2d/mutants.KernelNotRotatedIsKilled, and one that the right layer, put to the same test, is not.
#pragma once

#include <utility>

#include "tests/mutants/mutant.hpp"
#include "tests/suite/verify.hpp"

#define KILL_MUTANTS(name, textbook, list)                \
  [[maybe_unused]] const bool name##_mutants_are_killed = \
      ::backcheck::mutants::kill<textbook>(#name, specification, list, {__FILE__, __LINE__})

namespace backcheck::mutants {

// What is wrong with how the suite judges a mutant; nothing if it is killed as expected.
suite::CheckResult judge_mutant(const std::vector<suite::LayerCase<double>>& cases, const CommonMutant& expected);
// What the suite finds in a layer that is right.
suite::CheckResult judge_right_layer(const std::vector<suite::LayerCase<double>>& cases);

// Every mutant that KILL_MUTANTS was given, and each right layer (whose name is empty), for tables.
struct Registered {
  std::string layer, name, tensor;
  std::function<std::vector<suite::LayerCase<double>>()> cases;
};
std::vector<Registered>& registry();

template <template <Scalar> class Textbook, LayerOptions O>
bool kill(const std::string& name, const suite::Specification<O>& specification, const Mutants<O>& mutants,
          const suite::Location& location) {
  const auto cases_of = [&specification](const std::function<void(Layer&, const O&)>& spoil) {
    std::vector<suite::LayerCase<double>> cases;
    for (const suite::Case<O>& one : specification.cases) {
      suite::LayerCase<double> layer_case = suite::layer_case_of<double, Textbook, Textbook>(specification, one);
      layer_case.twin = layer_case.layer;
      if (spoil) spoil(layer_case.layer, one.options);
      cases.push_back(std::move(layer_case));
    }
    return cases;
  };
  const std::string suite_name = name + "/mutants";
  for (const Mutant<O>& mutant : mutants) {
    const CommonMutant expected{mutant.name, mutant.tensor, {}, mutant.diagnosis, mutant.found_without_twin};
    suite::register_test(
        suite_name, mutant.name + "IsKilled", "mutants", [=] { return judge_mutant(cases_of(mutant.spoil), expected); },
        location);
    registry().push_back({name, mutant.name, mutant.tensor, [=] { return cases_of(mutant.spoil); }});
  }
  suite::register_test(
      suite_name, "RightLayerIsNot", "mutants", [=] { return judge_right_layer(cases_of({})); }, location);
  registry().push_back({name, "", "", [=] { return cases_of({}); }});
  return true;
}

}  // namespace backcheck::mutants
