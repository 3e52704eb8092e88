// Report A's network and its loss: as the report prints them, as they should be, and what lies between, so that each
// departure can be switched on by itself.
#pragma once

#include <string_view>

#include "core/layer.hpp"
#include "experiments/training/training.hpp"

namespace backcheck::experiments::report_a {

// Which of Report A's departures from the textbook are in force.
struct Variant {
  bool shared_kernels = false;  // its convolution formulas: one 2-D kernel per output channel for all input channels
  bool published_gradient = false;  // its loss gradient: (s - y) * s * (1 - s) instead of s - y
  bool unshifted_softmax = false;   // exp(x) / sum exp(x), without subtracting the largest x
};
inline constexpr Variant corrected{};
inline constexpr Variant as_published{.shared_kernels = true, .published_gradient = true, .unshifted_softmax = true};

// "as published", "published gradient" and "shared kernels" (one departure alone), "corrected". All of them with the
// shifted softmax: the shift changes nothing until exp overflows.
Variant variant_named(std::string_view name);

// The CNN of Fig. 1, initialised: weights N(0, 2 / fan_in), where fan_in counts the inputs of a unit whether they share
// weights or not; biases zero. With shared kernels the convolutions have no bias, as in the report.
template <Scalar T>
Network<T> cnn(const Variant& variant, Twin twin, std::uint64_t seed);

// Softmax and cross-entropy. Without any departure, the textbook's; otherwise computed in T throughout, so that exp
// overflows where the report's does.
template <Scalar T>
LossFunction<T> loss(const Variant& variant, Twin twin);

// The gradient of `loss`, but the value of the textbook's loss, so that all variants are measured alike and a
// probability that underflows to 0 does not end the training.
template <Scalar T>
LossFunction<T> observed_loss(const Variant& variant, Twin twin);

// Adds up the channels: (N, C, H, W) -> (N, 1, H, W). Since sum over c of (K * x_c) = K * (sum over c of x_c), a
// convolution whose kernels are shared by all input channels is this, followed by an ordinary one of one channel.
struct ChannelSumOptions {
  static constexpr std::string_view name = "ChannelSum";

  Shape output_shape(const Shape& input) const;  // throws std::invalid_argument unless the input is (N, C, H, W)
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const;
  Index longest_sum(const Shape& input) const { return input[1]; }
  bool operator==(const ChannelSumOptions&) const = default;
};

template <Scalar T>
struct ChannelSum {
  using Number = T;
  using Options = ChannelSumOptions;
  using Cache = NoCache;

  ChannelSumOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::experiments::report_a
