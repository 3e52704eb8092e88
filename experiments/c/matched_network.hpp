// A network of ours that is as good as the one of Report C's confusion matrix.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

// Trains on 500 images until the printed accuracy is reached on them, for at most 30 epochs. Records the "epoch", the
// "accuracy", a fraction, the "loss, summed over the outputs", and the confusion matrix: "images of a 0, by
// prediction",
// ..., x being the predicted class.
void train_to_printed_accuracy(const JobContext& context);

}  // namespace backcheck::experiments::report_c
