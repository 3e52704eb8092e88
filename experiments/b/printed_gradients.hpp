// Report B's gradients, evaluated as its equations are printed, beside those that the layers compute from the same
// random numbers. Each check records "relative error" (where an equation needs a choice, with its name) of an equation,
// whose number is x: the largest difference over the largest magnitude.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

// Equations 2, 3 and 4, and the "height as printed" of what equation 4 gives.
void check_convolution(const JobContext& context);
// Equations 8, 9 and 10.
void check_fully_connected(const JobContext& context);
// Equation 17 as the derivative of equation 16.
void check_loss(const JobContext& context);

}  // namespace backcheck::experiments::report_b
