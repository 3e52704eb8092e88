// All three are matrix products (gemm.hpp):
//   output       = input * transposed weight: dot products of rows that are side by side in memory
//   grad_weight  = transposed grad_output * input
//   grad_input   = grad_output * weight
#include "layers/linear.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/gemm.hpp"
#include "layers/parallel.hpp"
#include "layers/workspace.hpp"

namespace backcheck::layers {
namespace {

constexpr Index strips_a_task = 5;   // of outputs, forward
constexpr Index vectors_a_task = 9;  // of features, backward
constexpr Index dot_length = 1024;   // of the part of a dot product after which the next outputs have their turn

// An even number of tasks, so that two threads have the same to do.
Partition split_evenly(Index largest, Index count) {
  const Index parts = split_into_at_most(largest, count).parts;
  return {count, std::min(count, parts + parts % 2)};
}

// result(m, d) = sum over k < depth of left[m * left_row + k * left_column] * right(k, d) for m < M, d < D: all
// matrices without gaps.
template <class T>
void multiply(Index M, Index depth, Index D, const T* left, Index left_row, Index left_column, const T* right,
              T* result) {
  const Partition tasks = split_evenly(vectors_a_task, whole_vectors<T>(D) / lanes<T>);
  const Index panel_width = tasks.largest() * lanes<T>;
  Workspace workspace;
  Index* place = workspace.take<Index>(depth);
  Index* panel_row = workspace.take<Index>(depth);
  for (Index k = 0; k < depth; ++k) place[k] = k * left_column, panel_row[k] = k * panel_width;
  T* packed = workspace.take<T>(M * depth);
  pack(M, depth, left, left_row, place, packed);
  const T* zeros = take_zeros<T>(M, workspace);

  const double operations = 2.0 * static_cast<double>(M * depth) * static_cast<double>(D);
  parallel_for(tasks.parts, operations, [=](Index task) {
    // A copy of these columns: rows far apart in memory would share the same few lines of the cache.
    Workspace of_task;
    const Index d = tasks.begin(task) * lanes<T>, columns = std::min(tasks.size(task) * lanes<T>, D - d);
    T* panel = of_task.take<T>(depth * panel_width);
    for (Index k = 0; k < depth; ++k) copy_rows(1, columns, right + k * D + d, D, panel + k * panel_width, panel_width);
    gemm(M, columns, depth, zeros, packed, panel, panel_row, result + d, D);
  });
}

}  // namespace

template <Scalar T>
void Linear<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                        NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Index N = shape[0], O = shape[1], D = options.in_features;
  for (Index n = 0; n < N; ++n) {
    if (options.bias) {
      std::copy(params.bias.begin(), params.bias.end(), output.data() + n * O);
    } else {
      std::fill(output.data() + n * O, output.data() + (n + 1) * O, T(0));
    }
  }

  Workspace workspace;
  Index* weight_row = workspace.take<Index>(O);
  for (Index o = 0; o < O; ++o) weight_row[o] = o * D;
  const Index strips = (O + transposed_columns - 1) / transposed_columns;
  const Partition tasks = split_evenly(strips_a_task, strips);
  parallel_for(tasks.parts, options.cost(input.shape()).forward_flops, [&, weight_row](Index task) {
    const Index o = tasks.begin(task) * transposed_columns;
    const Index outputs = std::min(tasks.size(task) * transposed_columns, O - o);
    for (Index d = 0; d < D; d += dot_length) {
      gemm_transposed<T>(N, outputs, std::min(dot_length, D - d), 1, {input.data() + d, 0}, D,
                         {params.weight.data() + d, 0}, weight_row + o, output.data() + o, O);
    }
  });
}

template <Scalar T>
void Linear<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                         const NoCache&, Gradients<T>& grads) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  require_grad_output(options, shape, grad_output);
  const ParameterShapes parameter_shapes = options.parameter_shapes();
  grads.weight.resize(parameter_shapes.weight);
  grads.bias.resize(parameter_shapes.bias);
  const Index N = shape[0], O = shape[1], D = options.in_features;

  // grad_weight(o, d) = sum over n of grad_output(n, o) * input(n, d)
  multiply(O, N, D, grad_output.data(), 1, O, input.data(), grads.weight.data());
  // grad_bias(o) = sum over n of grad_output(n, o)
  grads.bias.fill(T(0));
  for (Index n = 0; options.bias && n < N; ++n) {
    for (Index o = 0; o < O; ++o) grads.bias[o] += grad_output[n * O + o];
  }
  // grad_input(n, d) = sum over o of grad_output(n, o) * weight(o, d)
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  multiply(N, O, D, grad_output.data(), O, 1, params.weight.data(), grads.input.data());
}

template struct Linear<float>;
template struct Linear<double>;
static_assert(Layer<Linear<float>> && Layer<Linear<double>>);

}  // namespace backcheck::layers
