#include "tests/specifications/loss_over_classes.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<LossOptions>& sigmoid_binary_cross_entropy_specification() {
  static const Specification<LossOptions> specification = loss_over_classes("SigmoidBinaryCrossEntropy", {});
  return specification;
}

}  // namespace backcheck::suite
