// A case of a layer under test, stripped of the layer's type, so that every check is compiled once and a deliberately
// wrong layer is made by wrapping a function of a right one.
#pragma once

#include <any>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/layer.hpp"

namespace backcheck::suite {

// What a layer is run on.
template <Scalar T>
struct Arguments {
  Tensor<T> input;
  Parameters<T> params;
  Tensor<T> grad_output;
};

// The contract of core/layer.hpp; `cache` is empty before the first forward pass into it.
template <Scalar T>
using Forward = std::function<void(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass,
                                   Tensor<T>& output, std::any& cache)>;
template <Scalar T>
using Backward = std::function<void(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                                    const std::any& cache, Gradients<T>& grads)>;

template <Scalar T>
struct Implementation {
  Forward<T> forward;
  Backward<T> backward;
  std::function<bool(const std::any&, const std::any&)> same_cache;
};

// A mistake that people make in this layer, with these options, as the wrong layer that it leads to.
struct KnownMistake {
  std::string says;  // what is done wrong, such as "the kernel is not rotated by 180 degrees"
  Implementation<double> layer;
  bool any_amount = false;  // any multiple of its error is the same mistake: a learning rate, a weight decay
};
struct KnownMistakes {
  Implementation<double> right;
  std::vector<KnownMistake> wrong;
};

// The exact derivative of L = sum(grad_output * output) at `at` along a direction in input and parameters.
using ExactDerivative =
    std::function<double(const Arguments<double>& at, const Arguments<double>& direction, const Pass& pass)>;

// What the options say of a layer's shapes and cost.
struct Geometry {
  std::string layer;  // the name that the layer's errors begin with
  std::function<Shape(const Shape& input)> output_shape;
  std::function<Cost(const Shape& input)> cost;
  std::function<Index(const Shape& input)> longest_sum;
  ParameterShapes parameters;
};

// A piecewise smooth layer has kinks as well as curves, like the exponential linear unit.
enum class Smoothness { linear, piecewise_linear, piecewise_smooth, smooth };
constexpr bool has_kinks(Smoothness smoothness) {
  return smoothness == Smoothness::piecewise_linear || smoothness == Smoothness::piecewise_smooth;
}
constexpr bool has_curves(Smoothness smoothness) {
  return smoothness == Smoothness::piecewise_smooth || smoothness == Smoothness::smooth;
}

// What a layer's author promises beyond the contract; it decides which checks apply and what bounds they use.
struct Properties {
  Smoothness in_input = Smoothness::smooth;  // kinks, if any, lie at 0 and where two inputs are equal
  bool bilinear = false;                     // output - bias is linear in the input and in the weight
  bool homogeneous = false;                  // output(a * input) = a * output(input) for a > 0, where the bias is 0
  bool conserves_sum = false;                // every output is a weighted mean of inputs, so that sum dX = sum dY
  bool masks = false;            // output = input * mask, element by element: what forward does to the input, backward
                                 // does to the gradient
  bool training = false;         // the passes are training passes
  bool shift_invariant = false;  // adding a number to all elements of one image changes nothing
  bool loss = false;             // the output is one number, a mean over the batch of what is nowhere negative
  bool unbounded = false;        // of a layer with curves: its outputs grow with its inputs, as those of softplus do
  // 0 where the layer only adds and multiplies and the rounding bound follows from its sums. Otherwise the error
  // admitted, in units in the last place: its transcendental functions are not correctly rounded.
  double ulps = 0;
};

// One case of one layer in one number type.
template <Scalar T>
struct LayerCase {
  std::string line;  // the case, as the line of C++ that declares it
  Geometry geometry;
  Properties properties;
  Shape input;
  double input_range = 1;         // random inputs lie between -input_range and input_range
  bool exact_on_integers = true;  // small integers in, numbers without rounding out
  bool is_workload = false;       // of a real network's size: for the checks that cost one pass
  bool elsewhere = false;         // not in this process: calls are slow, and not all of the contract is the layer's
  bool is_fast = false;           // expected to be faster than nested loops: then larger workloads are run, too
  Implementation<T> layer;
  std::optional<Implementation<T>> twin;
  std::optional<Implementation<double>> in_double;  // the layer itself, where T is float and there is no twin
  // The second opinion on every derivative: a textbook layer (the twin, or the layer itself) on dual numbers; and the
  // same on plain numbers, to check the checker.
  ExactDerivative exact_derivative = {};
  Forward<double> textbook = {};
  // What a wrong result is compared with to name the bug (diagnosis.hpp); empty where nothing is known of such layers.
  std::function<KnownMistakes()> known_mistakes = {};

  Pass pass() const { return {.training = properties.training, .seed = 20260101}; }
};

template <Layer L, Scalar T = typename L::Number>
Forward<T> forward_of(const L& layer) {
  return [layer](const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
                 std::any& cache) {
    if (!cache.has_value()) cache.emplace<typename L::Cache>();
    layer.forward(input, params, pass, output, std::any_cast<typename L::Cache&>(cache));
  };
}

template <Layer L, Scalar T = typename L::Number>
Implementation<T> implementation_of(const L& layer) {
  using Cache = typename L::Cache;
  return {
      .forward = forward_of(layer),
      .backward =
          [layer](const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                  const std::any& cache, Gradients<T>& grads) {
            layer.backward(grad_output, input, params, std::any_cast<const Cache&>(cache), grads);
          },
      .same_cache = [](const std::any& a,
                       const std::any& b) { return std::any_cast<const Cache&>(a) == std::any_cast<const Cache&>(b); }};
}

// Empty for options that are refused altogether.
template <LayerOptions O>
ParameterShapes parameters_of(const O& options) try {
  return options.parameter_shapes();
} catch (const std::invalid_argument&) {
  return {};
}

template <LayerOptions O>
Geometry geometry_of(const O& options) {
  return {.layer = std::string(options.name),
          .output_shape = [options](const Shape& input) { return options.output_shape(input); },
          .cost = [options](const Shape& input) { return options.cost(input); },
          .longest_sum = [options](const Shape& input) { return options.longest_sum(input); },
          .parameters = parameters_of(options)};
}

}  // namespace backcheck::suite
