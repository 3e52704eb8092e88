// How long an update takes.
#pragma once

#include "experiments/training/training.hpp"

namespace backcheck::experiments {

// Seconds of single updates on all of `images`, from the end of one to the end of the next, on all threads that there
// are: of the fourth one to the last of `updates`, or to the end of the training where that comes first. Replaces
// options.after_step.
std::vector<double> update_times(Network<float>& network, const LossFunction<float>& loss, const ImageSet& images,
                                 TrainingOptions options, Index updates, std::uint64_t seed);

}  // namespace backcheck::experiments
