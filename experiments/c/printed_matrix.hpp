// The confusion matrix that Report C prints, and what its counts say: their sums, and which consecutive images of MNIST
// come nearest to them.
#pragma once

#include <vector>

#include "experiments/c/confusion_matrix.hpp"
#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

// Which side is the truth is unstated: its rows, as scikit-learn has it.
const ConfusionMatrix& printed_matrix();

// Records the number of "images", those "on the diagonal", and the "accuracy", a fraction.
void add_up(const JobContext& context);

// Records, of the 500 consecutive labels that are nearest to its "row sums", their counts under this name, x being the
// class; and "row sums, distance" and "row sums, first image". The same of its "column sums".
void search(const JobContext& context, const std::vector<int>& labels);

}  // namespace backcheck::experiments::report_c
