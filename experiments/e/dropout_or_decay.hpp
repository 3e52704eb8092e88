// Whether dropout improves Report E's CNN, or the weight decay that it switches off together with dropout: the test
// accuracies after its ten epochs, seed by seed, of runs that differ in one thing.
#pragma once

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments::report_e {

plotting::Figure difference_figure(const Results& results);
// Two bullets: the differences, and what they say of the report's.
void describe_differences(writing::Markdown& text, const Results& results);

}  // namespace backcheck::experiments::report_e
