#include "layers/offload/linear.hpp"

#include "core/require.hpp"

namespace backcheck::offload {

template <Scalar T>
void Linear<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                        NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Index N = shape[0], O = shape[1], D = options.in_features;
  const bool has_bias = options.bias;
  const T *x = input.data(), *weight = params.weight.data(), *bias = params.bias.data();
  T* y = output.data();

#pragma omp target data map(to : x[:N * D], weight[:O * D], bias[:params.bias.size()]) map(from : y[:N * O])
#pragma omp target teams distribute parallel for collapse(2)
  for (Index n = 0; n < N; ++n)
    for (Index o = 0; o < O; ++o) {
      T sum = has_bias ? bias[o] : T(0);
#pragma omp simd reduction(+ : sum)
      for (Index d = 0; d < D; ++d) sum += weight[o * D + d] * x[n * D + d];
      y[n * O + o] = sum;
    }
}

template <Scalar T>
void Linear<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                         const NoCache&, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  grads.weight.resize(params.weight.shape());
  grads.bias.resize(params.bias.shape());
  const Index N = shape[0], O = shape[1], D = options.in_features;
  const T *x = input.data(), *weight = params.weight.data(), *grad = grad_output.data();
  T *grad_weight = grads.weight.data(), *grad_bias = grads.bias.data();

#pragma omp target data map(to : x[:N * D], weight[:O * D], grad[:N * O])
  {
#pragma omp target teams distribute parallel for simd collapse(2) map(from : grad_weight[:O * D])
    for (Index o = 0; o < O; ++o)
      for (Index d = 0; d < D; ++d) {
        T sum = 0;
        for (Index n = 0; n < N; ++n) sum += grad[n * O + o] * x[n * D + d];
        grad_weight[o * D + d] = sum;
      }

    if (options.bias) {
#pragma omp target teams distribute parallel for simd map(from : grad_bias[:O])
      for (Index o = 0; o < O; ++o) {
        T sum = 0;
        for (Index n = 0; n < N; ++n) sum += grad[n * O + o];
        grad_bias[o] = sum;
      }
    }

    if (grads.wants_input) {
      grads.input.resize(input.shape());
      T* grad_input = grads.input.data();
#pragma omp target teams distribute parallel for simd collapse(2) map(from : grad_input[:N * D])
      for (Index n = 0; n < N; ++n)
        for (Index d = 0; d < D; ++d) {
          T sum = 0;
          for (Index o = 0; o < O; ++o) sum += grad[n * O + o] * weight[o * D + d];
          grad_input[n * D + d] = sum;
        }
    }
  }
}

template struct Linear<float>;
template struct Linear<double>;
static_assert(Layer<Linear<float>> && Layer<Linear<double>>);

}  // namespace backcheck::offload
