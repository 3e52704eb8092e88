// Do the twins agree?
#include <algorithm>

#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::suite {
namespace {

// bound(part) -> Bound
template <Scalar T, class BoundOf>
CheckResult compare_with_twin(const LayerCase<T>& layer_case, const Arguments<T>& arguments, BoundOf bound) {
  const Computed<T> ours = run(layer_case.layer, arguments, layer_case.pass());
  const Computed<T> wanted = run(*layer_case.twin, arguments, layer_case.pass());
  CheckResult result;
  for (const Part part : all_parts) {
    result += compare(name_of(part), part_of(ours, part), part_of(wanted, part), bound(part), "the twin",
                      describe_error(layer_case, arguments, part));
  }
  return result;
}

// Sums of products of small integers are exact in any order, so there is nothing to tolerate.
template <Scalar T>
CheckResult agrees_on_integers(const LayerCase<T>& layer_case) {
  return compare_with_twin(layer_case, make_arguments(layer_case, Numbers::integers), [](Part) { return Bound{}; });
}

template <Scalar T>
CheckResult agrees_within_rounding(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  return compare_with_twin(layer_case, arguments, [&](Part part) {
    const double error = 2 * rounding(layer_case, arguments, part);  // each twin may be off by one of them
    return Bound{.absolute = error, .relative = layer_case.properties.loss && part == Part::output ? error : 0};
  });
}

// The float version of a layer without a twin, against its own double version.
template <Scalar T>
CheckResult agrees_with_its_double(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const auto widened = [](const Tensor<T>& narrow) {
    Tensor<double> wide(narrow.shape());
    std::copy(narrow.begin(), narrow.end(), wide.begin());
    return wide;
  };
  const Arguments<double> same{widened(arguments.input),
                               {widened(arguments.params.weight), widened(arguments.params.bias)},
                               widened(arguments.grad_output)};
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  const Computed<double> wanted = run(*layer_case.in_double, same, layer_case.pass());
  CheckResult result;
  for (const Part part : all_parts) {
    const double error = 2 * rounding(layer_case, arguments, part);
    result += compare(name_of(part), widened(part_of(computed, part)), part_of(wanted, part),
                      {.absolute = error, .relative = layer_case.properties.loss && part == Part::output ? error : 0},
                      "the same layer in double");
  }
  return result;
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> parity_checks() {
  return {{"AgreesExactlyWithTwinOnIntegers", "parity",
           [](const LayerCase<T>& c) { return c.twin.has_value() && c.exact_on_integers; }, agrees_on_integers<T>},
          {"AgreesWithTwinWithinRounding", "parity", [](const LayerCase<T>& c) { return c.twin.has_value(); },
           agrees_within_rounding<T>, true},
          {"AgreesWithItsDouble", "parity", [](const LayerCase<T>& c) { return c.in_double.has_value(); },
           agrees_with_its_double<T>}};
}

template std::vector<Check<float>> parity_checks();
template std::vector<Check<double>> parity_checks();

}  // namespace backcheck::suite
