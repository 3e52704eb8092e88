// Which two implementations the options of each layer belong to.
#pragma once

#include "all_layers/layers.hpp"
#include "all_layers/reference.hpp"
#include "core/options.hpp"

namespace backcheck::bench {

template <template <Scalar> class FastLayer, template <Scalar> class NaiveLayer>
struct Twins {
  template <Scalar T>
  using Fast = FastLayer<T>;
  template <Scalar T>
  using Naive = NaiveLayer<T>;
};

#define BACKCHECK_LAYER(Name, file) \
  inline Twins<layers::Name, reference::Name> twins_of(const Name##Options&) { return {}; }
#include "core/layers.def"

}  // namespace backcheck::bench
