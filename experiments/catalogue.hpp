// One function per experiment, each defined in the file of the same name.
#pragma once

#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

Experiment b_relu_pieces();

}  // namespace backcheck::experiments
