#include "layers/sigmoid.hpp"

#include "core/require.hpp"
#include "layers/exponential.hpp"
#include "layers/parallel.hpp"

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
  output.resize(options.output_shape(input.shape()));
  require_parameters(options, params);
  const T* x = input.data();
  T* y = output.data();
  parallel_blocks(input.size(), 10, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) y[i] = sigmoid(x[i]);
  });
}

template <Scalar T>
void Sigmoid<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
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
      const T output = sigmoid(x[i]);
      grad_input[i] = grad[i] * output * (T(1) - output);
    }
  });
}

template struct Sigmoid<float>;
template struct Sigmoid<double>;
static_assert(Layer<Sigmoid<float>> && Layer<Sigmoid<double>>);

}  // namespace backcheck::layers
