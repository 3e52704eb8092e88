// Report D's network at the moments of its training at which its filters are compared.
#pragma once

#include <optional>
#include <string>

#include "experiments/judging/results.hpp"

namespace backcheck::experiments::report_d {

// What was measured at one moment: means over seeds, accuracies in percent.
struct Measured {
  double updates, training, validation, roughness;
  double gap() const { return training - validation; }
  std::string accuracies() const;  // "51.1 % on training images, 49.8 % on validation images"
};
struct Moments {
  Measured after_one_epoch, at_the_end, of_few_images;
};
std::optional<Moments> moments_of(const Results& results);

}  // namespace backcheck::experiments::report_d
