// Networks of layers on the device. Twin: reference/make_network.hpp.
#pragma once

#include "core/architecture.hpp"

namespace backcheck::offload {

// A network with all parameters zero; see initialize() in core/network.hpp.
template <Scalar T>
Network<T> make_network(const Architecture& architecture);

}  // namespace backcheck::offload
