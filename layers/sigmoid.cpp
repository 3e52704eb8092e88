#include "layers/sigmoid.hpp"

#include <cmath>

#include "layers/element_wise.hpp"
#include "layers/exponential.hpp"

namespace backcheck::layers {

template <Scalar T>
void Sigmoid<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                         NoCache&) const {
  map_forward(options, input, params, output, 10, [](T x) {
    const T e = exponential(-std::abs(x));
    return (x < 0 ? e : T(1)) / (T(1) + e);
  });
}

template <Scalar T>
void Sigmoid<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                          const NoCache&, Gradients<T>& grads) const {
  map_backward(options, grad_output, input, params, grads, 10, [](T x, T grad) {
    const T e = exponential(-std::abs(x));
    return grad * (e / ((T(1) + e) * (T(1) + e)));
  });
}

template struct Sigmoid<float>;
template struct Sigmoid<double>;
static_assert(Layer<Sigmoid<float>> && Layer<Sigmoid<double>>);

}  // namespace backcheck::layers
