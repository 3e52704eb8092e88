// What the optimisers of Report A's network in a framework reach, beside the network from scratch.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// Test accuracies after one epoch: of `from_scratch`, beside the number that the report prints of its own
// implementation, and of `in_batches`, beside the number that it prints of PyTorch, at the run `nearest`.
plotting::Figure framework_accuracy_figure(const Results& results, const std::string& from_scratch,
                                           const std::vector<std::string>& in_batches, const std::string& nearest);

}  // namespace backcheck::experiments::report_a
