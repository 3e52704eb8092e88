#include "reference/softmax_cross_entropy.hpp"
#include "tests/mutants/loss.hpp"
#include "tests/specifications/loss_over_classes.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<LossOptions>& softmax_cross_entropy_specification() {
  static const Specification<LossOptions> specification =
      mutants::with_known_mistakes<LossLayer<reference::SoftmaxCrossEntropy<double>>>(
          loss_over_classes("SoftmaxCrossEntropy", {.shift_invariant = true}),
          mutants::softmax_cross_entropy_mutants());
  return specification;
}

}  // namespace backcheck::suite
