// Report E's derivation of a batch of convolutions, evaluated as it is printed and compared with what the layers
// compute: two images, 3 to 4 channels, 7x7 pixels, a kernel of 3x3 without padding, random numbers in double.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_e {

constexpr Index printed_height = 5;  // of the output, H - d1 + 1

// Records the relative errors of E-17 to E-21 and E-23, each under the name of what it computes, and "height of the
// output".
void check_derivation(const JobContext& context);

}  // namespace backcheck::experiments::report_e
