// A template for a layer of your own: copy this file and leaky_relu_test.cpp, rename, fill in forward and backward, add
// the test file to tests/CMakeLists.txt, and run   tests/run -R LeakyReLU
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

static_assert(Layer<LeakyReLU<float>> && Layer<LeakyReLU<double>>);

}  // namespace backcheck::student
