#include "layers/max_pool2d.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/require.hpp"
#include "layers/parallel.hpp"
#include "layers/simd.hpp"
#include "layers/windows.hpp"

namespace backcheck::layers {

namespace {

using Position = std::uint32_t;  // in one channel of an image

template <class T>
void pool(const Windows& w, const T* input_nc, T* output_nc, Position* winner_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    for (Index ow = 0; ow < w.OW; ++ow) {
      Index winner = oh * w.stride * w.W + ow * w.stride;
      for (Index kh = 0; kh < w.K; ++kh) {
        for (Index kw = 0; kw < w.K; ++kw) {
          const Index i = (oh * w.stride + kh) * w.W + ow * w.stride + kw;
          const T x = input_nc[i];
          winner = x > input_nc[winner] || x != x ? i : winner;  // x != x: NaN
        }
      }
      output_nc[oh * w.OW + ow] = input_nc[winner];
      winner_nc[oh * w.OW + ow] = static_cast<Position>(winner);
    }
  }
}

// The positions of the upper left pixels of `width` neighbouring windows, the first of them in row oh, column ow.
template <Index width>
Vector<Position, width> corners(const Windows& w, Index oh, Index ow) {
  return [&]<Position... lane>(std::integer_sequence<Position, lane...>) {
    return Vector<Position, width>{2 * lane...} + static_cast<Position>(2 * (oh * w.W + ow));
  }
  (std::make_integer_sequence<Position, width>{});
}

template <class T>
void pool_pairs(const Windows& w, const T* input_nc, T* output_nc, Position* winner_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    const T *top = input_nc + 2 * oh * w.W, *bottom = top + w.W;
    cover<lanes<T>>(w.OW, [&](Index ow, auto width) {
      const auto upper = load_pairs<width>(top + 2 * ow), lower = load_pairs<width>(bottom + 2 * ow);
      auto best = upper.first;
      const auto corner = corners<width>(w, oh, ow);
      auto winner = corner;
      const auto compare = [&](const auto& x, Index distance) {
        const auto wins = (x > best) | (x != x);
        const auto here = corner + static_cast<Position>(distance);
        winner = __builtin_convertvector(wins, Vector<std::int32_t, width>) ? here : winner;
        best = wins ? x : best;
      };
      compare(upper.second, 1);
      compare(lower.first, w.W);
      compare(lower.second, w.W + 1);
      store(output_nc + oh * w.OW + ow, best);
      store(winner_nc + oh * w.OW + ow, winner);
    });
  }
}

template <class T>
void unpool(const Windows& w, const T* grad_nc, const Position* winner_nc, T* grad_input_nc) {
  for (Index i = 0; i < w.OH * w.OW; ++i) grad_input_nc[winner_nc[i]] += grad_nc[i];
}

// A value for every pixel takes neither branches nor scattered stores.
template <class T>
void unpool_pairs(const Windows& w, const T* grad_nc, const Position* winner_nc, T* grad_input_nc) {
  for (Index oh = 0; oh < w.OH; ++oh) {
    T *top = grad_input_nc + 2 * oh * w.W, *bottom = top + w.W;
    cover<lanes<T>>(w.OW, [&](Index ow, auto width) {
      const auto grad = load<width>(grad_nc + oh * w.OW + ow);
      const auto distance = load<width>(winner_nc + oh * w.OW + ow) - corners<width>(w, oh, ow);
      const auto won = [&](Index here) {
        const auto wins = distance == static_cast<Position>(here);
        return __builtin_convertvector(wins, decltype(grad > T(0))) ? grad : Vector<T, width>{};
      };
      store_pairs<width>(top + 2 * ow, Pairs<width, T>{won(0), won(1)});
      store_pairs<width>(bottom + 2 * ow, Pairs<width, T>{won(w.W), won(w.W + 1)});
    });
  }
}

}  // namespace

template <Scalar T>
void MaxPool2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                           Cache& cache) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  const Windows w(options, input.shape(), shape);
  if (w.H * w.W > std::numeric_limits<Position>::max()) {
    throw std::invalid_argument("MaxPool2d: an image of " + std::to_string(w.H) + " x " + std::to_string(w.W) +
                                " has more pixels than the 4294967295 whose positions are kept");
  }
  output.resize(shape);
  cache.winner.resize(shape);
  const auto pool_channel = w.are_pairs() ? pool_pairs<T> : pool<T>;
  parallel_for(shape[0] * shape[1], options.cost(input.shape()).forward_flops, [&](Index nc) {
    pool_channel(w, input.data() + nc * w.H * w.W, output.data() + nc * w.OH * w.OW,
                 cache.winner.data() + nc * w.OH * w.OW);
  });
}

template <Scalar T>
void MaxPool2d<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                            const Cache& cache, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  require_shape(MaxPool2dOptions::name, "cache.winner", shape, cache.winner);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  const Windows w(options, input.shape(), shape);
  parallel_for(shape[0] * shape[1], static_cast<double>(input.size()), [&](Index nc) {
    const T* grad_nc = grad_output.data() + nc * w.OH * w.OW;
    const Position* winner_nc = cache.winner.data() + nc * w.OH * w.OW;
    T* grad_input_nc = grads.input.data() + nc * w.H * w.W;
    if (!w.are_pairs() || w.H % 2 || w.W % 2) std::fill(grad_input_nc, grad_input_nc + w.H * w.W, T(0));
    (w.are_pairs() ? unpool_pairs<T> : unpool<T>)(w, grad_nc, winner_nc, grad_input_nc);
  });
}

template struct MaxPool2d<float>;
template struct MaxPool2d<double>;
static_assert(Layer<MaxPool2d<float>> && Layer<MaxPool2d<double>>);

}  // namespace backcheck::layers
