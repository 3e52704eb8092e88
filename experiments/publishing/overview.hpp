// One figure of all numbers that an interval can judge.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "experiments/publishing/summary.hpp"

namespace backcheck::experiments {

// How far each published number lies from our mean, in half-widths of the interval that one more run of ours would lie
// in; where settings are open, for the choice of them that is nearest to all numbers of the run. Empty where there is
// no such number.
std::optional<plotting::Figure> published_and_ours(const std::vector<ExperimentSummary>& summaries);

// Draws it into root/overview, which appears whole or not at all; its title and caption. Empty where nothing is drawn.
std::optional<FigureEntry> write_overview(const std::vector<ExperimentSummary>& summaries,
                                          const std::filesystem::path& root);

}  // namespace backcheck::experiments
