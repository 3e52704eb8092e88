// What dropout does to the test accuracy of Report E's CNN, by place and rate, against the network without it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/writing/markdown.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_e {

constexpr double rates[] = {0.05, 0.1, 0.2, 0.3, 0.5};
constexpr std::pair<published::DropoutPlacement, const char*> placements[] = {
    {published::DropoutPlacement::conv1, "after conv 1"},
    {published::DropoutPlacement::conv2, "after conv 2"},
    {published::DropoutPlacement::fc, "after FC"}};
constexpr const char* without = "no dropout";
std::string run_name(const char* placement, double rate);  // "after FC, rate 0.20"

// The report's ten epochs and, where a run was longer, the last one; the last one alone where it was shorter.
std::vector<double> shown_epochs(const Results& results);

// Percentage points, seed by seed.
std::vector<double> effect(const Results& results, const char* placement, double rate, double epoch);

plotting::Panel accuracy_map(const Results& results, double epoch);

// Whether dropping a fifth, or half, helps or hurts in each place, and where it is best; then all effects as a table.
void describe_effects(writing::Markdown& text, const Results& results, double epoch);

}  // namespace backcheck::experiments::report_e
