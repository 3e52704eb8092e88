#include "layers/make_network.hpp"

namespace backcheck::layers {}
