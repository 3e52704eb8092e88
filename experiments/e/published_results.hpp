// Report E's tables and curves of its three networks, and which of our runs each number is compared with.
#pragma once

#include <vector>

#include "experiments/e/compared_runs.hpp"
#include "experiments/judging/comparison.hpp"

namespace backcheck::experiments::report_e {

struct PublishedCurve {
  const char *item, *run, *quantity;  // what it is; the report files it under training
  const char *training, *validation;  // the numbers of the table that it could end at
};
constexpr PublishedCurve published_curves[] = {
    {"E-02", cnn, "validation loss", "E-08/training-loss", "E-08/validation-loss"},
    {"E-03", cnn, "validation accuracy", "E-08/training-accuracy", "E-08/validation-accuracy"},
    {"E-13", dropout, "validation loss", "E-09/training-loss", "E-09/validation-loss"},
    {"E-14", dropout, "validation accuracy", "E-09/training-accuracy", "E-09/validation-accuracy"}};

// Whether each of the curves ends nearer to the validation result of the report's table than to the training result.
bool curves_end_at_validation();

// The tables, then the curves.
std::vector<Comparison> compare_results();

}  // namespace backcheck::experiments::report_e
