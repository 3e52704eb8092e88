#include "tests/suite/computation.hpp"

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
      const int number = static_cast<int>(random_bits(seed, static_cast<std::uint32_t>(i)) % 7) - 3;
      tensor[i] = number == 0 && i % 2 == 1 ? T(-0.0) : static_cast<T>(number);
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
Arguments<T> make_arguments(const LayerCase<T>& layer_case, Numbers numbers, std::uint64_t seed) {
  const Numbers others = numbers == Numbers::spaced ? Numbers::random : numbers;
  const ParameterShapes& shapes = layer_case.geometry.parameters;
  Tensor<T> input = make_tensor<T>(layer_case.input, numbers, mix(seed, 1));
  if (numbers == Numbers::random) {
    for (T& x : input) x *= static_cast<T>(layer_case.input_range);
  }
  return {.input = std::move(input),
          .params = {make_tensor<T>(shapes.weight, others, mix(seed, 2)),
                     make_tensor<T>(shapes.bias, others, mix(seed, 3))},
          .grad_output = make_tensor<T>(layer_case.geometry.output_shape(layer_case.input), others, mix(seed, 4))};
}

const char* name_of(Part part) {
  switch (part) {
    case Part::output:
      return "output";
    case Part::grad_input:
      return "grads.input";
    case Part::grad_weight:
      return "grads.weight";
    case Part::grad_bias:
      return "grads.bias";
  }
  return "?";
}

template <Scalar T>
void run(const Implementation<T>& layer, const Arguments<T>& arguments, const Pass& pass, Computed<T>& computed) {
  layer.forward(arguments.input, arguments.params, pass, computed.output, computed.cache);
  layer.backward(arguments.grad_output, arguments.input, arguments.params, computed.cache, computed.grads);
}

template <Scalar T>
Computed<T> run(const Implementation<T>& layer, const Arguments<T>& arguments, const Pass& pass) {
  Computed<T> computed;
  run(layer, arguments, pass, computed);
  return computed;
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
double rounding(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part) {
  const Properties& properties = layer_case.properties;
  const double terms = static_cast<double>(layer_case.geometry.longest_sum(arguments.input.shape())) + 1;
  const double differences_of_logits = properties.loss ? 2 * layer_case.input_range : 0;
  const double errors =
      static_cast<double>(std::numeric_limits<T>::epsilon()) * (terms + differences_of_logits + properties.ulps);
  const double x = largest(arguments.input), g = largest(arguments.grad_output);
  const double weight = arguments.params.weight.empty() ? 1 : largest(arguments.params.weight);
  switch (part) {
    case Part::output:
      // The values of a bounded layer with curves are taken to be of the order of 1, like its slopes.
      if (!has_curves(properties.in_input)) return errors * (x * weight + largest(arguments.params.bias));
      return errors * (properties.unbounded ? std::max(x * weight, 1.0) : 1);
    case Part::grad_input:
      return errors * g * weight / (properties.loss ? static_cast<double>(arguments.input.shape()[0]) : 1);
    case Part::grad_weight:
      return errors * g * x;
    case Part::grad_bias:
      return errors * g;
  }
  return 0;
}

#define BACKCHECK_INSTANTIATE(T)                                                               \
  template Tensor<T> make_tensor(const Shape&, Numbers, std::uint64_t);                        \
  template Arguments<T> make_arguments(const LayerCase<T>&, Numbers, std::uint64_t);           \
  template void run(const Implementation<T>&, const Arguments<T>&, const Pass&, Computed<T>&); \
  template Computed<T> run(const Implementation<T>&, const Arguments<T>&, const Pass&);        \
  template double dot(const Tensor<T>&, const Tensor<T>&);                                     \
  template double total_error(double, const Tensor<T>&);                                       \
  template double rounding(const LayerCase<T>&, const Arguments<T>&, Part);                    \
  template double largest(const Tensor<T>&);
BACKCHECK_INSTANTIATE(float)
BACKCHECK_INSTANTIATE(double)

}  // namespace backcheck::suite
