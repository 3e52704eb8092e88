// The parameters of a network among the samples of a run, so that figures can ask it again without training.
#pragma once

#include <optional>
#include <string>

#include "core/architecture.hpp"
#include "core/network.hpp"
#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

// As "parameter", x being the position: layer by layer, weights before biases.
void record_parameters(const JobContext& context, const Network<double>& network);

// The network of a run and seed; empty where its parameters were not recorded, or not all.
std::optional<Network<double>> recorded_network(const Results& results, const std::string& run, std::uint64_t seed,
                                                const Architecture& architecture);

}  // namespace backcheck::experiments
