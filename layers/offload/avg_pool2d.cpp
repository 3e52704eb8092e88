#include "layers/offload/avg_pool2d.hpp"

#include "core/require.hpp"
#include "layers/offload/windows.hpp"

namespace backcheck::offload {

template <Scalar T>
void AvgPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Index NC = shape[0] * shape[1], OH = shape[2], OW = shape[3], H = input.shape()[2], W = input.shape()[3];
  const Index K = options.kernel_size, S = options.stride;
  const double window = static_cast<double>(K * K);
  const T* x = input.data();
  T* y = output.data();

#pragma omp target data map(to : x[:NC * H * W]) map(from : y[:NC * OH * OW])
#pragma omp target teams distribute parallel for simd collapse(3)
  for (Index nc = 0; nc < NC; ++nc)
    for (Index oh = 0; oh < OH; ++oh)
      for (Index ow = 0; ow < OW; ++ow) {
        double sum = 0;  // which large floats do not overflow
        for (Index kh = 0; kh < K; ++kh)
          for (Index kw = 0; kw < K; ++kw) sum += static_cast<double>(x[(nc * H + oh * S + kh) * W + ow * S + kw]);
        y[(nc * OH + oh) * OW + ow] = static_cast<T>(sum / window);
      }
}

template <Scalar T>
void AvgPool2d<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                            const NoCache&, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  const Index NC = shape[0] * shape[1], OH = shape[2], OW = shape[3], H = input.shape()[2], W = input.shape()[3];
  const Index K = options.kernel_size, S = options.stride;
  const double window = static_cast<double>(K * K);
  const T* grad = grad_output.data();
  T* grad_input = grads.input.data();

#pragma omp target data map(to : grad[:NC * OH * OW]) map(from : grad_input[:NC * H * W])
#pragma omp target teams distribute parallel for simd collapse(3)
  for (Index nc = 0; nc < NC; ++nc)
    for (Index ih = 0; ih < H; ++ih)
      for (Index iw = 0; iw < W; ++iw) {
        const Index end_oh = end_window(ih, S, OH), end_ow = end_window(iw, S, OW);
        double sum = 0;  // which large floats do not overflow
        for (Index oh = first_window(ih, K, S); oh < end_oh; ++oh)
          for (Index ow = first_window(iw, K, S); ow < end_ow; ++ow)
            sum += static_cast<double>(grad[(nc * OH + oh) * OW + ow]);
        grad_input[(nc * H + ih) * W + iw] = static_cast<T>(sum / window);
      }
}

template struct AvgPool2d<float>;
template struct AvgPool2d<double>;
static_assert(Layer<AvgPool2d<float>> && Layer<AvgPool2d<double>>);

}  // namespace backcheck::offload
