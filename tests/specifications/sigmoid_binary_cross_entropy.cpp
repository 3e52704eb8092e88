#include "reference/sigmoid_binary_cross_entropy.hpp"
#include "tests/mutants/loss.hpp"
#include "tests/specifications/loss_over_classes.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<LossOptions>& sigmoid_binary_cross_entropy_specification() {
  static const Specification<LossOptions> specification =
      mutants::with_known_mistakes<LossLayer<reference::SigmoidBinaryCrossEntropy<double>>>(
          loss_over_classes("SigmoidBinaryCrossEntropy", {}), mutants::sigmoid_binary_cross_entropy_mutants());
  return specification;
}

}  // namespace backcheck::suite
