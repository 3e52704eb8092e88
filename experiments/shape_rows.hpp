// Lists of numbers as a report prints them, a shape (4x24x24) or the counts of ten classes: what a job records for them
// and the row that they are judged in. Entry i of a list is the sample at x = i.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

void record_list(Recorder& recorder, std::string_view quantity, std::span<const double> entries);

// All extents of a weight.
void record_shape(Recorder& recorder, std::string_view quantity, const Shape& shape);
// The extents of one entry of a batch: (1, 4, 24, 24) is recorded as 4x24x24.
void record_inner_shape(Recorder& recorder, std::string_view quantity, const Shape& batch);

// A published list, exact if every entry is: `quantity` names it both in the report and in the results of `run`.
Published list_row(std::string id, std::string quantity, std::string printed, std::string run);

}  // namespace backcheck::experiments
