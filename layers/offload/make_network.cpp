#include "layers/offload/make_network.hpp"

#include "all_layers/layers/offload.hpp"

namespace backcheck::offload {
namespace {

// The layer with these options.
template <Scalar T>
struct LayerOf {
#define BACKCHECK_LAYER(Name, file) \
  Name<T> operator()(const Name##Options& options) const { return {options}; }
#include "core/layers.def"
};

}  // namespace

template <Scalar T>
Network<T> make_network(const Architecture& architecture) {
  return backcheck::make_network<T>(architecture, LayerOf<T>());
}

template Network<float> make_network(const Architecture&);
template Network<double> make_network(const Architecture&);

}  // namespace backcheck::offload
