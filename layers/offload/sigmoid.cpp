#include "layers/offload/sigmoid.hpp"

#include <cmath>

#include "layers/offload/element_wise.hpp"

namespace backcheck::offload {
namespace {

// Never the exponential of a positive number, which might overflow.
struct Function {
  template <class T>
  T operator()(T x) const {
    const T small = std::exp(-std::abs(x));
    return (x < T(0) ? small : T(1)) / (T(1) + small);
  }
};

struct Derivative {
  template <class T>
  T operator()(T x, T grad) const {
    return grad * Function{}(x)*Function{}(-x);
  }
};

}  // namespace

template <Scalar T>
void Sigmoid<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                         NoCache&) const {
  map_forward<Function>(options, input, params, output);
}

template <Scalar T>
void Sigmoid<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                          const NoCache&, Gradients<T>& grads) const {
  map_backward<Derivative>(options, grad_output, input, params, grads);
}

template struct Sigmoid<float>;
template struct Sigmoid<double>;
static_assert(Layer<Sigmoid<float>> && Layer<Sigmoid<double>>);

}  // namespace backcheck::offload
