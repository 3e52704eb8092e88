#include "core/network.hpp"

#include <cmath>

namespace backcheck {
namespace {

double standard_deviation(const Initializer& initializer, const Shape& weight) {
  // weight is (outputs, inputs) or (outputs, inputs, K, K).
  const double fan_in = static_cast<double>(weight.inner_size());
  const double fan_out = fan_in / static_cast<double>(weight[1]) * static_cast<double>(weight[0]);
  switch (initializer.kind) {
    case Initializer::Kind::gaussian:
      return initializer.standard_deviation;
    case Initializer::Kind::he:
      return std::sqrt(2 / fan_in);
    case Initializer::Kind::xavier:
      return std::sqrt(2 / (fan_in + fan_out));
    case Initializer::Kind::uniform_fan_in:
      break;  // is no normal distribution
  }
  throw std::invalid_argument("Initializer: unknown kind");
}

}  // namespace

template <Scalar T>
void initialize(Network<T>& network, const Initializer& initializer, std::uint64_t seed) {
  for (std::size_t l = 0; l < network.parameters().size(); ++l) {
    Parameters<T>& params = network.parameters()[l];
    params.bias.fill(T(0));
    if (params.weight.empty()) continue;
    if (initializer.kind == Initializer::Kind::uniform_fan_in) {
      const double bound = 1 / std::sqrt(static_cast<double>(params.weight.shape().inner_size()));
      fill_uniform(params.weight, -bound, bound, mix(seed, l));
      fill_uniform(params.bias, -bound, bound, mix(mix(seed, l), 1));
    } else {
      fill_normal(params.weight, standard_deviation(initializer, params.weight.shape()), mix(seed, l));
    }
  }
}

template <Scalar T>
Index parameter_count(const Network<T>& network) {
  Index count = 0;
  for (const Parameters<T>& params : network.parameters()) count += params.weight.size() + params.bias.size();
  return count;
}

template void initialize(Network<float>&, const Initializer&, std::uint64_t);
template void initialize(Network<double>&, const Initializer&, std::uint64_t);
template Index parameter_count(const Network<float>&);
template Index parameter_count(const Network<double>&);

}  // namespace backcheck
