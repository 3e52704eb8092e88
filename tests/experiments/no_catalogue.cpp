#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> none;
  return none;
}

}  // namespace backcheck::experiments
