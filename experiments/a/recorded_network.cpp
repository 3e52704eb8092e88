#include "experiments/a/recorded_network.hpp"

namespace backcheck::experiments {

void record_parameters(const JobContext& context, const Network<double>& network) {
  double position = 0;
  for (const Parameters<double>& params : network.parameters()) {
    for (const double value : params.weight) context.record(position++, "parameter", value);
    for (const double value : params.bias) context.record(position++, "parameter", value);
  }
}

std::optional<Network<double>> recorded_network(const Results& results, const std::string& run, std::uint64_t seed,
                                                const Architecture& architecture) {
  Network<double> network = make_network<double>(architecture, Twin::fast);
  const std::map<double, double> values = results.curve_of_seed(run, "parameter", seed);
  if (static_cast<Index>(values.size()) != parameter_count(network)) return {};
  auto next = values.begin();
  for (Parameters<double>& params : network.parameters()) {
    for (double& value : params.weight) value = (next++)->second;
    for (double& value : params.bias) value = (next++)->second;
  }
  return network;
}

}  // namespace backcheck::experiments
