// The numbers of one published run, judged together: which choices of the settings that the report leaves open give all
// of them. The rule is in verdict.hpp.
#pragma once

#include <string>
#include <vector>

#include "experiments/judging/verdict.hpp"

namespace backcheck::experiments {

// How much wider the prediction interval of one of k numbers is (Bonferroni's correction) than that of one alone.
double widening(Index seeds, std::size_t k);

// One choice of the settings, against all numbers of the run.
struct Choice {
  std::string settings;
  double distance = 0;        // of the number that fits worst, in half-widths of the interval that decides
  std::string worst = {};     // that number
  bool says_nothing = false;  // its seeds are too far apart

  bool explains() const { return !says_nothing && distance <= 1; }
};

// The choices that were run with two seeds or more for every number. `run` has the comparisons of one published run.
std::vector<Choice> choices(const std::vector<Comparison>& run, const Results& results);

// A number of the run, how it is compared, and what became of it.
struct NumberOfRun {
  const Comparison* comparison;
  Judgement* judgement;
};

// Settles those that leave settings open, EXPLAINED or UNEXPLAINED; says of each number that fits how many runs of ours
// with other settings would have fitted as well: what the verdict is worth. Of the measurements of the former, those of
// the settings that come nearest to all numbers of the run are put first.
void judge_together(const std::string& run, const std::vector<NumberOfRun>& numbers, const Results& results);

}  // namespace backcheck::experiments
