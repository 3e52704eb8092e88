#include "reference/avg_pool2d.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/pooling.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<AvgPool2dOptions>& avg_pool2d_specification() {
  static const Specification<AvgPool2dOptions> specification = [] {
    auto all = pooling<AvgPool2dOptions>({.in_input = Smoothness::linear, .homogeneous = true, .conserves_sum = true});
    // Division by the window's area is exact only where that is a power of two.
    all.exact_on_integers = [](const AvgPool2dOptions& o) { return (o.kernel_size & (o.kernel_size - 1)) == 0; };
    return mutants::with_known_mistakes<reference::AvgPool2d<double>>(all, mutants::mutants_of<AvgPool2dOptions>());
  }();
  return specification;
}

}  // namespace backcheck::suite
