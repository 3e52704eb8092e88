// Method: both products of products.hpp. With rows of input and weight side by side in memory, the outputs are dot
// products; the two gradients are sums of shifted rows, of the weight and of the input. Sums run over whole vectors:
// where the rows do not end with one, they are copied and filled with zeros.
#include "layers/linear.hpp"

#include <algorithm>

#include "core/require.hpp"
#include "layers/parallel.hpp"
#include "layers/products.hpp"
#include "layers/scratch.hpp"

namespace backcheck::layers {
namespace {

constexpr Index dot_columns = 24;   // outputs a task computes at a time
constexpr Index sum_columns = 128;  // features a task computes the gradient of at a time
constexpr Index dot_length = 1024;  // of the part of a dot product after which the next outputs' turn comes

// The rows, each filled up with zeros to whole vectors where it is not already.
template <class Tag, class T>
const T* whole_rows(Index rows, Index columns, const T* matrix) {
  const Index stride = whole_vectors<T>(columns);
  if (stride == columns) return matrix;
  T* copy = scratch<Tag, T>(rows * stride);
  for (Index i = 0; i < rows; ++i) {
    std::copy(matrix + i * columns, matrix + (i + 1) * columns, copy + i * stride);
    std::fill(copy + i * stride + columns, copy + (i + 1) * stride, T(0));
  }
  return copy;
}

// result(m, p) = sum over t of left[m * left_row + t * left_column] * right(t, p), all matrices without gaps
template <class T>
void multiply(Index M, Index taps, Index P, const T* left, Index left_row, Index left_column, const T* right,
              T* result) {
  Index* place = scratch<struct Places, Index>(taps);
  Index* offset = scratch<struct PanelOffsets, Index>(taps);
  for (Index t = 0; t < taps; ++t) place[t] = t * left_column, offset[t] = t * sum_columns;
  T* packed = scratch<struct PackedLeft, T>(M * taps);
  pack_rows(M, taps, left, left_row, place, packed);

  const double operations = 2.0 * static_cast<double>(M * taps) * static_cast<double>(P);
  parallel_for((P + sum_columns - 1) / sum_columns, operations, [=](Index panel_index) {
    // A copy of these columns: rows far apart in memory would share the same few lines of the cache.
    const Index begin = panel_index * sum_columns, columns = std::min(sum_columns, P - begin);
    T* panel = scratch<struct Panel, T>(taps * sum_columns);
    for (Index t = 0; t < taps; ++t) {
      T* to = panel + t * sum_columns;
      std::copy(right + t * P + begin, right + t * P + begin + columns, to);
      std::fill(to + columns, to + whole_vectors<T>(columns), T(0));
    }
    if (columns == whole_vectors<T>(columns)) {
      shifted_sums<T>(M, taps, columns, nullptr, packed, offset, panel, result + begin, P);
      return;
    }
    T* sums = scratch<struct Sums, T>(M * sum_columns);
    shifted_sums<T>(M, taps, columns, nullptr, packed, offset, panel, sums, sum_columns);
    for (Index m = 0; m < M; ++m) {
      std::copy(sums + m * sum_columns, sums + m * sum_columns + columns, result + m * P + begin);
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
  const Index N = shape[0], O = options.out_features, I = options.in_features, stride = whole_vectors<T>(I);
  for (Index n = 0; n < N; ++n) {
    if (options.bias) {
      std::copy(params.bias.begin(), params.bias.end(), output.data() + n * O);
    } else {
      std::fill(output.data() + n * O, output.data() + (n + 1) * O, T(0));
    }
  }

  const T* input_rows = whole_rows<struct InputRows>(N, I, input.data());
  const T* weight_rows = whole_rows<struct WeightRows>(O, I, params.weight.data());
  Index* offset = scratch<struct RowOffsets, Index>(O);
  for (Index o = 0; o < O; ++o) offset[o] = o * stride;
  T* result = output.data();
  const double operations = options.cost(input.shape()).forward_flops;
  parallel_for((O + dot_columns - 1) / dot_columns, operations, [=](Index part) {
    const Index begin = part * dot_columns, columns = std::min(dot_columns, O - begin);
    for (Index i = 0; i < stride; i += dot_length) {
      shifted_dots<T>(N, columns, std::min(dot_length, stride - i), 1, {input_rows + i, 0}, stride, offset + begin,
                      {weight_rows + i, 0}, result + begin, O);
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
  const Index N = shape[0], O = options.out_features, I = options.in_features;

  // grad_weight(o, i) = sum over n of grad_output(n, o) * input(n, i)
  multiply(O, N, I, grad_output.data(), 1, O, input.data(), grads.weight.data());
  // grad_bias(o) = sum over n of grad_output(n, o)
  grads.bias.fill(T(0));
  for (Index n = 0; options.bias && n < N; ++n) {
    for (Index o = 0; o < O; ++o) grads.bias[o] += grad_output[n * O + o];
  }
  // grad_input(n, i) = sum over o of grad_output(n, o) * weight(o, i)
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  multiply(N, O, I, grad_output.data(), O, 1, params.weight.data(), grads.input.data());
}

template struct Linear<float>;
template struct Linear<double>;
static_assert(Layer<Linear<float>> && Layer<Linear<double>>);

}  // namespace backcheck::layers
