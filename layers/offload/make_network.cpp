#include "layers/offload/make_network.hpp"

#include <variant>

#include "layers/offload/avg_pool2d.hpp"
#include "layers/offload/conv2d.hpp"
#include "layers/offload/dropout.hpp"
#include "layers/offload/linear.hpp"
#include "layers/offload/max_pool2d.hpp"
#include "layers/offload/relu.hpp"
#include "layers/offload/sigmoid.hpp"
#include "layers/offload/tanh.hpp"

namespace backcheck::offload {
namespace {

// The layer that options of each type are the options of.
template <Scalar T>
struct LayerOf {
  Conv2d<T> operator()(const Conv2dOptions& options) const { return {options}; }
  Linear<T> operator()(const LinearOptions& options) const { return {options}; }
  MaxPool2d<T> operator()(const MaxPool2dOptions& options) const { return {options}; }
  AvgPool2d<T> operator()(const AvgPool2dOptions& options) const { return {options}; }
  ReLU<T> operator()(const ReLUOptions& options) const { return {options}; }
  Sigmoid<T> operator()(const SigmoidOptions& options) const { return {options}; }
  Tanh<T> operator()(const TanhOptions& options) const { return {options}; }
  Dropout<T> operator()(const DropoutOptions& options) const { return {options}; }
};

}  // namespace

template <Scalar T>
Network<T> make_network(const Architecture& architecture) {
  Network<T> network;
  for (const AnyOptions& any : architecture) {
    std::visit([&](const auto& options) { network.add(LayerOf<T>{}(options)); }, any);
  }
  return network;
}

template Network<float> make_network(const Architecture&);
template Network<double> make_network(const Architecture&);

}  // namespace backcheck::offload
