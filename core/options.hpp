// The geometry of each layer: the shapes it maps, its parameters, its cost, and what it refuses. One small struct a
// layer, shared by both twins, the tests, the benchmarks and the experiments. Because a formula shared by both twins
// could be wrong for both, these are tested against numbers worked out by hand.
#pragma once

#include <concepts>
#include <string_view>

#include "core/shape.hpp"

namespace backcheck {

// The shapes of a layer's parameters; empty where it has none.
struct ParameterShapes {
  Shape weight, bias;
  bool operator==(const ParameterShapes&) const = default;
};

// What one pass over a batch costs at least, whoever computes it.
struct Cost {
  // Operations: a multiplication, an addition, a comparison or a call of exp or tanh counts as one. Backward counts all
  // gradients, that of the input included.
  double forward_flops = 0, backward_flops = 0;
  // Elements of every tensor read or written, each once; times the element size, the traffic in bytes.
  double forward_elements = 0, backward_elements = 0;
};

template <class O>
concept LayerOptions = std::copyable<O> && std::equality_comparable<O> && requires(const O options, const Shape input) {
  { O::name } -> std::convertible_to<std::string_view>;
  // The shape of the output; throws std::invalid_argument where the input does not fit.
  { options.output_shape(input) } -> std::same_as<Shape>;
  // Throws std::invalid_argument where the options make no layer.
  { options.parameter_shapes() } -> std::same_as<ParameterShapes>;
  { options.cost(input) } -> std::same_as<Cost>;
  // The number of terms in the longest sum that any output or gradient element is; it sets the rounding bound. Where
  // the border of an image shortens every sum, it may be more.
  { options.longest_sum(input) } -> std::same_as<Index>;
};

// input (N, C, H, W) -> output (N, F, OH, OW), OH = (H + 2 * padding - K) / stride + 1, rounded down; OW likewise.
struct Conv2dOptions {
  static constexpr std::string_view name = "Conv2d";
  Index in_channels = 1, out_channels = 1, kernel_size = 1, stride = 1, padding = 0;
  bool bias = true;

  Shape output_shape(const Shape& input) const;
  ParameterShapes parameter_shapes() const;  // weight (F, C, K, K), bias (F)
  Cost cost(const Shape& input) const;
  Index longest_sum(const Shape& input) const;
  bool operator==(const Conv2dOptions&) const = default;
};

// input (N, ...) -> output (N, out_features), where the extents after N multiply to in_features: row-major order makes
// the flattening between a convolution and a linear layer change no number, so Linear accepts (N, C, H, W) as well.
struct LinearOptions {
  static constexpr std::string_view name = "Linear";
  Index in_features = 1, out_features = 1;
  bool bias = true;

  Shape output_shape(const Shape& input) const;
  ParameterShapes parameter_shapes() const;  // weight (out_features, in_features), bias (out_features)
  Cost cost(const Shape& input) const;
  Index longest_sum(const Shape& input) const;
  bool operator==(const LinearOptions&) const = default;
};

// input (N, C, H, W) -> output (N, C, OH, OW), OH = (H - K) / stride + 1, rounded down; OW likewise. Window and stride
// differ freely: windows overlap where stride < kernel_size and leave pixels unread where stride > kernel_size.
template <bool is_max>
struct Pool2dOptions {
  static constexpr std::string_view name = is_max ? "MaxPool2d" : "AvgPool2d";
  Index kernel_size = 2, stride = 2;

  Shape output_shape(const Shape& input) const;
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const;
  Index longest_sum(const Shape& input) const;
  bool operator==(const Pool2dOptions&) const = default;
};
using MaxPool2dOptions = Pool2dOptions<true>;
using AvgPool2dOptions = Pool2dOptions<false>;

// Any shape -> the same shape, element by element, without parameters.
enum class Activation { relu, sigmoid, tanh };

template <Activation activation>
struct ActivationOptions {
  static constexpr std::string_view name = activation == Activation::relu      ? "ReLU"
                                           : activation == Activation::sigmoid ? "Sigmoid"
                                                                               : "Tanh";
  Shape output_shape(const Shape& input) const;
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const;
  Index longest_sum(const Shape&) const { return 1; }
  bool operator==(const ActivationOptions&) const = default;
};
using ReLUOptions = ActivationOptions<Activation::relu>;
using SigmoidOptions = ActivationOptions<Activation::sigmoid>;
using TanhOptions = ActivationOptions<Activation::tanh>;

// Any shape -> the same shape. While training, each element is dropped with probability `rate` and the others are
// scaled by 1 / (1 - rate), so that the expectation is the input; otherwise the input passes unchanged.
struct DropoutOptions {
  static constexpr std::string_view name = "Dropout";
  double rate = 0.5;  // probability of dropping an element, 0 <= rate < 1

  Shape output_shape(const Shape& input) const;  // throws also where the rate is out of range
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const;
  Index longest_sum(const Shape&) const { return 1; }
  bool operator==(const DropoutOptions&) const = default;
};

}  // namespace backcheck
