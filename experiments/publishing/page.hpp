// root/index.html: everything on one page, for a phone and for a wide screen, without network or script.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/publishing/summary.hpp"

namespace backcheck::experiments {

// `overview` is the figure of all numbers, in root/overview, where there is one.
void write_page(const std::vector<ExperimentSummary>& summaries, const std::optional<FigureEntry>& overview,
                const std::filesystem::path& root);

}  // namespace backcheck::experiments
