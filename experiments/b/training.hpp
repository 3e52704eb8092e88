// What the training runs of Report B have in common: how weights start, which images, which softmax.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

// Initial weights from N(0, deviation^2), or as He et al. draw them, whose deviation depends on the layer.
Initializer gaussian(double deviation);
inline constexpr Initializer he{.kind = Initializer::Kind::he};
// "N(0, 0.1)", where 0.1 is the deviation; "He".
std::string name_of(const Initializer& start);

// The first 100 training images of each class; 2 of each in a quick run.
std::vector<Index> training_subset(const JobContext& context);

// Softmax and cross-entropy: with the largest logit subtracted, as eq. 18 has it, and computed as log-sum-exp; or as
// eq. 15 has it, where exp overflows above `exp_overflows_above`.
LossFunction<double> softmax_loss(bool shifted, Twin twin);
inline constexpr double exp_overflows_above = 709.78;  // ln of the largest double

}  // namespace backcheck::experiments::report_b
