#include "layers/avg_pool2d.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/parallel.hpp"
#include "layers/simd.hpp"
#include "layers/windows.hpp"
#include "layers/workspace.hpp"

namespace backcheck::layers {

namespace {

// A mean is within the range of what it is of, and so representable, but a sum of floats need not be: it is formed in
// double, or of quarters, which are exact.
template <class T>
void pool(const Windows& w, const T* input_nc, T* output_nc) {
  const double count = static_cast<double>(w.K * w.K);
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index ow = 0; ow < w.OW; ++ow) {
      double sum = 0;
      for (Index kh = 0; kh < w.K; ++kh) {
        for (Index kw = 0; kw < w.K; ++kw) sum += input_nc[(oh * w.stride + kh) * w.W + ow * w.stride + kw];
      }
      output_nc[oh * w.OW + ow] = static_cast<T>(sum / count);
    }
  }
}

template <class T>
void pool_pairs(const Windows& w, const T* input_nc, T* output_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    const T *top = input_nc + 2 * oh * w.W, *bottom = top + w.W;
    cover<lanes<T>>(w.OW, [&](Index ow, auto width) {
      const auto upper = load_pairs<width>(top + 2 * ow), lower = load_pairs<width>(bottom + 2 * ow);
      const T quarter = 0.25;
      store(output_nc + oh * w.OW + ow,
            upper.first * quarter + upper.second * quarter + lower.first * quarter + lower.second * quarter);
    });
  }
}

template <class T>
void unpool(const Windows& w, const T* grad_nc, T* grad_input_nc) {
  const double count = static_cast<double>(w.K * w.K);
  Workspace workspace;
  double* sums = take_zeros<double>(w.H * w.W, workspace);
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index kh = 0; kh < w.K; ++kh) {
      double* row = sums + (oh * w.stride + kh) * w.W;
      for (Index ow = 0; ow < w.OW; ++ow) {
        for (Index kw = 0; kw < w.K; ++kw) row[ow * w.stride + kw] += grad_nc[oh * w.OW + ow];
      }
    }
  }
  for (Index i = 0; i < w.H * w.W; ++i) grad_input_nc[i] = static_cast<T>(sums[i] / count);
}

template <class T>
void unpool_pairs(const Windows& w, const T* grad_nc, T* grad_input_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    T *top = grad_input_nc + 2 * oh * w.W, *bottom = top + w.W;
    cover<lanes<T>>(w.OW, [&](Index ow, auto width) {
      const auto share = load<width>(grad_nc + oh * w.OW + ow) / T(4);
      store_pairs<width>(top + 2 * ow, Pairs<width, T>{share, share});
      store_pairs<width>(bottom + 2 * ow, Pairs<width, T>{share, share});
    });
  }
}

}  // namespace

template <Scalar T>
void AvgPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Windows w(options, input.shape(), shape);
  const auto pool_channel = w.are_pairs() ? pool_pairs<T> : pool<T>;
  parallel_for(shape[0] * shape[1], options.cost(input.shape()).forward_flops,
               [&](Index nc) { pool_channel(w, input.data() + nc * w.H * w.W, output.data() + nc * w.OH * w.OW); });
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
  const Windows w(options, input.shape(), shape);
  parallel_for(shape[0] * shape[1], options.cost(input.shape()).backward_flops, [&](Index nc) {
    const T* grad_nc = grad_output.data() + nc * w.OH * w.OW;
    T* grad_input_nc = grads.input.data() + nc * w.H * w.W;
    if (w.are_pairs() && (w.H % 2 || w.W % 2)) std::fill(grad_input_nc, grad_input_nc + w.H * w.W, T(0));
    (w.are_pairs() ? unpool_pairs<T> : unpool<T>)(w, grad_nc, grad_input_nc);
  });
}

template struct AvgPool2d<float>;
template struct AvgPool2d<double>;
static_assert(Layer<AvgPool2d<float>> && Layer<AvgPool2d<double>>);

}  // namespace backcheck::layers
