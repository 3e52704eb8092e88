#include "layers/avg_pool2d.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/parallel.hpp"
#include "layers/windows.hpp"

namespace backcheck::layers {

namespace {

template <Index fixed_size, class T>
void pool(const Windows<fixed_size>& w, const T* input_nc, T* __restrict output_nc) {
  const Index K = w.K(), S = w.S();
  const T count = static_cast<T>(K * K);
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index ow = 0; ow < w.OW; ++ow) {
      T sum = 0;
      for (Index kh = 0; kh < K; ++kh) {
        for (Index kw = 0; kw < K; ++kw) sum += input_nc[(oh * S + kh) * w.W + ow * S + kw];
      }
      output_nc[oh * w.OW + ow] = sum / count;
    }
  }
}

template <Index fixed_size, class T>
void unpool(const Windows<fixed_size>& w, const T* grad_nc, T* __restrict grad_input_nc) {
  const Index K = w.K(), S = w.S();
  const T count = static_cast<T>(K * K);
  std::fill(grad_input_nc, grad_input_nc + w.H * w.W, T(0));
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index kh = 0; kh < K; ++kh) {
      T* row = grad_input_nc + (oh * S + kh) * w.W;
      for (Index ow = 0; ow < w.OW; ++ow) {
        const T grad = grad_nc[oh * w.OW + ow];
        for (Index kw = 0; kw < K; ++kw) row[ow * S + kw] += grad;
      }
    }
  }
  for (Index i = 0; i < w.H * w.W; ++i) grad_input_nc[i] /= count;
}

}  // namespace

template <Scalar T>
void AvgPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  with_windows(options, input.shape(), shape, [&](const auto w) {
    parallel_for(shape[0] * shape[1], options.cost(input.shape()).forward_flops,
                 [&, w](Index nc) { pool(w, input.data() + nc * w.H * w.W, output.data() + nc * w.OH * w.OW); });
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
  with_windows(options, input.shape(), shape, [&](const auto w) {
    parallel_for(shape[0] * shape[1], options.cost(input.shape()).backward_flops, [&, w](Index nc) {
      unpool(w, grad_output.data() + nc * w.OH * w.OW, grads.input.data() + nc * w.H * w.W);
    });
  });
}

template struct AvgPool2d<float>;
template struct AvgPool2d<double>;
static_assert(Layer<AvgPool2d<float>> && Layer<AvgPool2d<double>>);

}  // namespace backcheck::layers
