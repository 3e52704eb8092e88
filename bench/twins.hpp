// Which two implementations the options of each layer belong to.
#pragma once

#include "all_layers/layers.hpp"
#include "all_layers/reference.hpp"
#include "core/options.hpp"
#include "tests/suite/layer_case.hpp"

namespace backcheck::bench {

template <template <Scalar> class FastLayer, template <Scalar> class NaiveLayer>
struct Twins {
  template <Scalar T>
  using Fast = FastLayer<T>;
  template <Scalar T>
  using Naive = NaiveLayer<T>;

  template <Scalar T, LayerOptions O>
  static suite::Implementation<T> fast_implementation(const O& options) {
    return suite::implementation_of<FastLayer, T>(options);
  }
  template <Scalar T, LayerOptions O>
  static suite::Implementation<T> naive_implementation(const O& options) {
    return suite::implementation_of<NaiveLayer, T>(options);
  }
};

#define BACKCHECK_LAYER(Name, file) \
  inline Twins<layers::Name, reference::Name> twins_of(const Name##Options&) { return {}; }
#include "core/layers.def"

}  // namespace backcheck::bench
