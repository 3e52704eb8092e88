// A layer under test, stripped of its type, so that every check is compiled once and a deliberately wrong layer is made
// by wrapping a function of a right one.
#pragma once

#include <any>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/layer.hpp"

namespace backcheck::suite {

// Numbers to run a layer on.
template <Scalar T>
struct Example {
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
struct Subject {
  Forward<T> forward;
  Backward<T> backward;
  std::function<bool(const std::any&, const std::any&)> same_cache;
};

// The exact derivative of L = sum(grad_output * output) at `at` along a direction in input and parameters.
using ExactDerivative =
    std::function<double(const Example<double>& at, const Example<double>& direction, const Pass& pass)>;

struct Geometry {
  std::string layer;  // the name that the layer's errors begin with
  std::function<Shape(const Shape& input)> output_shape;
  std::function<Cost(const Shape& input)> cost;
  std::function<Index(const Shape& input)> longest_sum;
  ParameterShapes parameters;
};

// What a layer's author promises beyond the contract; it decides which checks apply and what bounds they use.
enum class Smoothness { linear, piecewise_linear, smooth };

struct Nature {
  Smoothness in_input = Smoothness::smooth;  // kinks, if any, lie at 0 and where two inputs are equal
  bool bilinear = false;                     // output - bias is linear in the input and in the weight
  bool homogeneous = false;                  // output(a * input) = a * output(input) for a > 0, where the bias is 0
  bool conserves_sum = false;                // every output is a weighted mean of inputs, so that sum dX = sum dY
  bool masks = false;     // output = input * mask, element by element: what forward does to the input, backward
                          // does to the gradient
  bool training = false;  // the passes are training passes
  // 0 where the layer only adds and multiplies and the rounding bound follows from its sums. Otherwise the error
  // admitted, in units in the last place: its transcendental functions are not correctly rounded.
  double ulps = 0;
};

// One case of one layer in one number type.
template <Scalar T>
struct Problem {
  std::string case_line;  // the case, as the line of C++ that declares it
  Geometry geometry;
  Nature nature;
  Shape input;
  bool exact_on_integers = true;  // small integers in, numbers without rounding out
  bool is_workload = false;       // of a real network's size: for the checks that cost one pass
  Subject<T> layer;
  std::optional<Subject<T>> twin;
  // The second opinion on every derivative: a textbook layer (the twin, or the layer itself) on dual numbers; and the
  // same on plain numbers, to check the checker.
  ExactDerivative exact_derivative = {};
  Forward<double> textbook = {};

  Pass pass() const { return {.training = nature.training, .seed = 20260101}; }
};

template <template <Scalar> class L, Scalar T, class Options>
Forward<T> forward_of(const Options& options) {
  using Layer = L<T>;
  return [layer = Layer{options}](const Tensor<T>& input, const Parameters<T>& params, const Pass& pass,
                                  Tensor<T>& output, std::any& cache) {
    if (!cache.has_value()) cache.emplace<typename Layer::Cache>();
    layer.forward(input, params, pass, output, std::any_cast<typename Layer::Cache&>(cache));
  };
}

template <template <Scalar> class L, Scalar T, class Options>
Subject<T> subject_of(const Options& options) {
  using Cache = typename L<T>::Cache;
  return {
      .forward = forward_of<L, T>(options),
      .backward =
          [layer = L<T>{options}](const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
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
  return {.layer = std::string(O::name),
          .output_shape = [options](const Shape& input) { return options.output_shape(input); },
          .cost = [options](const Shape& input) { return options.cost(input); },
          .longest_sum = [options](const Shape& input) { return options.longest_sum(input); },
          .parameters = parameters_of(options)};
}

}  // namespace backcheck::suite
