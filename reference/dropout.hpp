// Dropout, inverted: while training, each element is dropped with probability `rate` and the others are scaled up, so
// that the expectation of the output is the input; otherwise the input passes unchanged.
//
//   output(i)     = factor(i) * input(i)
//   grad_input(i) = factor(i) * grad_output(i)
//   factor(i)     = 1                                      if !pass.training
//                   0                                      if random_bits(pass.seed, i) < rate * 2^32
//                   1 / (1 - rate)                         otherwise
//
//   input   any shape         output  the same shape       i  the position in memory
//
// The mask is thus a function of pass.seed and i alone. Throws std::invalid_argument if the rate is not in [0, 1) or
// the input has no elements. Twin: layers/dropout.hpp. Source: Srivastava et al., 2014 (who scale when testing
// instead).
#pragma once

#include "core/layer.hpp"
#include "core/random.hpp"
#include "core/require.hpp"

namespace backcheck::reference {

template <Scalar T>
struct Dropout {
  using Number = T;
  using Options = DropoutOptions;
  struct Cache {
    Tensor<T> factor;  // of the input's shape
    bool operator==(const Cache&) const = default;
  };

  DropoutOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               Cache& cache) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    output.resize(shape);
    cache.factor.resize(shape);

    const std::uint32_t threshold = drop_threshold(options.rate);
    for (Index i = 0; i < input.size(); ++i) {
      const bool dropped = drops(pass.seed, static_cast<std::uint32_t>(i), threshold);
      const double factor = !pass.training ? 1 : dropped ? 0 : 1 / (1 - options.rate);
      cache.factor[i] = static_cast<T>(factor);
      output[i] = cache.factor[i] * input[i];
    }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    require_shape(Options::name, "cache.factor", shape, cache.factor);
    grads.input.resize(shape);
    grads.weight.resize({});
    grads.bias.resize({});

    for (Index i = 0; i < input.size(); ++i) grads.input[i] = cache.factor[i] * grad_output[i];
  }
};

static_assert(Layer<Dropout<float>> && Layer<Dropout<double>>);

}  // namespace backcheck::reference
