// Method. The image is copied once into a frame of zeros, its padding. An output at (oh, ow) is then a sum of products
// of weights with pixels at fixed distances from pixel (oh, ow) of the frame, so all outputs are sums of shifted images
// (products.hpp) and no im2col matrix is needed. Positions run over whole rows of the frame; where a row of the output
// is shorter, the results in between are computed and ignored.
//
// Stride. With stride S, the pixels at rows a, a + S, a + 2S, ... and columns b, b + S, ... of the frame form phase
// (a, b), stored as an image of its own: the kernel element (kh, kw) reads phase (kh % S, kw % S) only, in which
// neighbouring outputs read neighbouring pixels. Without stride there is one phase, the frame itself.
//
// Backward. grad_output is spread to rows as wide as those of the frame, zeros in between and around:
//   grad_weight(f, c, kh, kw)  dot products of grad_output with the images shifted as in the forward pass
//   grad_input, each phase     sums of grad_output shifted the other way
//
// Threads take chunks of the batch, whose number is fixed. Backward computes a weight gradient for each, and then adds
// them in order: the bits do not depend on the number of threads.
// Memory: a frame for each thread; backward, frames for some images and grad_weight once a chunk.
#include "layers/conv2d.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/frame.hpp"
#include "layers/parallel.hpp"
#include "layers/products.hpp"
#include "layers/scratch.hpp"

namespace backcheck::layers {
namespace {

// More chunks would balance the load of more threads and take more memory and time to add.
constexpr Index max_chunks = 16;
// Of a dot product. Shorter ones run on into the next images: adding up the lanes at the end of each takes time.
constexpr Index long_enough = 1024;

// What backward needs to know of each phase of grad_input.
template <class T>
struct Phase {
  Index a, b, taps;
  const Index* offset;
  const T* packed;
};

template <class T>
void compute_grad_input(const Frame& g, const Phase<T>& phase, const T* spread_grad, T* sums, T* grad_input_n) {
  const Index top = phase.a - g.padding, left = phase.b - g.padding;
  const Index first_row = g.first(top), rows = g.last(top, g.H) - first_row;
  const Index first = g.first(left), last = g.last(left, g.W);
  if (rows <= 0 || last <= first) return;
  const Index skipped = first_row * g.width + first, positions = (rows - 1) * g.width + last - first;
  const Index stride = whole_vectors<T>(positions);
  shifted_sums<T>(g.C, phase.taps, positions, nullptr, phase.packed, phase.offset, spread_grad + skipped, sums, stride);
  for (Index c = 0; c < g.C; ++c) {
    for (Index i = 0; i < rows; ++i) {
      const T* from = sums + c * stride + i * g.width - first;
      T* row = grad_input_n + (c * g.H + (first_row + i) * g.S + top) * g.W + left;
      scatter_row(from, g.S, first, last, row);
    }
  }
}

}  // namespace

template <Scalar T>
void Conv2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                        NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Frame g(options, input.shape(), shape);
  const Index taps = g.taps(), stride = whole_vectors<T>(g.positions());

  Index* offset = scratch<struct ForwardOffsets, Index>(taps);
  frame_offsets(g, offset);
  Index* place = scratch<struct ForwardPlaces, Index>(taps);
  for (Index t = 0; t < taps; ++t) place[t] = t;
  T* packed = scratch<struct ForwardWeights, T>(g.F * taps);
  pack_rows(g.F, taps, params.weight.data(), taps, place, packed);

  const Index N = shape[0], chunks = std::min(N, max_chunks);
  parallel_for(chunks, options.cost(input.shape()).forward_flops, [&, offset, packed](Index chunk) {
    T* frame = scratch<struct ForwardFrame, T>(g.frame_size<T>());
    std::fill(frame, frame + g.frame_size<T>(), T(0));
    T* sums = scratch<struct ForwardSums, T>(g.F * stride);
    for (Index n = N * chunk / chunks; n < N * (chunk + 1) / chunks; ++n) {
      fill_frame(g, input.data() + n * input.shape().inner_size(), frame);
      const T* bias = options.bias ? params.bias.data() : nullptr;
      shifted_sums(g.F, taps, g.positions(), bias, packed, offset, frame, sums, stride);
      T* output_n = output.data() + n * shape.inner_size();
      for (Index f = 0; f < g.F; ++f) {
        for (Index oh = 0; oh < g.OH; ++oh) {
          copy_row(sums + f * stride + oh * g.width, g.OW, output_n + (f * g.OH + oh) * g.OW);
        }
      }
    }
  });
}

template <Scalar T>
void Conv2d<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                         const NoCache&, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  const ParameterShapes parameter_shapes = options.parameter_shapes();
  grads.weight.resize(parameter_shapes.weight);
  grads.bias.resize(parameter_shapes.bias);
  if (grads.wants_input) grads.input.resize(input.shape());
  const Frame g(options, input.shape(), shape);
  const Index N = shape[0], taps = g.taps(), pixels = g.H * g.W;

  Index* offset = scratch<struct BackwardOffsets, Index>(taps);
  frame_offsets(g, offset);

  const Index phase_count = grads.wants_input ? g.phases * g.phases : 0;
  Phase<T>* phases = scratch<struct Phases, Phase<T>>(phase_count);
  Index* phase_offset = scratch<struct PhaseOffsets, Index>(g.F * g.K * g.K);
  Index* place = scratch<struct PhasePlaces, Index>(g.F * g.K * g.K);
  T* packed = scratch<struct PhaseWeights, T>(g.C * g.F * g.K * g.K);
  for (Index i = 0; i < phase_count; ++i) {
    const Index a = i / g.phases, b = i % g.phases;
    const Index phase_taps = gradient_offsets<T>(g, a, b, phase_offset, place);
    pack_rows(g.C, phase_taps, params.weight.data(), g.K * g.K, place, packed);
    phases[i] = {a, b, phase_taps, phase_offset, packed};
    phase_offset += phase_taps, place += phase_taps, packed += g.C * phase_taps;
  }

  // Each chunk: its weight gradient, then its bias gradient.
  const Index chunks = std::min(N, max_chunks), partial_size = whole_vectors<T>(g.F * taps + g.F);
  T* partial = scratch<struct PartialGradients, T>(chunks * partial_size);
  const Index frame_size = g.frame_size<T>(), plane_size = g.spread_size<T>(), spread_size = g.F * plane_size;
  const Index group = std::clamp<Index>(long_enough / g.positions(), 1, (N + chunks - 1) / chunks);
  parallel_for(chunks, options.cost(input.shape()).backward_flops, [&, offset, partial, phases](Index chunk) {
    T* grad_weight = partial + chunk * partial_size;
    T* grad_bias = grad_weight + g.F * taps;
    std::fill(grad_weight, grad_weight + partial_size, T(0));
    T* frames = scratch<struct BackwardFrames, T>(group * frame_size);
    T* spread_grads = scratch<struct SpreadGradients, T>(group * spread_size);
    T* sums = scratch<struct BackwardSums, T>(g.C * whole_vectors<T>(g.height * g.width));
    std::fill(frames, frames + group * frame_size, T(0));
    std::fill(spread_grads, spread_grads + group * spread_size, T(0));
    const Index end = N * (chunk + 1) / chunks;
    for (Index first = N * chunk / chunks; first < end; first += group) {
      const Index depth = std::min(group, end - first);
      for (Index b = 0; b < depth; ++b) {
        const T* grad_output_n = grad_output.data() + (first + b) * shape.inner_size();
        fill_frame(g, input.data() + (first + b) * input.shape().inner_size(), frames + b * frame_size);
        spread(g, grad_output_n, spread_grads + b * spread_size);
        for (Index f = 0; options.bias && f < g.F; ++f) {
          grad_bias[f] += sum_of(grad_output_n + f * g.OH * g.OW, g.OH * g.OW);
        }
        if (!grads.wants_input) continue;
        T* grad_input_n = grads.input.data() + (first + b) * g.C * pixels;
        // Where the stride exceeds the kernel, no window reads the pixels in between.
        if (g.phases < g.S) std::fill(grad_input_n, grad_input_n + g.C * pixels, T(0));
        for (Index i = 0; i < phase_count; ++i) {
          compute_grad_input(g, phases[i], spread_grads + b * spread_size, sums, grad_input_n);
        }
      }
      shifted_dots<T>(g.F, taps, g.positions(), depth, {spread_grads + g.margin, spread_size}, plane_size, offset,
                      {frames, frame_size}, grad_weight, taps);
    }
  });

  const auto fold = [&](Index first, Tensor<T>& target) {
    parallel_blocks(target.size(), static_cast<double>(chunks), [&](Index begin, Index end) {
      T* to = target.data();
      std::copy(partial + first + begin, partial + first + end, to + begin);
      for (Index chunk = 1; chunk < chunks; ++chunk) {
        const T* from = partial + chunk * partial_size + first;
        for (Index i = begin; i < end; ++i) to[i] += from[i];
      }
    });
  };
  fold(0, grads.weight);
  fold(g.F * taps, grads.bias);
}

template struct Conv2d<float>;
template struct Conv2d<double>;
static_assert(Layer<Conv2d<float>> && Layer<Conv2d<double>>);

}  // namespace backcheck::layers
