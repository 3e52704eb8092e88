#include "experiments/catalogue.hpp"

namespace backcheck::experiments {

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> all = {
      a_architecture(), a_one_epoch(), a_two_fc(), a_schedule(), a_framework(), a_decision_boundary(), b_relu_pieces(),
  };
  return all;
}

}  // namespace backcheck::experiments
