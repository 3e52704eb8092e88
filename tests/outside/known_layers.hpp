// The layers and losses of core/layers.def by their options: what is known of one that is written by somebody else.
#pragma once

#include <functional>
#include <string_view>

#include "all_layers/reference.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/layer_checks.hpp"

namespace backcheck::outside {

template <class Options>
inline constexpr bool is_known = false;
#define BACKCHECK_LAYER(Name, file) \
  template <>                       \
  inline constexpr bool is_known<Name##Options> = true;
#include "core/layers.def"

// The cases of a layer with these options, compared with the textbook twin; `make` makes what is to be verified. (With
// the textbook compiled once, in known_layers.cpp.)
template <Scalar T, LayerOptions O>
suite::LayerCases<T> known_cases(std::function<suite::Implementation<T>(const O&)> make);

#define BACKCHECK_LAYER(Name, file)                                                                             \
  template <>                                                                                                   \
  suite::LayerCases<float> known_cases(std::function<suite::Implementation<float>(const Name##Options&)> make); \
  template <>                                                                                                   \
  suite::LayerCases<double> known_cases(std::function<suite::Implementation<double>(const Name##Options&)> make);
#include "core/layers.def"

// Likewise for the loss of this name.
template <Scalar T>
suite::LayerCases<T> known_loss_cases(std::string_view loss,
                                      std::function<suite::Implementation<T>(const suite::LossOptions&)> make);

}  // namespace backcheck::outside
