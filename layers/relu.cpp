#include "layers/relu.hpp"

#include "core/require.hpp"
#include "layers/parallel.hpp"

namespace backcheck::layers {

template <Scalar T>
void ReLU<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                      NoCache&) const {
  output.resize(options.output_shape(input.shape()));
  require_parameters(options, params);
  const T* x = input.data();
  T* y = output.data();
  parallel_blocks(input.size(), 1, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) y[i] = x[i] > 0 ? x[i] : T(0);
  });
}

template <Scalar T>
void ReLU<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
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
  parallel_blocks(input.size(), 1, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) {
      const T passed = grad[i];
      grad_input[i] = x[i] > 0 ? passed : T(0);
    }
  });
}

template struct ReLU<float>;
template struct ReLU<double>;
static_assert(Layer<ReLU<float>> && Layer<ReLU<double>>);

}  // namespace backcheck::layers
