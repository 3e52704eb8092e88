// One line proves the suite on a layer's mutants:
//
//   KILL_MUTANTS(Conv2d, reference::Conv2d, mutants::conv2d());
//
// at namespace scope, after the layer's `specification`. It registers one test for each mutant, such as
// Conv2d/mutants.KernelNotRotatedIsKilled, and one that the right layer, put to the same test, is not.
#pragma once

#include <utility>

#include "tests/mutants/mutant.hpp"
#include "tests/suite/verify.hpp"

#define KILL_MUTANTS(name, textbook, list)                \
  [[maybe_unused]] const bool name##_mutants_are_killed = \
      ::backcheck::mutants::kill<textbook>(#name, specification, list)

namespace backcheck::mutants {

struct Expected {
  std::string tensor, slip;
  bool found_without_twin;
};

// What is wrong with how the suite judges a mutant; nothing if it is killed as expected.
std::vector<suite::Finding> judge_mutant(const std::vector<suite::Problem<double>>& problems, const Expected& expected);
// What the suite finds in a layer that is right.
std::vector<suite::Finding> judge_right_layer(const std::vector<suite::Problem<double>>& problems);

// Every mutant that KILL_MUTANTS was given, and each right layer (whose name is empty), for tables.
struct Registered {
  std::string layer, name, tensor;
  std::function<std::vector<suite::Problem<double>>()> problems;  // one for each case
};
std::vector<Registered>& registry();

template <template <Scalar> class Textbook, LayerOptions O>
bool kill(const std::string& name, const suite::Specification<O>& specification, const Mutants<O>& mutants) {
  const auto problems_of = [&specification](const std::function<void(Layer&, const O&)>& spoil) {
    std::vector<suite::Problem<double>> problems;
    for (const suite::Case<O>& one : specification.cases) {
      suite::Problem<double> problem = suite::problem_of<double, Textbook, Textbook>(specification, one);
      problem.twin = problem.layer;
      if (spoil) spoil(problem.layer, one.options);
      problems.push_back(std::move(problem));
    }
    return problems;
  };
  for (const Mutant<O>& mutant : mutants) {
    const Expected expected{mutant.tensor, mutant.slip, mutant.found_without_twin};
    suite::register_test(name + "/mutants", mutant.name + "IsKilled",
                         [=] { return judge_mutant(problems_of(mutant.spoil), expected); });
    registry().push_back({name, mutant.name, mutant.tensor, [=] { return problems_of(mutant.spoil); }});
  }
  suite::register_test(name + "/mutants", "RightLayerIsNot", [=] { return judge_right_layer(problems_of({})); });
  registry().push_back({name, "", "", [=] { return problems_of({}); }});
  return true;
}

}  // namespace backcheck::mutants
