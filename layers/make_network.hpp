// Networks of fast layers. Twin: reference/make_network.hpp.
#pragma once

#include "core/architecture.hpp"

namespace backcheck::layers {

// A network with all parameters zero; see initialize() in core/network.hpp.
template <Scalar T>
Network<T> make_network(const Architecture& architecture);

}  // namespace backcheck::layers
