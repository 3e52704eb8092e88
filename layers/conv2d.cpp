// From the seven loops of reference/conv2d.hpp to this file in five steps:
//   1. The loops over (c, kh, kw) are a dot product, so all outputs of an image are one matrix product: the weights,
//      (F, C K K), times the im2col matrix, (C K K, OH OW), whose row (c, kh, kw) has the pixel that each output reads.
//   2. That row is the padded image itself, shifted: it is read where it is, and no im2col matrix is stored.
//   3. The product keeps tiles of the output in vector registers (gemm.cpp).
//   4. With stride s, every s-th pixel is read, and those are stored side by side as an image of their own, a "phase".
//   5. Threads take chunks of the batch. Their number is fixed and their weight gradients are added in order, so the
//      bits do not depend on the number of threads.
//
// Backward, grad_output is copied to rows as wide as those of the padded image, zeros in between and around. Then
//   grad_weight   = grad_output times the transposed im2col matrix, summed over the batch
//   grad_input    = the weights times grad_output shifted the other way, phase by phase
//
// Memory: a padded image a thread; backward, padded images and gradients of a few images a thread, and grad_weight once
// a chunk.
#include "layers/conv2d.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "core/require.hpp"
#include "layers/gemm.hpp"
#include "layers/padded_image.hpp"
#include "layers/parallel.hpp"
#include "layers/workspace.hpp"

namespace backcheck::layers {
namespace {

// More chunks would balance the load of more threads and take more memory and time to add.
constexpr Index max_chunks = 16;
// The columns after which the sums of grad_weight end. Smaller images are taken several together: adding up the lanes
// of a vector at the end of each takes time.
constexpr Index columns_a_sum = 1024;

// One phase of grad_input as a product: a row for each channel, sums over `elements` kernel elements.
template <class T>
struct PhaseProduct {
  Index a, b, elements;
  const Index* offset;
  const T* packed_weight;
};

template <class T>
std::span<const PhaseProduct<T>> phase_products(const PaddedImage& g, const T* weight, Workspace& workspace) {
  const Index count = g.phases * g.phases;
  PhaseProduct<T>* products = workspace.take<PhaseProduct<T>>(count);
  Index* offset = workspace.take<Index>(g.F * g.K * g.K);
  Index* place = workspace.take<Index>(g.F * g.K * g.K);
  T* packed = workspace.take<T>(g.C * g.F * g.K * g.K);
  for (Index i = 0; i < count; ++i) {
    const Index a = i / g.phases, b = i % g.phases;
    const Index elements = gradient_offsets<T>(g, a, b, offset, place);
    pack(g.C, elements, weight, g.K * g.K, place, packed);
    products[i] = {a, b, elements, offset, packed};
    offset += elements, packed += g.C * elements;
  }
  return {products, static_cast<std::size_t>(count)};
}

// grad_input(c, ih, iw) = sum over f, kh, kw of weight(f, c, kh, kw) * grad_output(f, oh, ow)
//                         where ih = oh*stride + kh - padding, iw = ow*stride + kw - padding
template <class T>
void compute_grad_input(const PaddedImage& g, const PhaseProduct<T>& phase, const T* gradient, T* sums,
                        T* grad_input_n) {
  const Index top = phase.a - g.padding, left = phase.b - g.padding;
  const Index first_row = g.first(top), rows = g.last(top, g.H) - first_row;
  const Index first = g.first(left), last = g.last(left, g.W);
  if (rows <= 0 || last <= first) return;
  const Index skipped = first_row * g.width + first, columns = (rows - 1) * g.width + last - first;
  const Index sums_stride = whole_vectors<T>(columns);
  gemm<T>(g.C, columns, phase.elements, nullptr, phase.packed_weight, gradient + skipped, phase.offset, sums,
          sums_stride);
  for (Index c = 0; c < g.C; ++c) {
    for (Index i = 0; i < rows; ++i) {
      const T* from = sums + c * sums_stride + i * g.width - first;
      T* row = grad_input_n + (c * g.H + (first_row + i) * g.stride + top) * g.W + left;
      scatter_row(from, g.stride, first, last, row);
    }
  }
}

// grad_bias(f) += sum over oh, ow of grad_output(f, oh, ow)
template <class T>
void add_grad_bias(const PaddedImage& g, const T* grad_output_n, T* grad_bias) {
  for (Index f = 0; f < g.F; ++f) grad_bias[f] += sum_of(grad_output_n + f * g.OH * g.OW, g.OH * g.OW);
}

// grad_weight(f, c, kh, kw) += sum over n, oh, ow of grad_output(n, f, oh, ow) *
//                              input(n, c, oh*stride + kh - padding, ow*stride + kw - padding)
template <class T>
void add_grad_weight(const PaddedImage& g, Index count, const T* gradients, const T* images, const Index* offset,
                     T* grad_weight) {
  const Index gradient_size = g.gradient_size<T>();
  gemm_transposed<T>(g.F, g.kernel_elements(), g.columns(), count, {gradients + g.margin, g.F * gradient_size},
                     gradient_size, {images, g.image_size<T>()}, offset, grad_weight, g.kernel_elements());
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

}  // namespace

template <Scalar T>
void Conv2d<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                        NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const PaddedImage g(options, input.shape(), shape);
  const Index N = shape[0], elements = g.kernel_elements(), image_size = g.image_size<T>();
  const Index sums_stride = whole_vectors<T>(g.columns());

  Workspace workspace;
  Index* offset = workspace.take<Index>(elements);
  image_offsets(g, offset);
  Index* place = workspace.take<Index>(elements);
  std::iota(place, place + elements, Index{0});
  T* packed = workspace.take<T>(g.F * elements);
  pack(g.F, elements, params.weight.data(), elements, place, packed);

  const Index chunks = std::min(N, max_chunks);
  parallel_for(chunks, options.cost(input.shape()).forward_flops, [&, offset, packed](Index chunk) {
    Workspace of_chunk;
    T* image = of_chunk.take<T>(image_size);
    std::fill(image, image + image_size, T(0));
    T* sums = of_chunk.take<T>(g.F * sums_stride);
    for (Index n = N * chunk / chunks; n < N * (chunk + 1) / chunks; ++n) {
      fill_padded_image(g, input.data() + n * input.shape().inner_size(), image);
      const T* bias = options.bias ? params.bias.data() : nullptr;
      gemm(g.F, g.columns(), elements, bias, packed, image, offset, sums, sums_stride);
      T* output_n = output.data() + n * shape.inner_size();
      for (Index f = 0; f < g.F; ++f) {
        for (Index oh = 0; oh < g.OH; ++oh) {
          copy_row(sums + f * sums_stride + oh * g.width, g.OW, output_n + (f * g.OH + oh) * g.OW);
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
  const PaddedImage g(options, input.shape(), shape);
  const Index N = shape[0], elements = g.kernel_elements();
  const Index image_size = g.image_size<T>(), gradient_size = g.F * g.gradient_size<T>();

  Workspace workspace;
  Index* offset = workspace.take<Index>(elements);
  image_offsets(g, offset);
  std::span<const PhaseProduct<T>> phases;
  if (grads.wants_input) phases = phase_products(g, params.weight.data(), workspace);

  // Of each chunk: grad_weight, then grad_bias.
  const Index chunks = std::min(N, max_chunks), part_size = whole_vectors<T>(g.F * elements + g.F);
  T* parts = workspace.take<T>(chunks * part_size);
  const Index group = std::clamp<Index>(columns_a_sum / g.columns(), 1, (N + chunks - 1) / chunks);
  parallel_for(chunks, options.cost(input.shape()).backward_flops, [&, offset, parts, phases](Index chunk) {
    T *grad_weight = parts + chunk * part_size, *grad_bias = grad_weight + g.F * elements;
    std::fill(grad_weight, grad_weight + part_size, T(0));
    Workspace of_chunk;
    T* images = of_chunk.take<T>(group * image_size);
    T* gradients = of_chunk.take<T>(group * gradient_size);
    T* sums = of_chunk.take<T>(g.C * whole_vectors<T>(g.height * g.width));
    std::fill(images, images + group * image_size, T(0));
    std::fill(gradients, gradients + group * gradient_size, T(0));

    const Index end = N * (chunk + 1) / chunks;
    for (Index first = N * chunk / chunks; first < end; first += group) {
      const Index count = std::min(group, end - first);
      for (Index i = 0; i < count; ++i) {
        const T* grad_output_n = grad_output.data() + (first + i) * shape.inner_size();
        T* gradient = gradients + i * gradient_size;
        fill_padded_image(g, input.data() + (first + i) * input.shape().inner_size(), images + i * image_size);
        fill_padded_gradient(g, grad_output_n, gradient);
        if (options.bias) add_grad_bias(g, grad_output_n, grad_bias);
        if (!grads.wants_input) continue;
        T* grad_input_n = grads.input.data() + (first + i) * input.shape().inner_size();
        // Where the stride exceeds the kernel, no window reads the pixels in between.
        if (g.phases < g.stride) std::fill(grad_input_n, grad_input_n + input.shape().inner_size(), T(0));
        for (const PhaseProduct<T>& phase : phases) compute_grad_input(g, phase, gradient, sums, grad_input_n);
      }
      add_grad_weight(g, count, gradients, images, offset, grad_weight);
    }
  });
  add_chunks(chunks, parts, part_size, grads.weight);
  add_chunks(chunks, parts + g.F * elements, part_size, grads.bias);
}

template struct Conv2d<float>;
template struct Conv2d<double>;
static_assert(Layer<Conv2d<float>> && Layer<Conv2d<double>>);

}  // namespace backcheck::layers
