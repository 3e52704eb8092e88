// Whether dropout improves Report E's CNN, or the weight decay that it switches off together with dropout: the test
// accuracies after its ten epochs, seed by seed, of runs that differ in one thing.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments::report_e {

// 1 or -1 where the 95 % interval of the mean difference between the report's two networks lies above or below 0, else
// 0.
int sign_established(const Results& results);

plotting::Panel difference_panel(const Results& results);
// Two bullets: the differences, and what they say of the report's.
void describe_differences(writing::Markdown& text, const Results& results);

}  // namespace backcheck::experiments::report_e
