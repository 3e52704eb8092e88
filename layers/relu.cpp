#include "layers/relu.hpp"

#include "layers/element_wise.hpp"

namespace backcheck::layers {

template <Scalar T>
void ReLU<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                      NoCache&) const {
  map_forward(options, input, params, output, 1, [](T x) { return x <= 0 ? T(0) : x; });
}

template <Scalar T>
void ReLU<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                       const NoCache&, Gradients<T>& grads) const {
  map_backward(options, grad_output, input, params, grads, 1, [](T x, T grad) { return x <= 0 ? T(0) : grad; });
}

template struct ReLU<float>;
template struct ReLU<double>;
static_assert(Layer<ReLU<float>> && Layer<ReLU<double>>);

}  // namespace backcheck::layers
