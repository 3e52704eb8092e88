#include "tests/specifications/pooling.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<MaxPool2dOptions>& max_pool2d_specification() {
  static const Specification<MaxPool2dOptions> specification =
      pooling<MaxPool2dOptions>({.in_input = Smoothness::piecewise_linear, .homogeneous = true, .conserves_sum = true});
  return specification;
}

}  // namespace backcheck::suite
