#include "layers/offload/relu.hpp"

#include "layers/offload/element_wise.hpp"

namespace backcheck::offload {
namespace {

struct Function {
  template <class T>
  T operator()(T x) const {
    return x <= T(0) ? T(0) : x;
  }
};

struct Derivative {
  template <class T>
  T operator()(T x, T grad) const {
    return x <= T(0) ? T(0) : grad;
  }
};

}  // namespace

template <Scalar T>
void ReLU<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                      NoCache&) const {
  map_forward<Function>(options, input, params, output);
}

template <Scalar T>
void ReLU<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                       const NoCache&, Gradients<T>& grads) const {
  map_backward<Derivative>(options, grad_output, input, params, grads);
}

template struct ReLU<float>;
template struct ReLU<double>;
static_assert(Layer<ReLU<float>> && Layer<ReLU<double>>);

}  // namespace backcheck::offload
