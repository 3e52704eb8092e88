// The textbook twins of an architecture. Twin: layers/make_network.hpp.
#pragma once

#include <variant>

#include "core/architecture.hpp"
#include "core/network.hpp"
#include "reference/avg_pool2d.hpp"
#include "reference/conv2d.hpp"
#include "reference/dropout.hpp"
#include "reference/linear.hpp"
#include "reference/max_pool2d.hpp"
#include "reference/relu.hpp"
#include "reference/sigmoid.hpp"
#include "reference/tanh.hpp"

namespace backcheck::reference {

// The layer with these options.
template <Scalar T>
struct MakeLayer {
  Conv2d<T> operator()(const Conv2dOptions& options) const { return {options}; }
  Linear<T> operator()(const LinearOptions& options) const { return {options}; }
  MaxPool2d<T> operator()(const MaxPool2dOptions& options) const { return {options}; }
  AvgPool2d<T> operator()(const AvgPool2dOptions& options) const { return {options}; }
  ReLU<T> operator()(const ReLUOptions& options) const { return {options}; }
  Sigmoid<T> operator()(const SigmoidOptions& options) const { return {options}; }
  Tanh<T> operator()(const TanhOptions& options) const { return {options}; }
  Dropout<T> operator()(const DropoutOptions& options) const { return {options}; }
};

// A network with all parameters zero; see initialize() in core/network.hpp.
template <Scalar T>
Network<T> make_network(const Architecture& architecture) {
  Network<T> network;
  for (const AnyOptions& any : architecture) {
    std::visit([&](const auto& options) { network.add(MakeLayer<T>{}(options)); }, any);
  }
  return network;
}

}  // namespace backcheck::reference
