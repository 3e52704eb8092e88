// Report A's equations, evaluated as they are printed and compared with what the layers compute; what each records is
// said beside it. One image, random numbers in double.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// at the second convolution: errors of "filter gradient as printed" and "filter gradient, summed", and
// how many weights there are, "weights as printed" and "weights".
void check_convolution(const JobContext& context);
// A-09, out[winner] = grad: errors of "input gradient, 2x2, stride 2" and, where windows overlap, "..., 3x3, stride 2".
void check_pooling(const JobContext& context);
// A-11 at a layer of 128 to 128: errors of "weight gradient, outer product", "input gradient as printed" and "input
// gradient, transposed".
void check_fully_connected(const JobContext& context);
// A-12 and A-14 with "equal logits" and "random logits": error of "gradient as printed, ...", "how many times too
// small,
// ..." and "sum of its components, ..."; and where exp overflows, "largest logit in float" and "... in double".
void check_loss(const JobContext& context);

}  // namespace backcheck::experiments::report_a
