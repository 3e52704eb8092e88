// Are the gradients the derivatives? Two opinions that share nothing but the question: finite differences of the
// layer's own forward pass, and dual numbers run through a textbook one. Where those two disagree with each other, it
// is the checker that is wrong.
#include <array>
#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::suite {
namespace {

// dL/d(each element) costs two forward passes an element; beyond this many operations in all, a few random directions
// are checked instead.
constexpr double affordable_operations = 4e6;
constexpr int directions = 4;

enum class Which { input, weight, bias };
constexpr std::array all_tensors{Which::input, Which::weight, Which::bias};
const char* name_of(Which which) {
  return which == Which::input ? "grads.input" : which == Which::weight ? "grads.weight" : "grads.bias";
}
template <class AnyExample>
auto& tensor_of(AnyExample& example, Which which) {
  return which == Which::input ? example.input : which == Which::weight ? example.params.weight : example.params.bias;
}
const Tensor<double>& gradient_of(const Gradients<double>& grads, Which which) {
  return which == Which::input ? grads.input : which == Which::weight ? grads.weight : grads.bias;
}

bool is_smooth(const Nature& nature, Which which) {
  return which == Which::input && nature.in_input == Smoothness::smooth;
}

Example<double> kink_free_example(const Problem<double>& problem) {
  const bool has_kinks = problem.nature.in_input == Smoothness::piecewise_linear;
  return make_example(problem, has_kinks ? Numbers::spaced : Numbers::random, 5);
}

// The derivative of L = sum(grad_output * output) along `direction`, whose elements are 1, 0 or -1, in one tensor.
//
// Where L is (piecewise) linear there is no truncation error, so the step is a large one, 2^-6, which stays below half
// the spacing of the numbers, and the central difference is right to rounding. Otherwise the five-point stencil with
// 2^-9: its truncation error, h^4 / 30 times the fifth derivative (below 24 for a sigmoid and tanh), is 1e-11, and so
// is its rounding error. All steps are powers of two; the divisor is the step really taken.
class Differences {
 public:
  Differences(const Forward<double>& forward, const Problem<double>& problem, const Example<double>& example)
      : forward_(forward), problem_(problem), grad_output_(example.grad_output), moved_(example), at_(example) {}

  double along(Which which, const Tensor<double>& direction) {
    if (!is_smooth(problem_.nature, which)) return central(which, direction, 0x1p-6);
    return (4 * central(which, direction, 0x1p-9) - central(which, direction, 0x1p-8)) / 3;
  }

 private:
  double central(Which which, const Tensor<double>& direction, double h) {
    const Tensor<double>& at = tensor_of(at_, which);
    Tensor<double>& moved = tensor_of(moved_, which);
    double step = 0;
    const auto forward_at = [&](double distance, Tensor<double>& output) {
      for (Index i = 0; i < at.size(); ++i) moved[i] = at[i] + distance * direction[i];
      forward_(moved_.input, moved_.params, problem_.pass(), output, cache_);
    };
    forward_at(h, above_);
    for (Index i = 0; i < at.size(); ++i) {  // the elements share it: they are multiples of 2^-20, so all move exactly
      if (direction[i] != 0) step = (at[i] + h) - (at[i] - h);
    }
    forward_at(-h, below_);
    moved = at;
    if (above_.shape() != grad_output_.shape() || below_.shape() != above_.shape()) return std::nan("");
    double difference = 0;  // summed after subtracting, so that outputs that did not move cancel exactly
    for (Index i = 0; i < above_.size(); ++i) difference += grad_output_[i] * (above_[i] - below_[i]);
    return difference / step;
  }

  Forward<double> forward_;
  const Problem<double>& problem_;
  const Tensor<double>& grad_output_;
  Example<double> moved_, at_;
  Tensor<double> above_, below_;
  std::any cache_;
};

// Elements 1 and -1.
Tensor<double> random_signs(const Shape& shape, std::uint64_t seed) {
  Tensor<double> signs(shape);
  for (Index i = 0; i < signs.size(); ++i) {
    signs[i] = random_bits(seed, static_cast<std::uint32_t>(i)) % 2 == 0 ? 1 : -1;
  }
  return signs;
}

template <Which which>
Outcome match_differences(const Problem<double>& problem) {
  const Example<double> example = kink_free_example(problem);
  const Result<double> result = run(problem.layer, example, problem.pass());
  const Tensor<double>& ours = gradient_of(result.grads, which);
  const Tensor<double>& at = tensor_of(example, which);
  // What remains of the errors described above, relative to the largest gradient: (piecewise) linear layers only round,
  // with the relative error epsilon / h = 1e-14 of outputs that may be a thousand times larger than their change.
  const double tolerance = is_smooth(problem.nature, which) ? 1e-9 : 1e-11;
  Differences differences(problem.layer.forward, problem, example);

  const double operations = 2 * static_cast<double>(at.size()) * problem.geometry.cost(problem.input).forward_flops;
  if (operations > affordable_operations) {
    Outcome outcome;
    for (int k = 0; k < directions; ++k) {
      const Tensor<double> direction = random_signs(at.shape(), mix(11, static_cast<std::uint64_t>(k)));
      const double scale = total_error(std::max(largest(ours), largest(example.grad_output)), direction);
      outcome += compare_number(name_of(which), dot(ours, direction), differences.along(which, direction),
                                {.absolute = tolerance * scale}, "the difference quotient along a random direction");
    }
    return outcome;
  }
  Tensor<double> wanted(at.shape()), direction(at.shape());
  for (Index i = 0; i < at.size(); ++i) {
    direction[i] = 1;
    wanted[i] = differences.along(which, direction);
    direction[i] = 0;
  }
  const double scale = std::max(largest(wanted), largest(example.grad_output));
  return compare(name_of(which), ours, wanted, {.absolute = tolerance * scale}, "the difference quotient");
}

// The exact derivative of L along `direction` in one tensor.
double dual_derivative(const Problem<double>& problem, const Example<double>& example, Which which,
                       const Tensor<double>& direction) {
  Example<double> moved = example;
  for (const Which each : all_tensors) tensor_of(moved, each).fill(0);
  tensor_of(moved, which) = direction;
  return problem.exact_derivative(example, moved, problem.pass());
}

Outcome match_dual_numbers(const Problem<double>& problem) {
  const Example<double> example = kink_free_example(problem);
  const Result<double> result = run(problem.layer, example, problem.pass());
  Outcome outcome;
  for (const Which which : all_tensors) {
    const Tensor<double>& at = tensor_of(example, which);
    if (at.empty()) continue;
    for (int k = 0; k < directions; ++k) {
      const auto direction = make_tensor<double>(at.shape(), Numbers::random, mix(12, static_cast<std::uint64_t>(k)));
      const double error = rounding(problem, example, name_of(which));
      outcome += compare_number(name_of(which), dot(gradient_of(result.grads, which), direction),
                                dual_derivative(problem, example, which, direction),
                                {.absolute = 4 * total_error(error, direction)},
                                "the exact derivative along a random direction (dual numbers)");
    }
  }
  return outcome;
}

// On the textbook layer, without its backward pass: if these two disagree, neither is to be believed.
Outcome opinions_agree(const Problem<double>& problem) {
  const Example<double> example = kink_free_example(problem);
  Differences differences(problem.textbook, problem, example);
  Outcome outcome;
  for (const Which which : all_tensors) {
    const Tensor<double>& at = tensor_of(example, which);
    if (at.empty()) continue;
    const Tensor<double> direction = random_signs(at.shape(), 13);
    const double exact = dual_derivative(problem, example, which, direction);
    const double tolerance = is_smooth(problem.nature, which) ? 1e-9 : 1e-11;
    const double scale = total_error(largest(example.grad_output), direction);
    outcome +=
        compare_number(name_of(which), differences.along(which, direction), exact,
                       {.absolute = tolerance * std::max(scale, std::abs(exact))},
                       "the dual-number derivative (and it is a difference quotient, not the layer, that differs)");
  }
  for (Finding& finding : outcome.findings) finding.verdict = Verdict::mistrusted;
  return outcome;
}

bool small(const Problem<double>& problem) { return !problem.is_workload; }

}  // namespace

std::vector<Check<double>> gradient_checks() {
  const auto has_weight = [](const Problem<double>& p) { return small(p) && p.geometry.parameters.weight.size() > 0; };
  const auto has_bias = [](const Problem<double>& p) { return small(p) && p.geometry.parameters.bias.size() > 0; };
  return {{"GradientsMatchDualNumbers", "gradients", small, match_dual_numbers},
          {"InputGradientMatchesFiniteDifferences", "gradients", small, match_differences<Which::input>},
          {"WeightGradientMatchesFiniteDifferences", "gradients", has_weight, match_differences<Which::weight>},
          {"BiasGradientMatchesFiniteDifferences", "gradients", has_bias, match_differences<Which::bias>},
          {"FiniteDifferencesMatchDualNumbers", "gradients", small, opinions_agree}};
}

}  // namespace backcheck::suite
