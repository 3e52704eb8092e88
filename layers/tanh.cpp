#include "layers/tanh.hpp"

#include <cmath>

#include "layers/element_wise.hpp"
#include "layers/exponential.hpp"

namespace backcheck::layers {

template <Scalar T>
void Tanh<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                      NoCache&) const {
  map_forward(options, input, params, output, 10, [](T x) {
    T size = std::abs(x);
    size = size > T(20) ? T(20) : size;  // from there on, the result is 1 to the last bit
    const T m = exponential_minus_1(2 * size);
    return std::copysign(m / (m + T(2)), x);
  });
}

template <Scalar T>
void Tanh<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                       const NoCache&, Gradients<T>& grads) const {
  map_backward(options, grad_output, input, params, grads, 10, [](T x, T grad) {
    const T e = exponential(-2 * std::abs(x));
    return grad * (4 * e / ((T(1) + e) * (T(1) + e)));
  });
}

template struct Tanh<float>;
template struct Tanh<double>;
static_assert(Layer<Tanh<float>> && Layer<Tanh<double>>);

}  // namespace backcheck::layers
