// Report B's tables of dimensions and its example of pooling, from the options of the layers.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

// Tables 2 to 7: records the shapes "convolution 1, X", ... of its full network. Every gradient has the shape of what
// it belongs to, so forward and backward share their shapes.
void compute_tables(const JobContext& context);

// What would follow if pooling layer 1 put out 4x24x24, as Table 4 prints it: records the "features" after pooling
// layer 2 and whether "fully connected 1 accepts them".
void follow_table_4(const JobContext& context);

// The example of section 1.2: records the "output" and "what the arrow points at", where the largest entry of the first
// window is.
void pool_the_example(const JobContext& context);

// One image of random numbers through all layers of its full network: records, x being the layer from 1, how many
// "elements" its output has, their "mean", "deviation" and how many are "zeros".
void follow_an_image(const JobContext& context);

}  // namespace backcheck::experiments::report_b
