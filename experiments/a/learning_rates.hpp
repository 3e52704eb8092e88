// The learning rate, which Report A does not give for its own implementation, swept for several variants of a network:
// names of the runs, accuracy against the rate, and whether the rate decides the numbers that the report prints.
#pragma once

#include <string>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments::report_a {

inline const std::vector<double> learning_rates{0.0001, 0.0003, 0.001, 0.003, 0.01};

// "corrected, rate 0.001", and those of a variant at all rates.
std::string run_at(const std::string& variant, double rate);
std::vector<std::string> runs_at_all_rates(const std::vector<std::string>& variants);

// "train accuracy" and "test accuracy" [%] of each variant against the rate, mean and 95 % t interval, beside those of
// the item ("A-20"); the title says whether the last variant, whose gradient is right, gives the item's numbers.
struct RateFigure {
  std::string name, what, printed_in;  // "F04-two-fc", "Two fully connected layers", "Fig. 5"
  plotting::Axis train, test;
  plotting::Key::Place train_key, test_key;
};
plotting::Figure rate_figure(const Results& results, const std::vector<std::string>& variants, const std::string& item,
                             const RateFigure& figure);

// For each variant its run that is nearest to the item; then the same conclusion.
void add_rate_findings(writing::Markdown& text, const Results& results, const std::vector<std::string>& variants,
                       const std::string& item);

}  // namespace backcheck::experiments::report_a
