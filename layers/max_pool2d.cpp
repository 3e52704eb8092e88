#include "layers/max_pool2d.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/parallel.hpp"
#include "layers/windows.hpp"

namespace backcheck::layers {

namespace {

template <Index fixed_size, class T>
void pool(const Windows<fixed_size>& w, const T* input_nc, T* __restrict output_nc,
          std::int32_t* __restrict winners_nc) {
  const Index K = w.K(), S = w.S();
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index ow = 0; ow < w.OW; ++ow) {
      const T* window = input_nc + oh * S * w.W + ow * S;
      T best = window[0];
      std::int32_t winner = 0;
      for (Index kh = 0; kh < K; ++kh) {
        for (Index kw = 0; kw < K; ++kw) {
          const T x = window[kh * w.W + kw];
          winner = x > best ? static_cast<std::int32_t>(kh * K + kw) : winner;
          best = x > best ? x : best;
        }
      }
      output_nc[oh * w.OW + ow] = best;
      winners_nc[oh * w.OW + ow] = winner;
    }
  }
}

template <Index fixed_size, class T>
void unpool(const Windows<fixed_size>& w, const T* grad_nc, const std::int32_t* winners_nc,
            T* __restrict grad_input_nc) {
  const Index K = w.K(), S = w.S();
  std::fill(grad_input_nc, grad_input_nc + w.H * w.W, T(0));
  for (Index oh = 0; oh < w.OH; ++oh) {
    const T* grad = grad_nc + oh * w.OW;
    const std::int32_t* winner = winners_nc + oh * w.OW;
    T* rows = grad_input_nc + oh * S * w.W;  // those that the windows of this row of the output cover
    if constexpr (fixed_size > 0) {
      // Windows side by side: a value for every pixel takes neither branches nor scattered stores.
      for (Index kh = 0; kh < K; ++kh) {
        for (Index ow = 0; ow < w.OW; ++ow) {
          const T grad_ow = grad[ow];
          for (Index kw = 0; kw < K; ++kw) rows[kh * w.W + ow * S + kw] = winner[ow] == kh * K + kw ? grad_ow : T(0);
        }
      }
    } else {
      for (Index ow = 0; ow < w.OW; ++ow) rows[winner[ow] / K * w.W + ow * S + winner[ow] % K] += grad[ow];
    }
  }
}

}  // namespace

template <Scalar T>
void MaxPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           Cache& cache) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  cache.positions.resize(static_cast<std::size_t>(shape.size()));
  with_windows(options, input.shape(), shape, [&](const auto w) {
    parallel_for(shape[0] * shape[1], options.cost(input.shape()).forward_flops, [&, w](Index nc) {
      pool(w, input.data() + nc * w.H * w.W, output.data() + nc * w.OH * w.OW,
           cache.positions.data() + nc * w.OH * w.OW);
    });
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
  with_windows(options, input.shape(), shape, [&](const auto w) {
    parallel_for(shape[0] * shape[1], static_cast<double>(input.size()), [&, w](Index nc) {
      unpool(w, grad_output.data() + nc * w.OH * w.OW, cache.positions.data() + nc * w.OH * w.OW,
             grads.input.data() + nc * w.H * w.W);
    });
  });
}

template struct MaxPool2d<float>;
template struct MaxPool2d<double>;
static_assert(Layer<MaxPool2d<float>> && Layer<MaxPool2d<double>>);

}  // namespace backcheck::layers
