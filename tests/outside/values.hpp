// What programs in other languages are told of a layer's options, by name.
#pragma once

#include <nlohmann/json.hpp>

#include "core/option_values.hpp"

namespace backcheck::outside {

// A rate is the probability of dropping; they are told that of keeping as well, as "keep_rate".
template <class Options>
nlohmann::json values_of(const Options& options) {
  nlohmann::json values = nlohmann::json::object();
  for_each_value(options, [&](const char* name, auto value) { values[name] = value; });
  if constexpr (requires { options.rate; }) values["keep_rate"] = 1 - options.rate;
  return values;
}

}  // namespace backcheck::outside
