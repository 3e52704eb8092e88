// What is said of a layer in its test file: its properties and its cases, as data.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/suite/dual.hpp"
#include "tests/suite/layer_case.hpp"

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
  Properties properties;
  std::vector<Case<O>> cases;
  std::vector<Case<O>> workloads;  // of the size of real networks, for the identities
  std::vector<Refusal<O>> refusals;
  RandomCases<O> random;
  // The options as designated initialisers, ".kernel_size = 3, .stride = 2", so that a failing case can be pasted.
  std::function<std::string(const O&)> print = [](const O&) { return std::string("..."); };
  // Whether small integers in make numbers without rounding out.
  std::function<bool(const O&)> exact_on_integers = [](const O&) { return true; };
  // The magnitude of random inputs. By default far enough for a smooth layer to saturate.
  std::function<double(const O&)> input_range = {};
  std::function<KnownMistakes(const O&)> known_mistakes = {};
};

template <LayerOptions O>
std::string line_of(const Specification<O>& specification, const Case<O>& one) {
  std::string extents;
  for (Index axis = 0; axis < one.input.rank(); ++axis) {
    extents += (axis > 0 ? ", " : "") + std::to_string(one.input[axis]);
  }
  const std::string options = specification.print ? specification.print(one.options) : "...";
  return "{\"" + one.name + "\", {" + options + "}, {" + extents + "}}";
}

}  // namespace backcheck::suite
