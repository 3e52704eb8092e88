// The curves that Report E files under training, beside our validation curves.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_e {

// The validation loss, or accuracy, of the MLP, the CNN and the CNN with dropout over the report's ten epochs.
plotting::Panel validation_panel(const Results& results, bool is_loss);

}  // namespace backcheck::experiments::report_e
