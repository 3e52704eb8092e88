#include "layers/tanh.hpp"

#include "core/require.hpp"
#include "layers/exponential.hpp"
#include "layers/parallel.hpp"

namespace backcheck::layers {
namespace {

// (e^2x - 1) / (e^2x + 1). From |x| = 20 on, the result is 1 or -1 to the last bit.
template <class T>
T hyperbolic_tangent(T x) {
  x = x < T(-20) ? T(-20) : x;
  x = x > T(20) ? T(20) : x;
  const T m = exponential_minus_1(2 * x);
  return m / (m + T(2));
}

}  // namespace

template <Scalar T>
void Tanh<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                      NoCache&) const {
  output.resize(options.output_shape(input.shape()));
  require_parameters(options, params);
  const T* x = input.data();
  T* y = output.data();
  parallel_blocks(input.size(), 10, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) y[i] = hyperbolic_tangent(x[i]);
  });
}

template <Scalar T>
void Tanh<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                       const NoCache&, Gradients<T>& grads) const {
  require_grad_output(options, options.output_shape(input.shape()), grad_output);
  require_parameters(options, params);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  const T* x = input.data();
  const T* grad = grad_output.data();
  T* grad_input = grads.input.data();
  parallel_blocks(input.size(), 10, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) {
      const T output = hyperbolic_tangent(x[i]);
      grad_input[i] = grad[i] * (T(1) - output * output);
    }
  });
}

template struct Tanh<float>;
template struct Tanh<double>;
static_assert(Layer<Tanh<float>> && Layer<Tanh<double>>);

}  // namespace backcheck::layers
