// A layer of a kind that the project does not have: besides the layer itself, this file says what it promises, and its
// cases. Copy it, rename, fill in, and run   tests/verify my_layer.hpp        (the name of your file)
//
// The leaky rectifier: negative inputs pass, too, but for a factor.
//
//   output(i)     = input(i) where input(i) > 0, otherwise slope * input(i)
//   grad_input(i) = grad_output(i) where input(i) > 0, otherwise slope * grad_output(i)
//
//   input   any shape         output  the same shape
//
// Throws std::invalid_argument if the input has no elements. Source: Maas, Hannun and Ng, 2013.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "tests/suite/specification.hpp"

namespace backcheck::student {

// What there is to choose, and the shapes that follow from it (core/options.hpp).
struct LeakyReLUOptions {
  static constexpr std::string_view name = "LeakyReLU";
  double slope = 0.01;

  Shape output_shape(const Shape& input) const {
    if (input.size() == 0) throw std::invalid_argument("LeakyReLU: input has no elements");
    return input;
  }
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const {
    const double elements = static_cast<double>(input.size());
    return {2 * elements, 2 * elements, 2 * elements, 3 * elements};
  }
  Index longest_sum(const Shape&) const { return 1; }
  bool operator==(const LeakyReLUOptions&) const = default;
};

// T is float, double, or a dual number, on which the suite runs `forward` to learn the exact derivative: so say T(0),
// not 0.0f, and `using std::exp; exp(x)`, not std::exp(x).
template <Scalar T>
struct LeakyReLU {
  using Number = T;
  using Options = LeakyReLUOptions;
  using Cache = NoCache;

  LeakyReLUOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    output.resize(options.output_shape(input.shape()));
    require_parameters(options, params);
    for (Index i = 0; i < input.size(); ++i) {
      output[i] = T(0) < input[i] ? input[i] : T(T(options.slope) * input[i]);
    }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    require_grad_output(options, options.output_shape(input.shape()), grad_output);
    require_parameters(options, params);
    grads.input.resize(input.shape());
    grads.weight.resize({});
    grads.bias.resize({});
    for (Index i = 0; i < input.size(); ++i) {
      grads.input[i] = T(0) < input[i] ? grad_output[i] : T(T(options.slope) * grad_output[i]);
    }
  }
};

// What it promises (Properties in tests/suite/layer_case.hpp), and what it is run on.
inline const suite::Specification<LeakyReLUOptions> specification{
    .properties = {.in_input = suite::Smoothness::piecewise_linear, .homogeneous = true},
    .cases =
        {
            {"OneNumber", {}, {1, 1}},
            {"Batch", {.slope = 0.25}, {3, 5}},
            {"Images", {.slope = 0.1}, {2, 3, 4, 5}},
        },
    .workloads = {{"CifarFirstLayer", {}, {64, 32, 32, 32}}},
    .refusals = {{"NoElements", {}, {}, "no elements"}},
    .random = {.ranges = {{1, 5}, {1, 9}, {1, 5}, {1, 9}},
               .make = [](const std::vector<Index>& d) -> suite::Case<LeakyReLUOptions> {
                 return {"Random", {.slope = 0.1}, {d[0], d[1], d[2], d[3]}};
               }},
    .print = [](const LeakyReLUOptions& o) { return ".slope = " + std::to_string(o.slope); },
};

static_assert(Layer<LeakyReLU<float>> && Layer<LeakyReLU<double>>);

}  // namespace backcheck::student
