#include "experiments/catalogue.hpp"

namespace backcheck::experiments {

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> all = {
      // Report A
      a_architecture(),
      a_one_epoch(),
      a_two_fc(),
      a_schedule(),
      a_framework(),
      a_decision_boundary(),
      // Report B
      b_shapes(),
      b_equations(),
      b_exploding(),
      b_shallow(),
      b_rescue(),
      b_relu_pieces(),
      b_approximation(),
      b_1d_classifier(),
      // Report C
      c_shapes(),
      c_filter_bank(),
      c_subsets(),
      c_momentum(),
      c_confusion(),
      c_cifar(),
      // Report D
      d_filters(),
      d_gradient_errors(),
      d_timing(),
      d_sanity(),
      d_overfit(),
      d_cifar(),
      // Report E
      e_compare(),
      e_placement(),
  };
  return all;
}

}  // namespace backcheck::experiments
