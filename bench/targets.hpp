// How fast the fast layers are meant to be beside PyTorch and oneDNN, and what holds those that are not.
#pragma once

#include "bench/measurements.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::bench {

// The times of PyTorch and oneDNN over those of the fast layers, with their intervals, beside the targets. Nothing
// where neither was timed.
void add_targets_table(writing::Markdown& text, const Measurements& measurements);

}  // namespace backcheck::bench
