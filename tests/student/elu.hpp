// A layer with a kink as well as a curve, of a kind that the project does not have (leaky_relu.hpp says how to copy
// it): the exponential linear unit.
//
//   output(i)     = input(i) where input(i) > 0, otherwise alpha * (exp(input(i)) - 1)
//   grad_input(i) = grad_output(i) where input(i) > 0, otherwise alpha * exp(input(i)) * grad_output(i)
//
//   input   any shape         output  the same shape
//
// Throws std::invalid_argument if the input has no elements. Source: Clevert, Unterthiner and Hochreiter, 2016.
#pragma once

#include <cmath>

#include "core/layer.hpp"
#include "core/require.hpp"
#include "tests/suite/specification.hpp"

namespace backcheck::student::elu {

struct ELUOptions {
  static constexpr std::string_view name = "ELU";
  double alpha = 1;

  Shape output_shape(const Shape& input) const {
    if (input.size() == 0) throw std::invalid_argument("ELU: input has no elements");
    return input;
  }
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const {
    const double elements = static_cast<double>(input.size());
    return {3 * elements, 3 * elements, 2 * elements, 3 * elements};
  }
  Index longest_sum(const Shape&) const { return 1; }
  bool operator==(const ELUOptions&) const = default;
};

template <Scalar T>
struct ELU {
  using Number = T;
  using Options = ELUOptions;
  using Cache = NoCache;

  ELUOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    using std::exp;
    output.resize(options.output_shape(input.shape()));
    require_parameters(options, params);
    for (Index i = 0; i < input.size(); ++i) {
      output[i] = T(0) < input[i] ? input[i] : T(T(options.alpha) * (exp(input[i]) - T(1)));
    }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    using std::exp;
    require_grad_output(options, options.output_shape(input.shape()), grad_output);
    require_parameters(options, params);
    grads.input.resize(input.shape());
    grads.weight.resize({});
    grads.bias.resize({});
    for (Index i = 0; i < input.size(); ++i) {
      const T slope = T(0) < input[i] ? T(1) : T(T(options.alpha) * exp(input[i]));
      grads.input[i] = slope * grad_output[i];
    }
  }
};

// The exponential of the C library is right to one unit in the last place; the subtraction and the product add one
// each.
inline const suite::Specification<ELUOptions> specification{
    .properties = {.in_input = suite::Smoothness::piecewise_smooth, .unbounded = true, .ulps = 4},
    .cases =
        {
            {"OneNumber", {}, {1, 1}},
            {"Batch", {.alpha = 0.25}, {3, 5}},
            {"Images", {.alpha = 0.5}, {2, 3, 4, 5}},
        },
    .workloads = {{"CifarFirstLayer", {}, {64, 32, 32, 32}}},
    .refusals = {{"NoElements", {}, {}, "no elements"}},
    .random = {.ranges = {{1, 5}, {1, 9}, {1, 5}, {1, 9}},
               .make = [](const std::vector<Index>& d) -> suite::Case<ELUOptions> {
                 return {"Random", {.alpha = 0.5}, {d[0], d[1], d[2], d[3]}};
               }},
    .print = [](const ELUOptions& o) { return ".alpha = " + std::to_string(o.alpha); },
    .exact_on_integers = [](const ELUOptions&) { return false; },
};

static_assert(Layer<ELU<float>> && Layer<ELU<double>>);

}  // namespace backcheck::student::elu
