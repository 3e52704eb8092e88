// The sizes of Report A's networks, taken from the options of their layers.
#pragma once

#include <vector>

#include "experiments/a/network_diagram.hpp"
#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// The input and the layers that change the shape, under the report's names.
std::vector<Stage> stages();

// "Conv1 size", "Conv1 channels" and "Conv1 parameters", ...; "parameters" of all, and what the printed formulas leave:
// "literal parameters", "literal convolution parameters".
void record_sizes(const JobContext& context);
// "fc1 inputs", "fc1 outputs", ... of the network of the plane.
void record_plane_sizes(const JobContext& context);
// Whether a factor may be drawn into ReLU: -ReLU(1), "minus one-after", and ReLU(-1), "minus one-before".
void record_relu(const JobContext& context);

}  // namespace backcheck::experiments::report_a
