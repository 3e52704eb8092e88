// Running checks of a layer that another process computes, or has computed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/outside/containment.hpp"

namespace backcheck::outside {

// Whether what is said of a tensor is said of the layer.
using Concerns = std::function<bool(const std::string& tensor)>;

// Runs the checks in this process, one after the other, and leaves out what is said of other tensors.
std::vector<CheckRecord> run_uncontained(const std::string& layer, const std::vector<suite::LayerCheck>& checks,
                                         const Concerns& concerns);

}  // namespace backcheck::outside
