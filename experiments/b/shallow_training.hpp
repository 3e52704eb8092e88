// Report B's shallower network, the one that trained: one convolution, one pooling, two fully connected layers, trained
// under each setting that the report does not give.
#pragma once

#include <string>
#include <vector>

#include "experiments/b/training.hpp"

namespace backcheck::experiments::report_b {

struct ShallowSetting {
  Initializer start;
  double rate;

  std::string run() const;  // "N(0, 0.1), rate 0.001"
};
inline const std::vector<Initializer> shallow_starts{gaussian(1), gaussian(0.1), he};
inline constexpr double shallow_rates[] = {1e-5, 3e-5, 1e-4, 1e-3, 1e-2};
std::vector<ShallowSetting> shallow_settings();

// Records, x being the epoch, "training loss" and "training accuracy", the first epoch in more detail, and after the
// last one "test accuracy". `minus_missing` trains with the loss of eq. 16 as it is printed; the loss that is recorded
// is the cross-entropy all the same.
void train_shallow_network(const JobContext& context, const ShallowSetting& setting, bool minus_missing);

}  // namespace backcheck::experiments::report_b
