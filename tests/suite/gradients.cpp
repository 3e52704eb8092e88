// Are the gradients the derivatives? Two opinions that share nothing but the question: finite differences of the
// layer's own forward pass, and dual numbers run through a textbook one. Where those two disagree with each other, it
// is the checker that is wrong.
#include <cmath>

#include "core/random.hpp"
#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::suite {
namespace {

// dL/d(each element) costs two forward passes an element; beyond this many operations in all, a few random directions
// are checked instead. Dual numbers take several times as long, layers in other processes a hundred times.
constexpr double affordable_operations = 4e6, affordable_operations_elsewhere = 4e4, affordable_dual_operations = 5e5;
constexpr Index directions = 4;

double operations_for_every_element(const LayerCase<double>& layer_case, const Tensor<double>& argument) {
  return 2 * static_cast<double>(argument.size()) * layer_case.geometry.cost(layer_case.input).forward_flops;
}

bool is_smooth(const LayerCase<double>& layer_case, Part gradient) {
  return gradient == Part::grad_input && has_curves(layer_case.properties.in_input);
}

Arguments<double> kink_free_arguments(const LayerCase<double>& layer_case) {
  return make_arguments(layer_case, has_kinks(layer_case.properties.in_input) ? Numbers::spaced : Numbers::random, 5);
}

// What remains of the errors of a difference quotient, described below, relative to the largest gradient: (piecewise)
// linear layers only round, with the relative error epsilon / h = 1e-14 of outputs that may be a thousand times larger
// than their change.
double tolerance(const LayerCase<double>& layer_case, Part gradient) {
  return is_smooth(layer_case, gradient) ? 1e-9 : 1e-11;
}

// Where a gradient is compared along a direction, the name of the bug comes from the whole of it.
DescribeError<double> describe_all_of(const LayerCase<double>& layer_case, const Arguments<double>& arguments,
                                      Part gradient, const Tensor<double>& ours) {
  return [&, gradient](const Tensor<double>&, const Tensor<double>&, const std::vector<bool>&) -> ErrorDescription {
    return {diagnose(layer_case, arguments, gradient, ours), ""};
  };
}

// The derivative of L = sum(grad_output * output) along `direction`, whose elements are 1, 0 or -1, in one argument.
//
// Where L is (piecewise) linear there is no truncation error, so the step is a large one, 2^-6, which stays below half
// the spacing of the numbers, and the central difference is right to rounding. Otherwise the five-point stencil with
// 2^-9: its truncation error, h^4 / 30 times the fifth derivative (below 24 for a sigmoid and tanh), is 1e-11, and so
// is its rounding error. All steps are powers of two; the divisor is the step really taken.
class Differences {
 public:
  Differences(const Forward<double>& forward, const LayerCase<double>& layer_case, const Arguments<double>& arguments)
      : forward_(forward),
        layer_case_(layer_case),
        grad_output_(arguments.grad_output),
        moved_(arguments),
        at_(arguments) {}

  double along(Part gradient, const Tensor<double>& direction) {
    if (!is_smooth(layer_case_, gradient)) return central(gradient, direction, 0x1p-6);
    return (4 * central(gradient, direction, 0x1p-9) - central(gradient, direction, 0x1p-8)) / 3;
  }

 private:
  double central(Part gradient, const Tensor<double>& direction, double h) {
    const Tensor<double>& at = argument_of(at_, gradient);
    Tensor<double>& moved = argument_of(moved_, gradient);
    double step = 0;
    const auto forward_at = [&](double distance, Tensor<double>& output) {
      for (Index i = 0; i < at.size(); ++i) moved[i] = at[i] + distance * direction[i];
      forward_(moved_.input, moved_.params, layer_case_.pass(), output, cache_);
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
  const LayerCase<double>& layer_case_;
  const Tensor<double>& grad_output_;
  Arguments<double> moved_, at_;
  Tensor<double> above_, below_;
  std::any cache_;
};

// along(direction) for each element of a tensor of this shape.
template <class Along>
Tensor<double> along_every_axis(const Shape& shape, const Along& along) {
  Tensor<double> derivatives(shape), direction(shape);
  for (Index i = 0; i < direction.size(); ++i) {
    direction[i] = 1;
    derivatives[i] = along(direction);
    direction[i] = 0;
  }
  return derivatives;
}

// Elements 1 and -1.
Tensor<double> random_signs(const Shape& shape, std::uint64_t seed) {
  Tensor<double> signs(shape);
  for (Index i = 0; i < signs.size(); ++i) {
    signs[i] = random_bits(seed, static_cast<std::uint32_t>(i)) % 2 == 0 ? 1 : -1;
  }
  return signs;
}

template <Part gradient>
CheckResult match_differences(const LayerCase<double>& layer_case) {
  const Arguments<double> arguments = kink_free_arguments(layer_case);
  const Computed<double> computed = run(layer_case.layer, arguments, layer_case.pass());
  const Tensor<double>& ours = part_of(computed, gradient);
  const Tensor<double>& at = argument_of(arguments, gradient);
  Differences differences(layer_case.layer.forward, layer_case, arguments);
  const auto along = [&](const Tensor<double>& direction) { return differences.along(gradient, direction); };

  const double affordable = layer_case.elsewhere ? affordable_operations_elsewhere : affordable_operations;
  if (operations_for_every_element(layer_case, at) <= affordable) {
    const Tensor<double> wanted = along_every_axis(at.shape(), along);
    const double scale = std::max(largest(wanted), largest(arguments.grad_output));
    return compare(name_of(gradient), ours, wanted, {.absolute = tolerance(layer_case, gradient) * scale},
                   "the difference quotient", describe_error(layer_case, arguments, gradient));
  }
  CheckResult result;
  for (Index k = 0; k < directions; ++k) {
    const Tensor<double> direction = random_signs(at.shape(), mix(11, static_cast<std::uint64_t>(k)));
    const double scale = total_error(std::max(largest(ours), largest(arguments.grad_output)), direction);
    result += compare_number(name_of(gradient), dot(ours, direction), along(direction),
                             {.absolute = tolerance(layer_case, gradient) * scale},
                             "the difference quotient along a random direction",
                             describe_all_of(layer_case, arguments, gradient, ours));
  }
  return result;
}

// The exact derivative of L along `direction` in one argument.
double dual_derivative(const LayerCase<double>& layer_case, const Arguments<double>& arguments, Part gradient,
                       const Tensor<double>& direction) {
  Arguments<double> directions_in_all = arguments;
  for (const Part each : all_gradients) argument_of(directions_in_all, each).fill(0);
  argument_of(directions_in_all, gradient) = direction;
  return layer_case.exact_derivative(arguments, directions_in_all, layer_case.pass());
}

CheckResult match_dual_numbers_at(const LayerCase<double>& layer_case, const Arguments<double>& arguments) {
  const Computed<double> computed = run(layer_case.layer, arguments, layer_case.pass());
  CheckResult result;
  for (const Part gradient : all_gradients) {
    const Tensor<double>&ours = part_of(computed, gradient), &at = argument_of(arguments, gradient);
    if (at.empty()) continue;
    const double error = rounding(layer_case, arguments, gradient);
    const auto along = [&](const Tensor<double>& direction) {
      return dual_derivative(layer_case, arguments, gradient, direction);
    };
    if (operations_for_every_element(layer_case, at) <= affordable_dual_operations) {
      result += compare(name_of(gradient), ours, along_every_axis(at.shape(), along), {.absolute = 2 * error},
                        "the exact derivative (dual numbers)", describe_error(layer_case, arguments, gradient));
      continue;
    }
    for (Index k = 0; k < directions; ++k) {
      const auto direction = make_tensor<double>(at.shape(), Numbers::random, mix(12, static_cast<std::uint64_t>(k)));
      result += compare_number(name_of(gradient), dot(ours, direction), along(direction),
                               {.absolute = 4 * total_error(error, direction)},
                               "the exact derivative along a random direction (dual numbers)",
                               describe_all_of(layer_case, arguments, gradient, ours));
    }
  }
  return result;
}

CheckResult match_dual_numbers(const LayerCase<double>& layer_case) {
  return match_dual_numbers_at(layer_case, kink_free_arguments(layer_case));
}

// Where inputs are 0, or equal: there dual numbers have the derivative of the branch that the textbook's forward takes,
// which is the convention to be followed.
CheckResult match_dual_numbers_at_kinks(const LayerCase<double>& layer_case) {
  return match_dual_numbers_at(layer_case, make_arguments(layer_case, Numbers::integers));
}

// On the textbook layer, without its backward pass: if these two disagree, neither is to be believed.
CheckResult opinions_agree(const LayerCase<double>& layer_case) {
  const Arguments<double> arguments = kink_free_arguments(layer_case);
  Differences differences(layer_case.textbook, layer_case, arguments);
  CheckResult result;
  for (const Part gradient : all_gradients) {
    const Tensor<double>& at = argument_of(arguments, gradient);
    if (at.empty()) continue;
    const Tensor<double> direction = random_signs(at.shape(), 13);
    const double exact = dual_derivative(layer_case, arguments, gradient, direction);
    const double scale = std::max(total_error(largest(arguments.grad_output), direction), std::abs(exact));
    result +=
        compare_number(name_of(gradient), differences.along(gradient, direction), exact,
                       {.absolute = tolerance(layer_case, gradient) * scale},
                       "the dual-number derivative (and it is a difference quotient, not the layer, that differs)");
  }
  for (Failure& failure : result.failures) failure.kind = Failure::Kind::mistrusted;
  return result;
}

}  // namespace

std::vector<Check<double>> gradient_checks() {
  using C = LayerCase<double>;
  const auto always = [](const C&) { return true; };
  const auto is_here = [](const C& c) { return !c.elsewhere; };  // the textbook layer is checked often enough
  const auto has_weight = [](const C& c) { return c.geometry.parameters.weight.size() > 0; };
  const auto kinked = [](const C& c) { return has_kinks(c.properties.in_input); };
  const auto has_bias = [](const C& c) { return c.geometry.parameters.bias.size() > 0; };
  return {{"GradientsMatchDualNumbers", "gradients", always, match_dual_numbers},
          {"GradientsMatchDualNumbersAtKinks", "gradients", kinked, match_dual_numbers_at_kinks},
          {"InputGradientMatchesFiniteDifferences", "gradients", always, match_differences<Part::grad_input>},
          {"WeightGradientMatchesFiniteDifferences", "gradients", has_weight, match_differences<Part::grad_weight>},
          {"BiasGradientMatchesFiniteDifferences", "gradients", has_bias, match_differences<Part::grad_bias>},
          {"FiniteDifferencesMatchDualNumbers", "gradients", is_here, opinions_agree}};
}

}  // namespace backcheck::suite
