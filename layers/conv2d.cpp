// From the seven loops of reference/conv2d.hpp to this file in five steps:
//   1. The loops over (c, kh, kw) are a dot product, so all outputs of an image are one matrix product: the weights,
//      (F, C K K), times the im2col matrix, (C K K, OH OW), whose row (c, kh, kw) has the pixel that each output meets.
//   2. That matrix holds every pixel K * K times. K times are enough, as its rows may overlap (lowered_image.hpp).
//   3. The product keeps tiles of the output in vector registers (gemm.cpp).
//   4. Channels are taken a few at a time, so that their part of the lowered image stays in the caches.
//   5. Threads take chunks of the batch. Their number is fixed and their weight gradients are added in order, so the
//      bits do not depend on the number of threads.
//
// The gradients are products of the same kind: grad_weight is grad_output times the transposed im2col matrix, summed
// over the batch; grad_input is the weights times the lowered grad_output (conv2d_grad_input.hpp).
//
// Zeros stand in for the pixels outside the image, so what is infinite and meets them there (a weight, or a gradient of
// an output at the border) gives NaN, as zero times infinity does. Memory: a few lowered channels a thread; backward,
// grad_weight once a chunk as well.
#include "layers/conv2d.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "core/require.hpp"
#include "layers/conv2d_grad_input.hpp"
#include "layers/gemm.hpp"
#include "layers/lowered_image.hpp"
#include "layers/parallel.hpp"
#include "layers/workspace.hpp"

namespace backcheck::layers {
namespace {

// More chunks would balance the load of more threads and take more memory and time to add.
constexpr Index max_chunks = 16;
// The length of the dot products of grad_weight. Small images are taken several together to reach it: adding up the
// lanes of a vector at the end of each takes time.
constexpr Index dot_length = 1024;

// Where the rows of the im2col matrix are in a few lowered channels.
const Index* matrix_rows(const LoweredInput& lowered, Index channels, Workspace& workspace) {
  const Index K = lowered.sizes.K;
  Index* row = workspace.take<Index>(channels * K * K);
  for (Index c = 0, t = 0; c < channels; ++c) {
    for (Index kh = 0; kh < K; ++kh) {
      for (Index kw = 0; kw < K; ++kw) row[t++] = lowered.row(c, kh, kw);
    }
  }
  return row;
}

// target = the sum of the chunks' parts, which are `stride` elements apart, in their order.
template <class T>
void add_chunks(Index chunks, const T* parts, Index stride, Tensor<T>& target) {
  T* to = target.data();
  parallel_blocks(target.size(), static_cast<double>(chunks), [=](Index begin, Index end) {
    std::copy(parts + begin, parts + end, to + begin);
    for (Index chunk = 1; chunk < chunks; ++chunk) {
      const T* from = parts + chunk * stride;
      for (Index i = begin; i < end; ++i) to[i] += from[i];
    }
  });
}

// grad_bias(f) += sum over n, oh, ow of grad_output(n, f, oh, ow), for some images
template <class T>
void add_grad_bias(const Conv2dSizes& s, Index images, const T* grad_output, T* grad_bias) {
  const Index outputs = s.OH * s.OW;
  for (Index n = 0; n < images; ++n) {
    for (Index f = 0; f < s.F; ++f) grad_bias[f] += sum_of(grad_output + (n * s.F + f) * outputs, outputs);
  }
}

// grad_weight(f, c, kh, kw) += sum over n, oh, ow of grad_output(n, f, oh, ow) *
//                              input(n, c, oh*stride + kh - padding, ow*stride + kw - padding), for some images
template <class T>
void add_grad_weight(const LoweredInput& lowered, Index images, const T* grad_output, const T* input, T* grad_weight) {
  const Conv2dSizes& s = lowered.sizes;
  const Index outputs = s.OH * s.OW, elements = s.K * s.K;
  const Partition blocks = split_channels(s.C, s.K);
  const Index group = std::clamp<Index>(dot_length / outputs, 1, images), size = blocks.largest() * lowered.channel();
  Workspace workspace;
  const Index* row = matrix_rows(lowered, blocks.largest(), workspace);
  const std::span<const PlaneCopy> copies = lowered.copies(workspace);
  T* planes = take_zeros<T>(group * size, workspace);
  for (Index first = 0; first < images; first += group) {
    const Index count = std::min(group, images - first);
    const T* grad_output_n = grad_output + first * s.F * outputs;
    for (Index block = 0; block < blocks.parts; ++block) {
      const Index c = blocks.begin(block), channels = blocks.size(block);
      for (Index i = 0; i < count; ++i) {
        lowered.fill(copies, channels, input + ((first + i) * s.C + c) * s.H * s.W, planes + i * size);
      }
      gemm_transposed<T>(s.F, channels * elements, outputs, count, {grad_output_n, s.F * outputs}, outputs,
                         {planes, size}, row, grad_weight + c * elements, s.C * elements);
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
  const Conv2dSizes s(options, input.shape(), shape);
  const LoweredInput lowered(s);
  const Partition blocks = split_channels(s.C, s.K);
  const Index elements = s.K * s.K, outputs = s.OH * s.OW;

  Workspace workspace;
  const Index* row = matrix_rows(lowered, blocks.largest(), workspace);
  const std::span<const PlaneCopy> copies = lowered.copies(workspace);
  Index* place = workspace.take<Index>(blocks.largest() * elements);
  std::iota(place, place + blocks.largest() * elements, Index{0});
  T* packed = workspace.take<T>(s.F * s.C * elements);
  for (Index block = 0; block < blocks.parts; ++block) {
    const Index c = blocks.begin(block);
    pack(s.F, blocks.size(block) * elements, params.weight.data() + c * elements, s.C * elements, place,
         packed + s.F * c * elements);
  }
  const T* bias = options.bias ? params.bias.data() : take_zeros<T>(s.F, workspace);

  const Index chunks = std::min(s.N, max_chunks);
  parallel_for(chunks, options.cost(input.shape()).forward_flops, [&, row, copies, packed, bias](Index chunk) {
    Workspace of_chunk;
    T* planes = take_zeros<T>(blocks.largest() * lowered.channel() + lanes<T>, of_chunk);
    for (Index n = s.N * chunk / chunks; n < s.N * (chunk + 1) / chunks; ++n) {
      for (Index block = 0; block < blocks.parts; ++block) {
        const Index c = blocks.begin(block), channels = blocks.size(block);
        lowered.fill(copies, channels, input.data() + (n * s.C + c) * s.H * s.W, planes);
        gemm(s.F, outputs, channels * elements, block == 0 ? bias : nullptr, packed + s.F * c * elements, planes, row,
             output.data() + n * s.F * outputs, outputs);
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
  const Conv2dSizes s(options, input.shape(), shape);
  const LoweredInput lowered_input(s);
  const LoweredGradient lowered_gradient(s);

  Workspace workspace;
  std::span<const PhaseProduct> products;
  const T* packed = nullptr;
  if (grads.wants_input) {
    products = phase_products(lowered_gradient, workspace);
    packed = pack_backwards(s, products, params.weight.data(), workspace);
  }

  // For each chunk: grad_weight, then grad_bias.
  const Index weights = params.weight.size(), part = whole_vectors<T>(weights + s.F);
  const Index chunks = std::min(s.N, max_chunks);
  T* parts = workspace.take<T>(chunks * part);
  parallel_for(chunks, options.cost(input.shape()).backward_flops, [&, parts, packed, products](Index chunk) {
    const Index n = s.N * chunk / chunks, images = s.N * (chunk + 1) / chunks - n;
    const T* grad_output_n = grad_output.data() + n * s.F * s.OH * s.OW;
    const T* input_n = input.data() + n * s.C * s.H * s.W;
    T *grad_weight = parts + chunk * part, *grad_bias = grad_weight + weights;
    std::fill(grad_weight, grad_weight + part, T(0));
    add_grad_weight(lowered_input, images, grad_output_n, input_n, grad_weight);
    if (options.bias) add_grad_bias(s, images, grad_output_n, grad_bias);
    if (!grads.wants_input) return;
    T* grad_input_n = grads.input.data() + n * s.C * s.H * s.W;
    compute_grad_input(lowered_gradient, products, packed, images, grad_output_n, grad_input_n);
  });
  add_chunks(chunks, parts, part, grads.weight);
  add_chunks(chunks, parts + weights, part, grads.bias);
}

template struct Conv2d<float>;
template struct Conv2d<double>;
static_assert(Layer<Conv2d<float>> && Layer<Conv2d<double>>);

}  // namespace backcheck::layers
