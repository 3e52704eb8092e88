// One figure of all numbers that an interval can judge.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "experiments/support/report.hpp"

namespace backcheck::experiments {

// How far each published number lies from our mean, in half-widths of the interval that one more run of ours would lie
// in; where there are several readings, from the nearest. Empty where there is no such number.
std::optional<Figure> published_and_ours(const std::vector<Report>& reports);

// Draws it into root/overview, which appears whole or not at all; its title and caption. Empty where nothing is drawn.
std::optional<FigureEntry> write_overview(const std::vector<Report>& reports, const std::filesystem::path& root);

}  // namespace backcheck::experiments
