// Report D's checks of its layers: their outputs against the values that the public assignment prints, and their
// gradients against difference quotients of many steps, with random data.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_d {

constexpr double report_step = 1e-7;
constexpr const char* forward = "forward";  // the run of check_forward()

// What is checked: a layer, a sandwich of layers, or a network with its loss.
struct Checked {
  std::string name = {};
  Architecture architecture = {};
  Shape input = {};
  double weight_scale = 1, bias_scale = 1;  // standard deviations of the random parameters
  bool with_loss = false;                   // of the softmax cross-entropy, labels drawn; else of <random, output>
};
const std::vector<Checked>& all_checked();

// Records, x being the step h, the tensor-relative errors of the gradients by "input", "weight 1", "bias 1", "weight
// 2", ... and the "worst" of them: for the report's step and every power of two from 1/2 down to 2^-40.
void check_gradients(const Checked& checked, const JobContext& context);

// Records at x = 0 the errors of the outputs of "convolution" and "max pooling": "convolution, tensor-relative",
// "convolution, element-wise", ...
void check_forward(const JobContext& context);

}  // namespace backcheck::experiments::report_d
