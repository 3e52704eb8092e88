// What is said of a layer in its test file: its nature and its cases, as data.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/suite/dual.hpp"
#include "tests/suite/problem.hpp"

namespace backcheck::suite {

// {"Stride2WithRemainder", {.in_channels = 3, .out_channels = 4, .kernel_size = 3, .stride = 2}, {2, 3, 8, 7}}
template <LayerOptions O>
struct Case {
  std::string name;
  O options;
  Shape input;
};

// A case that the layer must refuse, in words that contain `says`.
template <LayerOptions O>
struct Refusal {
  std::string name;
  O options;
  Shape input;
  std::string says;
};

// Cases beyond the list: one integer drawn from each range, uniformly, makes a case. Where a check fails, the integers
// are moved towards the low ends of their ranges for as long as it still fails.
struct Range {
  Index low, high;
};
template <LayerOptions O>
struct RandomCases {
  std::vector<Range> ranges;
  std::function<Case<O>(const std::vector<Index>& drawn)> make;  // may make cases that the layer refuses: not used
};

template <LayerOptions O>
struct Specification {
  Nature nature;
  std::vector<Case<O>> cases;
  std::vector<Case<O>> workloads;  // of the size of real networks, for the identities
  std::vector<Refusal<O>> refusals;
  RandomCases<O> random;
  // The options as designated initialisers, ".kernel_size = 3, .stride = 2", so that a failing case can be pasted.
  std::function<std::string(const O&)> print;
  // Whether small integers in make numbers without rounding out.
  std::function<bool(const O&)> exact_on_integers = [](const O&) { return true; };
};

template <LayerOptions O>
std::string line_of(const Specification<O>& specification, const Case<O>& one) {
  std::string extents;
  for (Index axis = 0; axis < one.input.rank(); ++axis) {
    extents += (axis > 0 ? ", " : "") + std::to_string(one.input[axis]);
  }
  return "{\"" + one.name + "\", {" + specification.print(one.options) + "}, {" + extents + "}}";
}

// A case of L<T>, without a twin.
template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, LayerOptions O>
Problem<T> problem_of(const Specification<O>& specification, const Case<O>& one) {
  const O& options = one.options;
  return {.case_line = line_of(specification, one),
          .geometry = geometry_of(options),
          .nature = specification.nature,
          .input = one.input,
          .exact_on_integers = specification.exact_on_integers(options),
          .is_workload = false,
          .layer = subject_of<L, T>(options),
          .twin = std::nullopt,
          .exact_derivative = exact_derivative_of<Textbook>(options),
          .textbook = forward_of<Textbook, double>(options)};
}

}  // namespace backcheck::suite
