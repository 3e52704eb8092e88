// The folder that a report of the benchmarks is written to.
#pragma once

#include <filesystem>
#include <string>

#include "bench/measurements.hpp"

namespace backcheck::bench {

inline const std::string report_title = "Benchmarks: naive against fast";  // the first line of its summary.md

// Its rows.csv: name, median and median absolute deviation in seconds, repetitions.
std::string rows_as_csv(const Measurements& measurements);

// Throws std::runtime_error with a sentence where `folder` exists and is no report of bench/report, or is one that has
// rows which were not measured this time: a filtered run must not replace a full one.
void require_replaceable(const std::filesystem::path& folder, const Measurements& measurements);

}  // namespace backcheck::bench
