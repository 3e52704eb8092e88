// The equations that a report prints, evaluated as they are printed beside what the layers compute from the same random
// numbers, and the table of what that shows.
#pragma once

#include <string>
#include <vector>

#include "core/architecture.hpp"
#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

// The largest difference over the largest magnitude, of two tensors or parts of them.
struct RelativeError {
  double difference = 0, magnitude = 0;
  void add(double a, double b);
  void add(const Tensor<double>& a, const Tensor<double>& b);
  double value() const { return difference / magnitude; }
};

// A layer after a forward and a backward pass of random numbers, from N(0, 1).
struct PassedLayer {
  Tensor<double> input, output, grad_output, weight, bias;
  Gradients<double> grads;
};
PassedLayer pass(const JobContext& context, const AnyOptions& layer, const Shape& input);

// A row of the table: "A-14", what the report prints, what is right ("" where it is as printed), and what the
// difference does.
struct PrintedEquation {
  std::string item, as_printed, corrected, effect;
};
// Rows without an effect, which was not measured, are left out.
void add_equations(writing::Markdown& text, const std::vector<PrintedEquation>& equations);

// "none: it holds" where the relative error is one of rounding; else "relative error 0.83"; empty where it is NaN.
std::string effect_of(double relative_error);

}  // namespace backcheck::experiments
