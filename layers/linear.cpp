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

constexpr Index outputs_a_task = 24;    // forward
constexpr Index features_a_task = 128;  // backward
constexpr Index dot_length = 1024;      // of the part of a dot product after which the next outputs have their turn

// The rows of a matrix, each filled up with zeros to whole vectors where it is not already.
template <class T>
const T* whole_rows(Index rows, Index columns, const T* matrix, Workspace& workspace) {
  const Index stride = whole_vectors<T>(columns);
  if (stride == columns) return matrix;
  T* copy = workspace.take<T>(rows * stride);
  for (Index i = 0; i < rows; ++i) {
    std::copy(matrix + i * columns, matrix + (i + 1) * columns, copy + i * stride);
    std::fill(copy + i * stride + columns, copy + (i + 1) * stride, T(0));
  }
  return copy;
}

// result(m, d) = sum over k < depth of left[m * left_row + k * left_column] * right(k, d) for m < M, d < D: all
// matrices without gaps.
template <class T>
void multiply(Index M, Index depth, Index D, const T* left, Index left_row, Index left_column, const T* right,
              T* result) {
  Workspace workspace;
  Index* place = workspace.take<Index>(depth);
  Index* panel_row = workspace.take<Index>(depth);
  for (Index k = 0; k < depth; ++k) place[k] = k * left_column, panel_row[k] = k * features_a_task;
  T* packed = workspace.take<T>(M * depth);
  pack(M, depth, left, left_row, place, packed);

  const double operations = 2.0 * static_cast<double>(M * depth) * static_cast<double>(D);
  parallel_for((D + features_a_task - 1) / features_a_task, operations, [=](Index task) {
    // A copy of these columns: rows far apart in memory would share the same few lines of the cache.
    Workspace of_task;
    const Index begin = task * features_a_task, columns = std::min(features_a_task, D - begin);
    T* panel = of_task.take<T>(depth * features_a_task);
    for (Index k = 0; k < depth; ++k) {
      T* to = panel + k * features_a_task;
      std::copy(right + k * D + begin, right + k * D + begin + columns, to);
      std::fill(to + columns, to + whole_vectors<T>(columns), T(0));
    }
    if (columns == whole_vectors<T>(columns)) {
      gemm<T>(M, columns, depth, nullptr, packed, panel, panel_row, result + begin, D);
      return;
    }
    T* sums = of_task.take<T>(M * features_a_task);
    gemm<T>(M, columns, depth, nullptr, packed, panel, panel_row, sums, features_a_task);
    for (Index m = 0; m < M; ++m) {
      std::copy(sums + m * features_a_task, sums + m * features_a_task + columns, result + m * D + begin);
    }
  });
}

}  // namespace

template <Scalar T>
void Linear<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output,
                        NoCache&) const {
  const Shape shape = options.output_shape(input.shape());
  require_parameters(options, params);
  output.resize(shape);
  const Index N = shape[0], O = shape[1], D = options.in_features, stride = whole_vectors<T>(D);
  for (Index n = 0; n < N; ++n) {
    if (options.bias) {
      std::copy(params.bias.begin(), params.bias.end(), output.data() + n * O);
    } else {
      std::fill(output.data() + n * O, output.data() + (n + 1) * O, T(0));
    }
  }

  Workspace workspace;
  const T* input_rows = whole_rows(N, D, input.data(), workspace);
  const T* weight_rows = whole_rows(O, D, params.weight.data(), workspace);
  Index* weight_row = workspace.take<Index>(O);
  for (Index o = 0; o < O; ++o) weight_row[o] = o * stride;
  T* result = output.data();
  const double operations = options.cost(input.shape()).forward_flops;
  parallel_for((O + outputs_a_task - 1) / outputs_a_task, operations, [=](Index task) {
    const Index begin = task * outputs_a_task, columns = std::min(outputs_a_task, O - begin);
    for (Index d = 0; d < stride; d += dot_length) {
      gemm_transposed<T>(N, columns, std::min(dot_length, stride - d), 1, {input_rows + d, 0}, stride,
                         {weight_rows + d, 0}, weight_row + begin, result + begin, O);
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
