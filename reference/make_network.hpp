// Networks of textbook layers. Twin: layers/make_network.hpp.
#pragma once

#include "all_layers/reference.hpp"
#include "core/architecture.hpp"

namespace backcheck::reference {

// The layer with these options.
template <Scalar T>
struct LayerOf {
#define BACKCHECK_LAYER(Name, file) \
  Name<T> operator()(const Name##Options& options) const { return {options}; }
#include "core/layers.def"
};

// A network with all parameters zero; see initialize() in core/network.hpp.
template <Scalar T>
Network<T> make_network(const Architecture& architecture) {
  return backcheck::make_network<T>(architecture, LayerOf<T>());
}

}  // namespace backcheck::reference
