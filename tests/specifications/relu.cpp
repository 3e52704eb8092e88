#include "tests/specifications/element_wise.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<ReLUOptions>& relu_specification() {
  static const Specification<ReLUOptions> specification =
      element_wise<ReLUOptions>({.in_input = Smoothness::piecewise_linear, .homogeneous = true});
  return specification;
}

}  // namespace backcheck::suite
