// An exponential is right to two units in the last place; the addition, the division and the products of the derivative
// add one half each: 4 in all.
#include "reference/sigmoid.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/element_wise.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<SigmoidOptions>& sigmoid_specification() {
  static const Specification<SigmoidOptions> specification = mutants::with_known_mistakes<reference::Sigmoid<double>>(
      element_wise<SigmoidOptions>({.in_input = Smoothness::smooth, .ulps = 4}), mutants::mutants_of<SigmoidOptions>());
  return specification;
}

}  // namespace backcheck::suite
