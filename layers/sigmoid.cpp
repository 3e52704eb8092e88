#include "layers/sigmoid.hpp"

#include "layers/element_wise.hpp"
#include "layers/exponential.hpp"

namespace backcheck::layers {
namespace {

template <class T>
T sigmoid(T x) {
  return T(1) / (T(1) + exponential(-x));
}

}  // namespace

template <Scalar T>
void Sigmoid<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                         NoCache&) const {
  map_forward(options, input, params, output, 10, [](T x) { return sigmoid(x); });
}

template <Scalar T>
void Sigmoid<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                          const NoCache&, Gradients<T>& grads) const {
  map_backward(options, grad_output, input, params, grads, 10, [](T x, T grad) {
    const T y = sigmoid(x);
    return grad * y * (T(1) - y);
  });
}

template struct Sigmoid<float>;
template struct Sigmoid<double>;
static_assert(Layer<Sigmoid<float>> && Layer<Sigmoid<double>>);

}  // namespace backcheck::layers
