// Report C's network behind its filter bank: 1296-256-128-10 sigmoids, trained on features that are computed once.
#pragma once

#include <string>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

constexpr double rates[] = {0.01, 0.1};
constexpr bool corrected_and_as_published[] = {false, true};
inline std::string run_name(bool as_published, double rate) {
  return fmt::format("{}, rate {}", as_published ? "as published" : "corrected", rate);
}

// One image an update on the features of 5000 random images. Records record_metrics() after each epoch, 0 included, on
// these images and on the first 2000 test images. As published, the hidden gradient has the activation in the place of
// its derivative.
void train_features(const JobContext& context, bool as_published, double rate);

}  // namespace backcheck::experiments::report_c
