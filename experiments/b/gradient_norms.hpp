// The logits and the gradients that Report B's full network starts with, and what becomes of the gradients.
#pragma once

#include "experiments/b/exploding_training.hpp"

namespace backcheck::experiments::report_b {

// A run with these initial weights; up to its first update neither the learning rate nor the shift has a part in it.
inline std::string run_from(const Initializer& start) { return Setting{true, start, rates[0]}.run(); }
inline double at_first_update(const Results& results, const Initializer& start, const std::string& quantity) {
  return results.mean(run_from(start), quantity, 1);
}

// Whether the exponentials of the logits of weights from N(0, 1) are too large before anything is learned.
bool overflows_at_once(const Results& results);

// At the first update, means over seeds: of the Gaussian starts by their deviation; of all starts as a table.
plotting::Figure start_figure(const Results& results);
void add_start_table(writing::Markdown& text, const Results& results);

// The first 2000 updates of a run, seed 1.
plotting::Panel norms_panel(const Results& results, const Setting& setting, std::string title);

}  // namespace backcheck::experiments::report_b
