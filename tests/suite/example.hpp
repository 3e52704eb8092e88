// Numbers to run a layer on, and what it makes of them.
#pragma once

#include "tests/suite/problem.hpp"

namespace backcheck::suite {

enum class Numbers {
  integers,  // small ones, zeros and ties among them: their sums are exact in any order
  // Multiples of 2^-20 from -1 to 1: the same numbers in float and double, and a step of 2^-9 adds exactly. The input
  // of a smooth layer is eight times as large, to reach where it saturates.
  random,
  // Like random, but no two inputs are closer than `spacing`, and none is closer to 0 than half of it, so that a
  // difference quotient with a smaller step meets no kink.
  spaced,
};
constexpr double spacing = 1.0 / 16;

// A function of the problem, the kind of numbers and `seed` alone.
template <Scalar T>
Example<T> make_example(const Problem<T>& problem, Numbers numbers, std::uint64_t seed = 0);
template <Scalar T>
Tensor<T> make_tensor(const Shape& shape, Numbers numbers, std::uint64_t seed);

template <Scalar T>
struct Result {
  Tensor<T> output;
  std::any cache;
  Gradients<T> grads;
};

// One forward and one backward pass.
template <Scalar T>
void run(const Subject<T>& layer, const Example<T>& example, const Pass& pass, Result<T>& result);
template <Scalar T>
Result<T> run(const Subject<T>& layer, const Example<T>& example, const Pass& pass);

// Calls f(name, tensor of the result) for the output and the three gradients.
template <Scalar T, class F>
void for_each_tensor(Result<T>& result, F f) {
  f("output", result.output);
  f("grads.input", result.grads.input);
  f("grads.weight", result.grads.weight);
  f("grads.bias", result.grads.bias);
}
template <Scalar T, class F>
void for_each_gradient(const Gradients<T>& grads, F f) {
  f("grads.input", grads.input);
  f("grads.weight", grads.weight);
  f("grads.bias", grads.bias);
}

// sum of a(i) * b(i), in double; NaN if the sizes differ.
template <Scalar T>
double dot(const Tensor<T>& a, const Tensor<T>& b);
template <Scalar T>
double largest(const Tensor<T>& tensor);  // magnitude

// The largest rounding error that an element of this tensor ("output", "grads.input", ...) may have:
//   epsilon * (longest_sum + 1 + ulps) * largest product
// A sum of n products commits n rounding errors in the products and n - 1 in the additions, each at most epsilon / 2
// times what it rounds. The products are at most the largest one, p; the partial sums would be at most n * p, but those
// of independent numbers with mean zero stay near sqrt(n) * p / 3, and their errors partly cancel, too, so that the
// total has a standard deviation below 0.1 * epsilon * n * p for the uniform numbers used here: ten times less than
// what is admitted. Fused multiplications and other orders of summation only make it smaller. The 1 is for rounding to
// T at the end.
template <Scalar T>
double rounding(const Problem<T>& problem, const Example<T>& example, const std::string& tensor);

// What errors of at most `error` in each a(i) amount to in the sum of a(i) * coefficients(i): at worst error times the
// sum of magnitudes; if independent, beyond 8 times error times the Euclidean norm only with probability
// 2 exp(-8^2 / 2) = 3e-14 (Hoeffding; for rounding errors see Higham and Mary, 2019).
template <Scalar T>
double total_error(double error, const Tensor<T>& coefficients);

}  // namespace backcheck::suite
