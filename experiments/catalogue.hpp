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
Experiment b_shapes();
Experiment b_equations();
Experiment b_exploding();
Experiment b_shallow();
Experiment b_rescue();
Experiment b_relu_pieces();
Experiment b_approximation();
Experiment b_1d_classifier();
Experiment c_shapes();
Experiment c_filter_bank();
Experiment c_subsets();
Experiment c_momentum();
Experiment c_confusion();
Experiment c_cifar();
Experiment d_filters();
Experiment d_gradient_errors();
Experiment d_timing();
Experiment d_sanity();
Experiment d_overfit();
Experiment d_cifar();
Experiment e_compare();
Experiment e_placement();

}  // namespace backcheck::experiments
