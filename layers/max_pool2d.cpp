#include "layers/max_pool2d.hpp"

#include <algorithm>
#include <type_traits>

#include "core/require.hpp"
#include "layers/parallel.hpp"
#include "layers/simd.hpp"
#include "layers/windows.hpp"

namespace backcheck::layers {

namespace {

// The winner is the first of the largest elements in row-major order.
template <class T>
void pool(const Windows& w, const T* input_nc, T* output_nc, std::int32_t* winners_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index ow = 0; ow < w.OW; ++ow) {
      const T* window = input_nc + oh * w.S * w.W + ow * w.S;
      T best = window[0];
      std::int32_t winner = 0;
      for (Index kh = 0; kh < w.K; ++kh) {
        for (Index kw = 0; kw < w.K; ++kw) {
          const T x = window[kh * w.W + kw];
          winner = x > best ? static_cast<std::int32_t>(kh * w.K + kw) : winner;
          best = x > best ? x : best;
        }
      }
      output_nc[oh * w.OW + ow] = best;
      winners_nc[oh * w.OW + ow] = winner;
    }
  }
}

template <class T>
void pool_pairs(const Windows& w, const T* input_nc, T* output_nc, std::int32_t* winners_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    const T *top = input_nc + 2 * oh * w.W, *bottom = top + w.W;
    cover<lanes<T>>(w.OW, [&](Index ow, auto width) {
      const auto upper = load_pairs<width>(top + 2 * ow), lower = load_pairs<width>(bottom + 2 * ow);
      auto best = upper.first;
      auto winner = best > best;  // 0 in every lane, in integers as wide as T
      const auto compare = [&](const auto& x, int position) {
        const auto wins = x > best;
        winner = wins ? decltype(winner){} + position : winner;
        best = wins ? x : best;
      };
      compare(upper.second, 1);
      compare(lower.first, 2);
      compare(lower.second, 3);
      store(output_nc + oh * w.OW + ow, best);
      store(winners_nc + oh * w.OW + ow, __builtin_convertvector(winner, Vector<std::int32_t, width>));
    });
  }
}

template <class T>
void unpool(const Windows& w, const T* grad_nc, const std::int32_t* winners_nc, T* grad_input_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    T* rows = grad_input_nc + oh * w.S * w.W;  // those that the windows of this row of the output cover
    for (Index ow = 0; ow < w.OW; ++ow) {
      const std::int32_t winner = winners_nc[oh * w.OW + ow];
      rows[winner / w.K * w.W + ow * w.S + winner % w.K] += grad_nc[oh * w.OW + ow];
    }
  }
}

// A value for every pixel takes neither branches nor scattered stores.
template <class T>
void unpool_pairs(const Windows& w, const T* grad_nc, const std::int32_t* winners_nc, T* grad_input_nc) {
  using Position = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;
  for (Index oh = 0; oh < w.OH; ++oh) {
    T *top = grad_input_nc + 2 * oh * w.W, *bottom = top + w.W;
    cover<lanes<T>>(w.OW, [&](Index ow, auto width) {
      const auto grad = load<width>(grad_nc + oh * w.OW + ow);
      const auto winner = __builtin_convertvector(load<width>(winners_nc + oh * w.OW + ow), Vector<Position, width>);
      const auto won = [&](int position) { return winner == position ? grad : Vector<T, width>{}; };
      store_pairs<width>(top + 2 * ow, Pairs<width, T>{won(0), won(1)});
      store_pairs<width>(bottom + 2 * ow, Pairs<width, T>{won(2), won(3)});
    });
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
  const Windows w(options, input.shape(), shape);
  const auto pool_channel = w.are_pairs() ? pool_pairs<T> : pool<T>;
  parallel_for(shape[0] * shape[1], options.cost(input.shape()).forward_flops, [&](Index nc) {
    pool_channel(w, input.data() + nc * w.H * w.W, output.data() + nc * w.OH * w.OW,
                 cache.positions.data() + nc * w.OH * w.OW);
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
  const Windows w(options, input.shape(), shape);
  parallel_for(shape[0] * shape[1], static_cast<double>(input.size()), [&](Index nc) {
    const T* grad_nc = grad_output.data() + nc * w.OH * w.OW;
    const std::int32_t* winners_nc = cache.positions.data() + nc * w.OH * w.OW;
    T* grad_input_nc = grads.input.data() + nc * w.H * w.W;
    if (!w.are_pairs() || w.H % 2 || w.W % 2) std::fill(grad_input_nc, grad_input_nc + w.H * w.W, T(0));
    (w.are_pairs() ? unpool_pairs<T> : unpool<T>)(w, grad_nc, winners_nc, grad_input_nc);
  });
}

template struct MaxPool2d<float>;
template struct MaxPool2d<double>;
static_assert(Layer<MaxPool2d<float>> && Layer<MaxPool2d<double>>);

}  // namespace backcheck::layers
