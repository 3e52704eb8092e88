// Identities that hold for any numbers and cost one pass, so that they can be checked at the size of real networks,
// where a difference quotient would take hours.
#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::suite {
namespace {

template <Scalar T>
Tensor<T> forward(const LayerCase<T>& layer_case, const Tensor<T>& input, const Parameters<T>& params) {
  Tensor<T> output;
  std::any cache;
  layer_case.layer.forward(input, params, layer_case.pass(), output, cache);
  return output;
}

// What two inner products with the output, or a gradient, may differ by.
template <Scalar T>
double total_rounding(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part,
                      const Tensor<T>& coefficients) {
  return total_error(rounding(layer_case, arguments, part), coefficients);
}

// With P = (weight, 0) the layer is linear in the input and in the weight, so for any U and V
//   <grad_output, forward(U, weight)> = <grads.input, U>
//   <grad_output, forward(input, V)>  = <grads.weight, V>
// and sum over all but the channels of grad_output = grads.bias, which the third line states in one number:
//   <grad_output, forward(0, (0, B))> = <grads.bias, B>
template <Scalar T>
CheckResult is_bilinear(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Arguments<T> other = make_arguments(layer_case, Numbers::random, 21);
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  const Tensor<T>&X = arguments.input, &G = arguments.grad_output, &W = arguments.params.weight;
  const Tensor<T>&U = other.input, &V = other.params.weight, &B = other.params.bias;
  const Tensor<T> no_input(X.shape()), no_weight(V.shape()), no_bias(B.shape());
  const double output_error = total_rounding(layer_case, arguments, Part::output, G);

  CheckResult result;
  const auto equal = [&](Part part, const Tensor<T>& along, const Tensor<T>& output, const std::string& source) {
    result += compare_number(name_of(part), dot(part_of(computed, part), along), dot(G, output),
                             {.absolute = output_error + total_rounding(layer_case, arguments, part, along)}, source);
  };
  equal(Part::grad_input, U, forward(layer_case, U, {W, no_bias}), "<grad_output, forward(U)>");
  equal(Part::grad_weight, V, forward(layer_case, X, {V, no_bias}), "<grad_output, forward(input, V)>");
  if (!B.empty()) {
    equal(Part::grad_bias, B, forward(layer_case, no_input, {no_weight, B}), "<grad_output, forward(0, (0, B))>");
  }
  return result;
}

// Euler's identity for homogeneous functions: <grads.input, input> = <grad_output, output - bias>.
template <Scalar T>
CheckResult satisfies_euler(const LayerCase<T>& layer_case) {
  Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  arguments.params.bias.fill(T(0));
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  const double error = total_rounding(layer_case, arguments, Part::output, arguments.grad_output) +
                       total_rounding(layer_case, arguments, Part::grad_input, arguments.input);
  return compare_number(name_of(Part::grad_input), dot(computed.grads.input, arguments.input),
                        dot(arguments.grad_output, computed.output), {.absolute = error}, "<grad_output, output>");
}

// On integers, too, among which there are ties.
template <Scalar T>
CheckResult conserves_sum(const LayerCase<T>& layer_case, Numbers numbers) {
  const Arguments<T> arguments = make_arguments(layer_case, numbers);
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  const Tensor<T> ones_in(computed.grads.input.shape(), T(1)), ones_out(arguments.grad_output.shape(), T(1));
  return compare_number(
      name_of(Part::grad_input), dot(computed.grads.input, ones_in), dot(arguments.grad_output, ones_out),
      {.absolute = total_rounding(layer_case, arguments, Part::grad_input, ones_in)}, "the sum of grad_output");
}

// The same numbers in, the same numbers out, whether they are taken for inputs or for gradients. On integers, too,
// among which there are zeros, from which no mask can be guessed.
template <Scalar T>
CheckResult masks_gradient_like_input(const LayerCase<T>& layer_case, Numbers numbers) {
  const Arguments<T> arguments = make_arguments(layer_case, numbers);
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  return compare(name_of(Part::grad_input), computed.grads.input,
                 forward(layer_case, arguments.grad_output, arguments.params), {}, "forward(grad_output)");
}

// Where adding a number to all elements of an image changes nothing, their gradients sum to 0.
template <Scalar T>
CheckResult gradients_of_an_image_sum_to_zero(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  const Index N = layer_case.input[0], size = layer_case.input.inner_size();
  Tensor<double> sums({N}), zeros({N});
  for (Index i = 0; i < computed.grads.input.size(); ++i) {
    sums[i / size] += static_cast<double>(computed.grads.input[i]);
  }
  const double error = rounding(layer_case, arguments, Part::grad_input) * static_cast<double>(size);
  CheckResult result = compare(name_of(Part::grad_input), sums, zeros, {.absolute = error},
                               "the sum over the elements of an image, which must be 0,");
  result.coverage[name_of(Part::grad_input)].nonzero = N;  // zeros are what is wanted here
  return result;
}

template <Scalar T>
CheckResult ignores_shifts(const LayerCase<T>& layer_case) {
  Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> before = run(layer_case.layer, arguments, layer_case.pass());
  for (T& x : arguments.input) x += 4;
  const Computed<T> after = run(layer_case.layer, arguments, layer_case.pass());
  CheckResult result;
  for (const Part part : {Part::output, Part::grad_input}) {
    // The shifted input is rounded, too: by half an epsilon of at most input_range + 4, times a slope of at most 1.
    const double shift = (layer_case.input_range + 4) * static_cast<double>(std::numeric_limits<T>::epsilon());
    const double error = 2 * rounding(layer_case, arguments, part) +
                         shift / (part == Part::output ? 1 : static_cast<double>(layer_case.input[0]));
    result += compare(name_of(part), part_of(after, part), part_of(before, part),
                      {.absolute = error, .relative = part == Part::output ? error : 0},
                      "the same layer before 4 was added to all inputs");
  }
  return result;
}

// Where exp overflows, a loss and its gradient, a difference of probabilities divided by N, are still numbers.
template <Scalar T>
CheckResult survives_huge_logits(const LayerCase<T>& layer_case) {
  Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  for (T& z : arguments.input) z *= static_cast<T>(20000 / layer_case.input_range);
  arguments.grad_output.fill(T(1));
  const Computed<T> computed = run(layer_case.layer, arguments, layer_case.pass());
  CheckResult result;
  const auto expect = [&](Part part, bool holds, bool finite, const std::string& message) {
    result.coverage[name_of(part)] = {1, 1};
    if (holds) return;
    result.failures.push_back({.tensor = name_of(part),
                               .message = message + " for logits up to 20000",
                               .likely_bug = finite ? "" : names::overflow,
                               .kind = Failure::Kind::nonfinite});
  };
  const double loss = static_cast<double>(computed.output[0]);
  const Tensor<T>& grad = computed.grads.input;
  expect(Part::output, std::isfinite(loss) && loss >= 0, std::isfinite(loss), "is " + std::to_string(loss));
  expect(Part::grad_input, std::all_of(grad.begin(), grad.end(), [](T g) { return std::abs(g) <= 1; }),
         std::all_of(grad.begin(), grad.end(), [](T g) { return std::isfinite(g); }),
         "has elements that are not between -1 and 1");
  return result;
}

// The same on random numbers and on small integers.
template <Scalar T, CheckResult (*check)(const LayerCase<T>&, Numbers)>
CheckResult on_all_numbers(const LayerCase<T>& layer_case) {
  CheckResult result = check(layer_case, Numbers::random);
  result += check(layer_case, Numbers::integers);
  return result;
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> identity_checks() {
  using C = LayerCase<T>;
  return {
      {"IsBilinear", "identities", [](const C& c) { return c.properties.bilinear; }, is_bilinear<T>, true},
      {"SatisfiesEulersIdentity", "identities", [](const C& c) { return c.properties.homogeneous; }, satisfies_euler<T>,
       true},
      {"ConservesTheSumOfGradients", "identities", [](const C& c) { return c.properties.conserves_sum; },
       on_all_numbers<T, conserves_sum<T>>, true},
      {"MasksTheGradientLikeTheInput", "identities", [](const C& c) { return c.properties.masks; },
       on_all_numbers<T, masks_gradient_like_input<T>>, true},
      {"HasGradientsThatSumToZero", "identities", [](const C& c) { return c.properties.shift_invariant; },
       gradients_of_an_image_sum_to_zero<T>, true},
      {"IsTheSameForShiftedInputs", "identities", [](const C& c) { return c.properties.shift_invariant; },
       ignores_shifts<T>, true},
      {"SurvivesHugeLogits", "identities", [](const C& c) { return c.properties.loss; }, survives_huge_logits<T>, true},
  };
}

template std::vector<Check<float>> identity_checks();
template std::vector<Check<double>> identity_checks();

}  // namespace backcheck::suite
