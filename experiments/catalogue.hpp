// One function per experiment, each defined in the file of the same name.
#pragma once

#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

Experiment a_architecture();
Experiment a_decision_boundary();
Experiment a_framework();
Experiment a_one_epoch();
Experiment a_schedule();
Experiment a_two_fc();
Experiment b_relu_pieces();

}  // namespace backcheck::experiments
