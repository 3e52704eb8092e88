// How long the loss gradient that Report A prints, (s - y) s (1 - s), is beside the right one, s - y, at the same
// logits.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// one_epoch() of epoch.hpp with the printed gradient. After each tenth of the epoch it records the sum of the lengths
// of the printed gradients over that of the right ones as "gradient ratio", x being the epoch so far.
void one_epoch_with_printed_gradient(const JobContext& context, Network<float>& network, TrainingOptions options);

// The ratio over the epoch, for the runs at these rates.
plotting::Figure ratio_figure(const Results& results, const std::string& variant, const std::vector<double>& rates);
void add_ratio_finding(writing::Markdown& text, const Results& results, const std::string& variant, double rate);

}  // namespace backcheck::experiments::report_a
