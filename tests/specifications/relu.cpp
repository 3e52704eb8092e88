#include "reference/relu.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/element_wise.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<ReLUOptions>& relu_specification() {
  static const Specification<ReLUOptions> specification = mutants::with_known_mistakes<reference::ReLU<double>>(
      element_wise<ReLUOptions>({.in_input = Smoothness::piecewise_linear, .homogeneous = true}),
      mutants::mutants_of<ReLUOptions>());
  return specification;
}

}  // namespace backcheck::suite
