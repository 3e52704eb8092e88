// Classifiers of the line, of the sign of Report B's function f (eq. 23) on an interval around its boundaries: the
// network that eq. 23 is, and networks that learn.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/judging/statistics.hpp"
#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

constexpr double line_begins = -1, line_ends = 9;

// Both record the number of "boundaries" and, x = 1, 2, ..., each "boundary" from the left.
//
// A hidden unit for each hinge of eq. 23, with the weights that it prints.
void construct_classifier(const JobContext& context);
// 1 - width - 2 with ReLU, by softmax cross-entropy and Adam on 200 equally spaced points at once. Records also
// "accuracy" on them, a fraction, and whether it is "positive at the left end".
void learn_classifier(const JobContext& context, Index width);

// Where the classifier of this seed says "positive"; without a record of its left end it does not there.
std::vector<Interval> positive_intervals(const Results& results, const std::string& run, std::uint64_t seed);

// The network of a run that classifies best, the first of several; seed 0 where there is none.
struct BestNetwork {
  std::uint64_t seed = 0;
  double accuracy = -1;
};
BestNetwork best_network(const Results& results, const std::string& run);

}  // namespace backcheck::experiments::report_b
