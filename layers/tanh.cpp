#include "layers/tanh.hpp"

#include "layers/element_wise.hpp"
#include "layers/exponential.hpp"

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
  map_forward(options, input, params, output, 10, [](T x) { return hyperbolic_tangent(x); });
}

template <Scalar T>
void Tanh<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                       const NoCache&, Gradients<T>& grads) const {
  map_backward(options, grad_output, input, params, grads, 10, [](T x, T grad) {
    const T y = hyperbolic_tangent(x);
    return grad * (T(1) - y * y);
  });
}

template struct Tanh<float>;
template struct Tanh<double>;
static_assert(Layer<Tanh<float>> && Layer<Tanh<double>>);

}  // namespace backcheck::layers
