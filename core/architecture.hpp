// A network as data: the options of its layers in order, from which a network of any implementation is built.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "core/network.hpp"
#include "core/options.hpp"

namespace backcheck {

template <class First, class... Others>
using VariantOfOthers = std::variant<Others...>;

// The options of any layer of the table.
#define BACKCHECK_LAYER(Name, file) , Name##Options
using AnyOptions = VariantOfOthers<void
#include "core/layers.def"
                                   >;
using Architecture = std::vector<AnyOptions>;

// A network with all parameters zero (see initialize() in network.hpp), of the layers that `layer_of` returns for the
// options of each.
template <Scalar T, class LayerOf>
Network<T> make_network(const Architecture& architecture, const LayerOf& layer_of) {
  Network<T> network;
  for (const AnyOptions& any : architecture) {
    std::visit([&](const auto& options) { network.add(layer_of(options)); }, any);
  }
  return network;
}

}  // namespace backcheck
