#include "layers/offload/conv2d.hpp"

#include "core/require.hpp"
#include "layers/offload/windows.hpp"

namespace backcheck::offload {

template <Scalar T>
void Conv2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                        NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Index N = shape[0], F = shape[1], OH = shape[2], OW = shape[3], H = input.shape()[2], W = input.shape()[3];
  const Index C = options.in_channels, K = options.kernel_size, S = options.stride, padding = options.padding;
  const bool has_bias = options.bias;
  const T *x = input.data(), *weight = params.weight.data(), *bias = params.bias.data();
  T* y = output.data();

#pragma omp target data map(to                              \
                            : x[:N * C * H * W], weight     \
                            [:F * C * K * K], bias          \
                            [:params.bias.size()]) map(from \
                                                       : y[:N * F * OH * OW])
#pragma omp target teams distribute parallel for simd collapse(4)
  for (Index n = 0; n < N; ++n)
    for (Index f = 0; f < F; ++f)
      for (Index oh = 0; oh < OH; ++oh)
        for (Index ow = 0; ow < OW; ++ow) {
          const Index top = oh * S - padding, left = ow * S - padding;
          T sum = has_bias ? bias[f] : T(0);
          for (Index c = 0; c < C; ++c)
            for (Index kh = 0; kh < K; ++kh)
              for (Index kw = 0; kw < K; ++kw) {
                const Index ih = top + kh, iw = left + kw;
                if (0 <= ih && ih < H && 0 <= iw && iw < W)
                  sum += weight[((f * C + c) * K + kh) * K + kw] * x[((n * C + c) * H + ih) * W + iw];
              }
          y[((n * F + f) * OH + oh) * OW + ow] = sum;
        }
}

template <Scalar T>
void Conv2d<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                         const NoCache&, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  grads.weight.resize(params.weight.shape());
  grads.bias.resize(params.bias.shape());
  const Index N = shape[0], F = shape[1], OH = shape[2], OW = shape[3], H = input.shape()[2], W = input.shape()[3];
  const Index C = options.in_channels, K = options.kernel_size, S = options.stride, padding = options.padding;
  const T *x = input.data(), *weight = params.weight.data(), *grad = grad_output.data();
  T *grad_weight = grads.weight.data(), *grad_bias = grads.bias.data();

#pragma omp target data map(to : x[:N * C * H * W], weight[:F * C * K * K], grad[:N * F * OH * OW])
  {
#pragma omp target teams distribute parallel for collapse(4) map(from : grad_weight[:F * C * K * K])
    for (Index f = 0; f < F; ++f)
      for (Index c = 0; c < C; ++c)
        for (Index kh = 0; kh < K; ++kh)
          for (Index kw = 0; kw < K; ++kw) {
            T sum = 0;
#pragma omp simd collapse(3) reduction(+ : sum)
            for (Index n = 0; n < N; ++n)
              for (Index oh = 0; oh < OH; ++oh)
                for (Index ow = 0; ow < OW; ++ow) {
                  const Index ih = oh * S + kh - padding, iw = ow * S + kw - padding;
                  if (0 <= ih && ih < H && 0 <= iw && iw < W)
                    sum += grad[((n * F + f) * OH + oh) * OW + ow] * x[((n * C + c) * H + ih) * W + iw];
                }
            grad_weight[((f * C + c) * K + kh) * K + kw] = sum;
          }

    if (options.bias) {
#pragma omp target teams distribute parallel for map(from : grad_bias[:F])
      for (Index f = 0; f < F; ++f) {
        T sum = 0;
#pragma omp simd collapse(2) reduction(+ : sum)
        for (Index n = 0; n < N; ++n)
          for (Index i = 0; i < OH * OW; ++i) sum += grad[(n * F + f) * OH * OW + i];
        grad_bias[f] = sum;
      }
    }

    if (grads.wants_input) {
      grads.input.resize(input.shape());
      T* grad_input = grads.input.data();
#pragma omp target teams distribute parallel for simd collapse(4) map(from : grad_input[:N * C * H * W])
      for (Index n = 0; n < N; ++n)
        for (Index c = 0; c < C; ++c)
          for (Index ih = 0; ih < H; ++ih)
            for (Index iw = 0; iw < W; ++iw) {
              const Index end_oh = end_window(ih + padding, S, OH), end_ow = end_window(iw + padding, S, OW);
              T sum = 0;
              for (Index f = 0; f < F; ++f)
                for (Index oh = first_window(ih + padding, K, S); oh < end_oh; ++oh)
                  for (Index ow = first_window(iw + padding, K, S); ow < end_ow; ++ow) {
                    const Index kh = ih + padding - oh * S, kw = iw + padding - ow * S;
                    sum += weight[((f * C + c) * K + kh) * K + kw] * grad[((n * F + f) * OH + oh) * OW + ow];
                  }
              grad_input[((n * C + c) * H + ih) * W + iw] = sum;
            }
    }
  }
}

template struct Conv2d<float>;
template struct Conv2d<double>;
static_assert(Layer<Conv2d<float>> && Layer<Conv2d<double>>);

}  // namespace backcheck::offload
