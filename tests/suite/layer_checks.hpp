// All that is to be checked of one layer in one number type, as a list of functions to be called one by one: by
// GoogleTest (verify.hpp) or, where the layer is not to be trusted, each in a process of its own (tests/outside).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/suite/checks.hpp"
#include "tests/suite/specification.hpp"

namespace backcheck::suite {

// A case that is not made yet, so that one that cannot be made can be told from the others.
template <Scalar T>
struct LazyCase {
  std::string name, line;  // as in the specification
  std::function<LayerCase<T>()> make;
  bool is_workload = false;
};

// The cases of one layer in one number type, stripped of the types of its options and its own.
template <Scalar T>
struct LayerCases {
  std::vector<LazyCase<T>> cases;                             // workloads included
  std::vector<std::pair<LazyCase<T>, std::string>> refusals;  // with what the messages contain
  std::vector<Range> random_ranges;                           // empty where there are no random cases
  std::function<LayerCase<T>(const std::vector<Index>& drawn)> random_case;
};

// The random case with this number; empty where the numbers drawn for it make none that the layer accepts.
template <Scalar T>
std::optional<LayerCase<T>> random_case(const LayerCases<T>& all, std::uint64_t number);

struct LayerCheck {
  std::string name, family;
  std::function<bool()> applies;  // whether the layer promises what is checked
  std::function<CheckResult()> run;
};

// The checks of checks.hpp, each on all cases that it applies to, one on random cases, and one on refusals. A case that
// cannot be made or is none (its options and input have no shape or cost) is told by a check of its own,
// HasUsableCases, which applies where there is one, and left out of the others. Making the list calls nothing of the
// layer's.
template <Scalar T>
std::vector<LayerCheck> checks_of(const LayerCases<T>& all);

// How what a case needs beyond its specification is made of its options.
template <Scalar T, LayerOptions O>
struct Builders {
  std::function<Implementation<T>(const O&)> layer;
  std::function<Implementation<T>(const O&)> twin = {};            // empty where there is none
  std::function<Implementation<double>(const O&)> in_double = {};  // the layer itself, where T is float and no twin is
  std::function<ExactDerivative(const O&)> exact_derivative = {};
  std::function<Forward<double>(const O&)> textbook = {};
  bool is_fast = false;
};

// Builders for a layer and its textbook twin, which may be the layer itself. (D is a parameter only because clang 14
// does not survive L<double> here.)
template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, LayerOptions O, Scalar D = double>
Builders<T, O> builders_of() {
  Builders<T, O> builders{.layer = [](const O& options) { return implementation_of(L<T>{options}); },
                          .exact_derivative = exact_derivative_of<Textbook, Dual, O>,
                          .textbook = [](const O& options) { return forward_of(Textbook<D>{options}); }};
  if constexpr (!std::same_as<L<T>, Textbook<T>>) {
    builders.twin = [](const O& options) { return implementation_of(Textbook<T>{options}); };
    builders.is_fast = true;
  } else if constexpr (std::same_as<T, float>) {
    builders.in_double = [](const O& options) { return implementation_of(L<D>{options}); };
  }
  return builders;
}

template <Scalar T, LayerOptions O>
LayerCase<T> layer_case_of(const Specification<O>& specification, const Case<O>& one, const Builders<T, O>& builders) {
  const O& options = one.options;
  const double default_range = has_curves(specification.properties.in_input) ? 8 : 1;
  LayerCase<T> layer_case{.line = line_of(specification, one),
                          .geometry = geometry_of(options),
                          .properties = specification.properties,
                          .input = one.input,
                          .input_range = specification.input_range ? specification.input_range(options) : default_range,
                          .exact_on_integers = specification.exact_on_integers(options),
                          .is_workload = false,
                          .is_fast = builders.is_fast,
                          .layer = builders.layer(options),
                          .twin = std::nullopt,
                          .in_double = std::nullopt};
  if (builders.twin) layer_case.twin = builders.twin(options);
  if (builders.in_double) layer_case.in_double = builders.in_double(options);
  if (builders.exact_derivative) layer_case.exact_derivative = builders.exact_derivative(options);
  if (builders.textbook) layer_case.textbook = builders.textbook(options);
  if (specification.known_mistakes) {
    layer_case.known_mistakes = [known = specification.known_mistakes, options] { return known(options); };
  }
  return layer_case;
}

template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, LayerOptions O>
LayerCase<T> layer_case_of(const Specification<O>& specification, const Case<O>& one) {
  return layer_case_of(specification, one, builders_of<T, L, Textbook, O>());
}

// Keeps a reference to the specification.
template <Scalar T, LayerOptions O>
LayerCases<T> layer_cases_of(const Specification<O>& specification, const Builders<T, O>& builders) {
  const auto lazy = [&](const Case<O>& one, bool is_workload) -> LazyCase<T> {
    return {one.name, line_of(specification, one),
            [&specification, one, builders, is_workload] {
              LayerCase<T> layer_case = layer_case_of(specification, one, builders);
              layer_case.is_workload = is_workload;
              return layer_case;
            },
            is_workload};
  };
  LayerCases<T> all;
  for (const Case<O>& one : specification.cases) all.cases.push_back(lazy(one, false));
  for (const Case<O>& one : specification.workloads) all.cases.push_back(lazy(one, true));
  for (const Refusal<O>& one : specification.refusals) {
    all.refusals.emplace_back(lazy({one.name, one.options, one.input}, false), one.says);
  }
  if (specification.random.make) {
    all.random_ranges = specification.random.ranges;
    all.random_case = [&specification, builders](const std::vector<Index>& drawn) {
      return layer_case_of(specification, specification.random.make(drawn), builders);
    };
  }
  return all;
}

}  // namespace backcheck::suite
