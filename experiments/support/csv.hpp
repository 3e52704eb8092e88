// Comma-separated values (RFC 4180), and runs.csv in particular.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

// One line with its end; fields with commas, quotes or line ends are put in quotes.
std::string csv_line(const std::vector<std::string>& fields);
// All lines. Throws std::invalid_argument where a quote is not closed.
std::vector<std::vector<std::string>> parse_csv(std::string_view text);

// run,seed,x,quantity,value; numbers read back as the same numbers.
std::string samples_to_csv(const std::vector<Sample>& samples);
// Throws std::invalid_argument naming the line that is not such a row.
std::vector<Sample> samples_from_csv(std::string_view text);

}  // namespace backcheck::experiments
