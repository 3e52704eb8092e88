// Report B's full network, trained for as long as it lasts: what its logits and gradients do, under each setting that
// the report does not give.
#pragma once

#include <string>
#include <vector>

#include "experiments/b/training.hpp"

namespace backcheck::experiments::report_b {

struct Setting {
  bool shifted;  // the softmax
  Initializer start;
  double rate;

  std::string run() const;  // "N(0, 0.1), rate 0.001, with shift"
};
inline const std::vector<Initializer> starts{gaussian(0.01), gaussian(0.03), gaussian(0.1),
                                             gaussian(0.3),  gaussian(1),    he};
inline constexpr double rates[] = {1e-4, 1e-3, 1e-2, 1e-1, 1};
inline constexpr bool without_and_with_shift[] = {false, true};
std::vector<Setting> all_settings();

inline const std::vector<std::string> weight_layers{"conv 1", "conv 2", "FC 1", "FC 2"};
inline std::string norm_of(const std::string& layer) { return "gradient norm, " + layer; }

// Records, x being the update: at the first and the last one "largest logit" and the norm_of() each layer's weight
// gradient, for the first seed also on the way; "overflow", 1, and the largest logit where the loss stops being finite,
// which ends the training; and "training accuracy", a fraction, after the last one.
void train_full_network(const JobContext& context, const Setting& setting);

}  // namespace backcheck::experiments::report_b
