#include "layers/max_pool2d.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/parallel.hpp"

namespace backcheck::layers {

template <Scalar T>
void MaxPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           Cache& cache) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  cache.positions.resize(static_cast<std::size_t>(shape.size()));
  const Index OH = shape[2], OW = shape[3], K = options.kernel_size, S = options.stride;
  const Index H = input.shape()[2], W = input.shape()[3];

  const double operations = options.cost(input.shape()).forward_flops;
  parallel_for(shape[0] * shape[1], operations, [&, K, S, H, W, OH, OW](Index nc) {
    const T* input_nc = input.data() + nc * H * W;
    for (Index oh = 0; oh < OH; ++oh) {
      T* best = output.data() + (nc * OH + oh) * OW;
      std::int32_t* winner = cache.positions.data() + (nc * OH + oh) * OW;
      for (Index k = 0; k < K * K; ++k) {
        const T* row = input_nc + (oh * S + k / K) * W + k % K;
        for (Index ow = 0; ow < OW; ++ow) {
          const bool wins = k == 0 || row[ow * S] > best[ow];
          best[ow] = wins ? row[ow * S] : best[ow];
          winner[ow] = wins ? static_cast<std::int32_t>(k) : winner[ow];
        }
      }
    }
  });
}

template <Scalar T>
void MaxPool2d<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                            const Cache& cache, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  const Index OH = shape[2], OW = shape[3], K = options.kernel_size, S = options.stride;
  const Index H = input.shape()[2], W = input.shape()[3];

  const double operations = static_cast<double>(input.size());
  parallel_for(shape[0] * shape[1], operations, [&, K, S, H, W, OH, OW](Index nc) {
    const T* grad_nc = grad_output.data() + nc * OH * OW;
    const std::int32_t* winner_nc = cache.positions.data() + nc * OH * OW;
    T* grad_input_nc = grads.input.data() + nc * H * W;
    std::fill(grad_input_nc, grad_input_nc + H * W, T(0));
    for (Index oh = 0; oh < OH; ++oh) {
      for (Index ow = 0; ow < OW; ++ow) {
        const Index k = winner_nc[oh * OW + ow];
        grad_input_nc[(oh * S + k / K) * W + ow * S + k % K] += grad_nc[oh * OW + ow];
      }
    }
  });
}

template struct MaxPool2d<float>;
template struct MaxPool2d<double>;
static_assert(Layer<MaxPool2d<float>> && Layer<MaxPool2d<double>>);

}  // namespace backcheck::layers
