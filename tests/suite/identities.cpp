// Identities that hold for any numbers and cost one pass, so that they can be checked at the size of real networks,
// where a difference quotient would take hours.
#include <algorithm>
#include <cmath>

#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::suite {
namespace {

// Cases whose forward pass takes more operations than this are left out: a textbook layer makes about 1e9 a second
// where it is optimised, a fiftieth of that where it is not. A layer that has a textbook twin is expected to be faster.
template <Scalar T>
bool affordable(const Problem<T>& problem) {
#ifdef NDEBUG
  const double operations = problem.twin ? 1e9 : 1e8;
#else
  const double operations = 1e7;
#endif
  return problem.geometry.cost(problem.input).forward_flops <= operations;
}

template <Scalar T>
Tensor<T> forward(const Problem<T>& problem, const Tensor<T>& input, const Parameters<T>& params) {
  Tensor<T> output;
  std::any cache;
  problem.layer.forward(input, params, problem.pass(), output, cache);
  return output;
}

// What two inner products with the output, or a gradient, may differ by.
template <Scalar T>
double total_rounding(const Problem<T>& problem, const Example<T>& example, const std::string& tensor,
                      const Tensor<T>& coefficients) {
  return total_error(rounding(problem, example, tensor), coefficients);
}

// With P = (weight, 0) the layer is linear in the input and in the weight, so for any U and V
//   <grad_output, forward(U, weight)> = <grads.input, U>
//   <grad_output, forward(input, V)>  = <grads.weight, V>
// and sum over all but the channels of grad_output = grads.bias, which the third line states in one number:
//   <grad_output, forward(0, (0, B))> = <grads.bias, B>
template <Scalar T>
Outcome is_bilinear(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random), other = make_example(problem, Numbers::random, 21);
  const Result<T> result = run(problem.layer, example, problem.pass());
  const Tensor<T>&X = example.input, &G = example.grad_output, &U = other.input, &V = other.params.weight;
  const Tensor<T> no_bias(example.params.bias.shape());
  const double output_error = total_rounding(problem, example, "output", G);

  Outcome outcome = compare_number(
      "grads.input", dot(result.grads.input, U), dot(G, forward(problem, U, {example.params.weight, no_bias})),
      {.absolute = output_error + total_rounding(problem, example, "grads.input", U)}, "<grad_output, forward(U)>");
  outcome += compare_number("grads.weight", dot(result.grads.weight, V), dot(G, forward(problem, X, {V, no_bias})),
                            {.absolute = output_error + total_rounding(problem, example, "grads.weight", V)},
                            "<grad_output, forward(input, V)>");
  if (!no_bias.empty()) {
    const Tensor<T>& B = other.params.bias;
    const Tensor<T> no_weight(V.shape()), no_input(X.shape());
    outcome +=
        compare_number("grads.bias", dot(result.grads.bias, B), dot(G, forward(problem, no_input, {no_weight, B})),
                       {.absolute = output_error + total_rounding(problem, example, "grads.bias", B)},
                       "<grad_output, forward(0, (0, B))>");
  }
  return outcome;
}

// Euler's identity for homogeneous functions: <grads.input, input> = <grad_output, output - bias>.
template <Scalar T>
Outcome satisfies_euler(const Problem<T>& problem) {
  Example<T> example = make_example(problem, Numbers::random);
  example.params.bias.fill(T(0));
  const Result<T> result = run(problem.layer, example, problem.pass());
  const double error = total_rounding(problem, example, "output", example.grad_output) +
                       total_rounding(problem, example, "grads.input", example.input);
  return compare_number("grads.input", dot(result.grads.input, example.input), dot(example.grad_output, result.output),
                        {.absolute = error}, "<grad_output, output>");
}

template <Scalar T>
Outcome conserves_sum(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  const Result<T> result = run(problem.layer, example, problem.pass());
  const Tensor<T> ones_in(result.grads.input.shape(), T(1)), ones_out(example.grad_output.shape(), T(1));
  return compare_number("grads.input", dot(result.grads.input, ones_in), dot(example.grad_output, ones_out),
                        {.absolute = total_rounding(problem, example, "grads.input", ones_in)},
                        "the sum of grad_output");
}

// The same numbers in, the same numbers out, whether they are taken for inputs or for gradients.
template <Scalar T>
Outcome masks_gradient_like_input(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  const Result<T> result = run(problem.layer, example, problem.pass());
  return compare("grads.input", result.grads.input, forward(problem, example.grad_output, example.params), {},
                 "forward(grad_output)");
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> identity_checks() {
  return {{"IsBilinear", "identities", [](const Problem<T>& p) { return p.nature.bilinear && affordable(p); },
           is_bilinear<T>},
          {"SatisfiesEulersIdentity", "identities",
           [](const Problem<T>& p) { return p.nature.homogeneous && affordable(p); }, satisfies_euler<T>},
          {"ConservesTheSumOfGradients", "identities",
           [](const Problem<T>& p) { return p.nature.conserves_sum && affordable(p); }, conserves_sum<T>},
          {"MasksTheGradientLikeTheInput", "identities",
           [](const Problem<T>& p) { return p.nature.masks && affordable(p); }, masks_gradient_like_input<T>}};
}

template std::vector<Check<float>> identity_checks();
template std::vector<Check<double>> identity_checks();

}  // namespace backcheck::suite
