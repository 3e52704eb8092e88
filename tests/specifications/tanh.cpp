// The hyperbolic tangent of the C library is right to two units in the last place; the square doubles its error in the
// derivative: 4 in all.
#include "reference/tanh.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/element_wise.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<TanhOptions>& tanh_specification() {
  static const Specification<TanhOptions> specification = mutants::with_known_mistakes<reference::Tanh<double>>(
      element_wise<TanhOptions>({.in_input = Smoothness::smooth, .ulps = 4}), mutants::mutants_of<TanhOptions>());
  return specification;
}

}  // namespace backcheck::suite
