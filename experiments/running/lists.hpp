// Lists of numbers as a report prints them, a shape (4x24x24) or the counts of ten classes: what a job records for them
// and how they are compared. Entry i of a list is the sample at x = i.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

void record_list(const JobContext& context, std::string_view quantity, std::span<const double> entries);

// All extents of a weight.
void record_shape(const JobContext& context, std::string_view quantity, const Shape& shape);
// The extents of one entry of a batch: (1, 4, 24, 24) is recorded as 4x24x24.
void record_inner_shape(const JobContext& context, std::string_view quantity, const Shape& batch);

// Exact where every entry of the published list is equal to ours of this quantity.
Comparison compare_list(std::string number, std::string run, std::string quantity);

}  // namespace backcheck::experiments
