// The learning rate, which Report A does not give for its own implementation, swept: names of the runs, and accuracy
// against the rate.
#pragma once

#include <string>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_a {

inline const std::vector<double> learning_rates{0.0001, 0.0003, 0.001, 0.003, 0.01};

// "corrected, rate 0.001", and those of a variant at all rates.
std::string run_at(const std::string& variant, double rate);
std::vector<std::string> runs_at_all_rates(const std::vector<std::string>& variants);

// "train accuracy" or "test accuracy" [%] of each variant, its mean and 95 % t interval, beside the published one.
plotting::Panel accuracy_panel(const Results& results, const std::vector<std::string>& variants,
                               const std::string& quantity, const std::string& published_id, plotting::Axis accuracy,
                               plotting::Key::Place key);

}  // namespace backcheck::experiments::report_a
