// The sizes of Report C's data and networks, from the options of the layers, recorded as lists under the names that the
// report's numbers have.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

void count_data(const JobContext& context);      // images and labels
void compute_task_1(const JobContext& context);  // the filter bank and the network behind it
void compute_task_2_mnist(const JobContext& context);
void compute_task_2_cifar(const JobContext& context);

}  // namespace backcheck::experiments::report_c
