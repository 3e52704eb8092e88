#include "experiments/catalogue.hpp"

namespace backcheck::experiments {

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> all = {
      b_relu_pieces(),
  };
  return all;
}

}  // namespace backcheck::experiments
