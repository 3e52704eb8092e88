#include "tests/suite/example.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "core/random.hpp"

namespace backcheck::suite {
namespace {

// A permutation of 0 .. count - 1 (Fisher and Yates).
std::vector<Index> permutation(Index count, std::uint64_t seed) {
  std::vector<Index> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), Index{0});
  for (Index i = count - 1; i > 0; --i) {
    const Index j = random_bits(seed, static_cast<std::uint32_t>(i)) % (i + 1);
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(j)]);
  }
  return order;
}

}  // namespace

template <Scalar T>
Tensor<T> make_tensor(const Shape& shape, Numbers numbers, std::uint64_t seed) {
  Tensor<T> tensor(shape);
  const Index size = tensor.size();
  if (numbers == Numbers::random) {
    fill_uniform(tensor, -1, 1, seed);
    for (T& element : tensor) element = static_cast<T>(std::nearbyint(static_cast<double>(element) * 0x1p20) * 0x1p-20);
  } else if (numbers == Numbers::integers) {
    for (Index i = 0; i < size; ++i) {
      tensor[i] = static_cast<T>(static_cast<int>(random_bits(seed, static_cast<std::uint32_t>(i)) % 7) - 3);
    }
    // The smallest cases are not left to chance: with a single 0 they would compare nothing but zeros.
    if (size > 0 && size < 4) tensor.fill(T(2));
  } else {
    const std::vector<Index> order = permutation(size, seed);
    for (Index i = 0; i < size; ++i) {
      const double centred = static_cast<double>(order[static_cast<std::size_t>(i)] - size / 2) + 0.5;
      tensor[i] = static_cast<T>(centred * spacing);
    }
  }
  return tensor;
}

template <Scalar T>
Example<T> make_example(const Problem<T>& problem, Numbers numbers, std::uint64_t seed) {
  const Numbers others = numbers == Numbers::spaced ? Numbers::random : numbers;
  const ParameterShapes& shapes = problem.geometry.parameters;
  Tensor<T> input = make_tensor<T>(problem.input, numbers, mix(seed, 1));
  if (numbers == Numbers::random && problem.nature.in_input == Smoothness::smooth) {
    for (T& x : input) x *= 8;
  }
  return {.input = std::move(input),
          .params = {make_tensor<T>(shapes.weight, others, mix(seed, 2)),
                     make_tensor<T>(shapes.bias, others, mix(seed, 3))},
          .grad_output = make_tensor<T>(problem.geometry.output_shape(problem.input), others, mix(seed, 4))};
}

template <Scalar T>
void run(const Subject<T>& layer, const Example<T>& example, const Pass& pass, Result<T>& result) {
  layer.forward(example.input, example.params, pass, result.output, result.cache);
  layer.backward(example.grad_output, example.input, example.params, result.cache, result.grads);
}

template <Scalar T>
Result<T> run(const Subject<T>& layer, const Example<T>& example, const Pass& pass) {
  Result<T> result;
  run(layer, example, pass, result);
  return result;
}

template <Scalar T>
double dot(const Tensor<T>& a, const Tensor<T>& b) {
  if (a.size() != b.size()) return std::nan("");
  double sum = 0;
  for (Index i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

template <Scalar T>
double total_error(double error, const Tensor<T>& coefficients) {
  double sum = 0, squares = 0;
  for (const T c : coefficients) {
    sum += std::abs(static_cast<double>(c));
    squares += static_cast<double>(c) * static_cast<double>(c);
  }
  return error * std::min(sum, 8 * std::sqrt(squares));
}

template <Scalar T>
double largest(const Tensor<T>& tensor) {
  double magnitude = 0;
  for (const T element : tensor) magnitude = std::max(magnitude, std::abs(static_cast<double>(element)));
  return magnitude;
}

template <Scalar T>
double rounding(const Problem<T>& problem, const Example<T>& example, const std::string& tensor) {
  const double epsilon = static_cast<double>(std::numeric_limits<T>::epsilon());
  const double terms = static_cast<double>(problem.geometry.longest_sum(example.input.shape())) + 1;
  const double x = largest(example.input), g = largest(example.grad_output), bias = largest(example.params.bias);
  const double weight = example.params.weight.empty() ? 1 : largest(example.params.weight);
  // The values of a smooth layer are taken to be of the order of 1, like its slopes.
  const double output = problem.nature.in_input == Smoothness::smooth ? 1 : x * weight + bias;
  const double product = tensor == "output"         ? output
                         : tensor == "grads.input"  ? g * weight
                         : tensor == "grads.weight" ? g * x
                                                    : g;
  return epsilon * (terms + problem.nature.ulps) * product;
}

#define BACKCHECK_INSTANTIATE(T)                                                      \
  template Tensor<T> make_tensor(const Shape&, Numbers, std::uint64_t);               \
  template Example<T> make_example(const Problem<T>&, Numbers, std::uint64_t);        \
  template void run(const Subject<T>&, const Example<T>&, const Pass&, Result<T>&);   \
  template Result<T> run(const Subject<T>&, const Example<T>&, const Pass&);          \
  template double dot(const Tensor<T>&, const Tensor<T>&);                            \
  template double total_error(double, const Tensor<T>&);                              \
  template double rounding(const Problem<T>&, const Example<T>&, const std::string&); \
  template double largest(const Tensor<T>&);
BACKCHECK_INSTANTIATE(float)
BACKCHECK_INSTANTIATE(double)

}  // namespace backcheck::suite
