// Report C's MNIST network on few images.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_c {

constexpr published::Pooling poolings[] = {published::Pooling::max, published::Pooling::average};
constexpr Index sizes[] = {50, 100, 200, 500};
std::string name_of(published::Pooling pooling);               // "max"
std::string run_name(published::Pooling pooling, Index size);  // "max pooling, 50 images"

// Trains on `size` random images. Records, x being the epoch, "running loss" and "running accuracy" after each epoch;
// before the first and after some of them it also calls record_metrics() on these images and the first 2000 test
// images.
void train_subset(const JobContext& context, published::Pooling pooling, Index size);

}  // namespace backcheck::experiments::report_c
