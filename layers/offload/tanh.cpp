#include "layers/offload/tanh.hpp"

#include <cmath>

#include "layers/offload/element_wise.hpp"

namespace backcheck::offload {
namespace {

struct Function {
  template <class T>
  T operator()(T x) const {
    return std::tanh(x);
  }
};

struct Derivative {
  template <class T>
  T operator()(T x, T grad) const {
    const T e = std::exp(-2 * std::abs(x));  // 1 - tanh(x)^2 would be 0 far out
    return grad * (4 * e / ((T(1) + e) * (T(1) + e)));
  }
};

}  // namespace

template <Scalar T>
void Tanh<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                      NoCache&) const {
  map_forward<Function>(options, input, params, output);
}

template <Scalar T>
void Tanh<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                       const NoCache&, Gradients<T>& grads) const {
  map_backward<Derivative>(options, grad_output, input, params, grads);
}

template struct Tanh<float>;
template struct Tanh<double>;
static_assert(Layer<Tanh<float>> && Layer<Tanh<double>>);

}  // namespace backcheck::offload
