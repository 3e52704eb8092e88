// What programs in other languages are told of a layer's options, by name.
#pragma once

#include <nlohmann/json.hpp>

#include "core/options.hpp"
#include "tests/suite/loss.hpp"

namespace backcheck::outside {

inline nlohmann::json values_of(const Conv2dOptions& o) {
  return {{"in_channels", o.in_channels},
          {"out_channels", o.out_channels},
          {"kernel_size", o.kernel_size},
          {"stride", o.stride},
          {"padding", o.padding}};
}
inline nlohmann::json values_of(const LinearOptions& o) {
  return {{"in_features", o.in_features}, {"out_features", o.out_features}};
}
template <bool is_max>
nlohmann::json values_of(const Pool2dOptions<is_max>& o) {
  return {{"kernel_size", o.kernel_size}, {"stride", o.stride}};
}
template <Activation activation>
nlohmann::json values_of(const ActivationOptions<activation>&) {
  return nlohmann::json::object();
}
// The rate is the probability of dropping, keep_rate that of keeping.
inline nlohmann::json values_of(const DropoutOptions& o) { return {{"rate", o.rate}, {"keep_rate", 1 - o.rate}}; }
inline nlohmann::json values_of(const suite::LossOptions&) { return nlohmann::json::object(); }

}  // namespace backcheck::outside
