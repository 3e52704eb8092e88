#include "tests/specifications/loss_over_classes.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<LossOptions>& softmax_cross_entropy_specification() {
  static const Specification<LossOptions> specification =
      loss_over_classes("SoftmaxCrossEntropy", {.shift_invariant = true});
  return specification;
}

}  // namespace backcheck::suite
