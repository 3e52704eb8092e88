#include "reference/max_pool2d.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/pooling.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<MaxPool2dOptions>& max_pool2d_specification() {
  static const Specification<MaxPool2dOptions> specification =
      mutants::with_known_mistakes<reference::MaxPool2d<double>>(
          pooling<MaxPool2dOptions>(
              {.in_input = Smoothness::piecewise_linear, .homogeneous = true, .conserves_sum = true}),
          mutants::mutants_of<MaxPool2dOptions>());
  return specification;
}

}  // namespace backcheck::suite
