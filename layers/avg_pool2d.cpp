#include "layers/avg_pool2d.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/parallel.hpp"

namespace backcheck::layers {

template <Scalar T>
void AvgPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Index OH = shape[2], OW = shape[3], K = options.kernel_size, S = options.stride;
  const Index H = input.shape()[2], W = input.shape()[3];
  const T count = static_cast<T>(K * K);

  const double operations = options.cost(input.shape()).forward_flops;
  parallel_for(shape[0] * shape[1], operations, [&, count, K, S, H, W, OH, OW](Index nc) {
    const T* input_nc = input.data() + nc * H * W;
    for (Index oh = 0; oh < OH; ++oh) {
      T* sum = output.data() + (nc * OH + oh) * OW;
      std::fill(sum, sum + OW, T(0));
      for (Index kh = 0; kh < K; ++kh) {
        for (Index kw = 0; kw < K; ++kw) {
          const T* row = input_nc + (oh * S + kh) * W + kw;
          for (Index ow = 0; ow < OW; ++ow) sum[ow] += row[ow * S];
        }
      }
      for (Index ow = 0; ow < OW; ++ow) sum[ow] /= count;
    }
  });
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
  const Index OH = shape[2], OW = shape[3], K = options.kernel_size, S = options.stride;
  const Index H = input.shape()[2], W = input.shape()[3];
  const T count = static_cast<T>(K * K);

  const double operations = options.cost(input.shape()).backward_flops;
  parallel_for(shape[0] * shape[1], operations, [&, count, K, S, H, W, OH, OW](Index nc) {
    const T* grad_nc = grad_output.data() + nc * OH * OW;
    T* grad_input_nc = grads.input.data() + nc * H * W;
    std::fill(grad_input_nc, grad_input_nc + H * W, T(0));
    for (Index oh = 0; oh < OH; ++oh) {
      for (Index kh = 0; kh < K; ++kh) {
        for (Index kw = 0; kw < K; ++kw) {
          T* row = grad_input_nc + (oh * S + kh) * W + kw;
          for (Index ow = 0; ow < OW; ++ow) row[ow * S] += grad_nc[oh * OW + ow] / count;
        }
      }
    }
  });
}

template struct AvgPool2d<float>;
template struct AvgPool2d<double>;
static_assert(Layer<AvgPool2d<float>> && Layer<AvgPool2d<double>>);

}  // namespace backcheck::layers
