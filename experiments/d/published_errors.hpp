// The errors that Report D prints, and where ours are recorded.
#pragma once

#include <string>
#include <vector>

#include "experiments/judging/comparison.hpp"
#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_d {

constexpr double half_a_unit = 0.005e-9;  // of the last digit of the forward error

struct GradientError {
  std::string number, run, quantity;
};
std::vector<GradientError> gradient_errors();

// How the gradient errors, and the forward error of the convolution, are compared with ours.
std::vector<Comparison> compare_errors();

// The gradient errors beside ours, at the report's step and at the best one.
plotting::Panel errors_panel(const Results& results);

}  // namespace backcheck::experiments::report_d
