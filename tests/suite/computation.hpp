// Numbers to run a layer on, and what it computes from them.
#pragma once

#include <array>

#include "tests/suite/layer_case.hpp"

namespace backcheck::suite {

enum class Numbers {
  integers,  // small ones, zeros of both signs and ties among them: their sums are exact in any order
  // Multiples of 2^-20 from -1 to 1: the same numbers in float and double, and a step of 2^-9 adds exactly. The input
  // is multiplied by the case's input_range.
  random,
  // Like random, but no two inputs are closer than `spacing`, and none is closer to 0 than half of it, so that a
  // difference quotient with a smaller step meets no kink.
  spaced,
};
constexpr double spacing = 1.0 / 16;

// A function of the case, the kind of numbers and `seed` alone.
template <Scalar T>
Arguments<T> make_arguments(const LayerCase<T>& layer_case, Numbers numbers, std::uint64_t seed = 0);
template <Scalar T>
Tensor<T> make_tensor(const Shape& shape, Numbers numbers, std::uint64_t seed);

// What forward and backward compute.
template <Scalar T>
struct Computed {
  Tensor<T> output;
  std::any cache;
  Gradients<T> grads;
};
enum class Part { output, grad_input, grad_weight, grad_bias };
inline constexpr std::array all_parts{Part::output, Part::grad_input, Part::grad_weight, Part::grad_bias};
inline constexpr std::array all_gradients{Part::grad_input, Part::grad_weight, Part::grad_bias};

const char* name_of(Part part);  // "output", "grads.input", "grads.weight", "grads.bias"

template <class AnyComputed>  // Computed<T> or const Computed<T>
auto& part_of(AnyComputed& computed, Part part) {
  return part == Part::output        ? computed.output
         : part == Part::grad_input  ? computed.grads.input
         : part == Part::grad_weight ? computed.grads.weight
                                     : computed.grads.bias;
}
// The argument that a gradient is the derivative by.
template <class AnyArguments>
auto& argument_of(AnyArguments& arguments, Part gradient) {
  return gradient == Part::grad_input    ? arguments.input
         : gradient == Part::grad_weight ? arguments.params.weight
                                         : arguments.params.bias;
}

// One forward and one backward pass.
template <Scalar T>
void run(const Implementation<T>& layer, const Arguments<T>& arguments, const Pass& pass, Computed<T>& computed);
template <Scalar T>
Computed<T> run(const Implementation<T>& layer, const Arguments<T>& arguments, const Pass& pass);

// sum of a(i) * b(i), in double; NaN if the sizes differ.
template <Scalar T>
double dot(const Tensor<T>& a, const Tensor<T>& b);
template <Scalar T>
double largest(const Tensor<T>& tensor);  // magnitude

// The largest rounding error that an element of this part may have:
//   epsilon * (longest_sum + 1 + ulps) * largest product
// A sum of n products commits n rounding errors in the products and n - 1 in the additions, each at most epsilon / 2
// times what it rounds. The products are at most the largest one, p; the partial sums would be at most n * p, but those
// of independent numbers with mean zero stay near sqrt(n) * p / 3, and their errors partly cancel, too, so that the
// total has a standard deviation below 0.1 * epsilon * n * p for the uniform numbers used here: ten times less than
// what is admitted. Fused multiplications and other orders of summation only make it smaller. The 1 is for rounding to
// T at the end.
//
// In a loss, each exponential has the error of its argument as well, which is a difference of two logits; a gradient
// element has the factor 1 / N.
template <Scalar T>
double rounding(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part);

// What errors of at most `error` in each a(i) amount to in the sum of a(i) * coefficients(i): at worst error times the
// sum of magnitudes; if independent, beyond 8 times error times the Euclidean norm only with probability
// 2 exp(-8^2 / 2) = 3e-14 (Hoeffding; for rounding errors see Higham and Mary, 2019).
template <Scalar T>
double total_error(double error, const Tensor<T>& coefficients);

}  // namespace backcheck::suite
