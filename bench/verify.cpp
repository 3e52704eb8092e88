#include "bench/verify.hpp"

#include <cmath>
#include <limits>
#include <sstream>
#include <variant>

#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::bench {
namespace {

std::string told(const suite::CheckResult& result) {
  std::ostringstream text;
  for (const suite::Failure& failure : result.failures) text << failure << "; ";
  return text.str();
}

double longest_sum(const AnyOptions& any, const Shape& input) {
  return std::visit([&](const auto& options) { return static_cast<double>(options.longest_sum(input)); }, any);
}

// Whether `any` drops elements at random, which every library does by its own random numbers.
const DropoutOptions* dropout(const AnyOptions& any) { return std::get_if<DropoutOptions>(&any); }

// Each element dropped or scaled by 1 / (1 - rate), and as many dropped as the rate says, within six standard
// deviations.
template <Scalar T>
std::string difference_of_dropout(double rate, const Tensor<T>& ours, const Tensor<T>& source) {
  if (ours.shape() != source.shape()) return "dropout gives another shape than it is given; ";
  double dropped = 0;
  for (Index i = 0; i < ours.size(); ++i) {
    const double wanted = static_cast<double>(source[i]) / (1 - rate);
    if (ours[i] == T(0))
      ++dropped;
    else if (!(std::abs(static_cast<double>(ours[i]) - wanted) <= 4e-7 * std::abs(wanted)))
      return "dropout scales wrongly; ";
  }
  const double n = static_cast<double>(ours.size());
  return std::abs(dropped - rate * n) <= 6 * std::sqrt(n * rate * (1 - rate)) ? ""
                                                                              : "dropout drops too few or too many; ";
}

}  // namespace

template <Scalar T>
std::string difference(const LayerProblem<T>& problem, const LayerAnswers<T>& ours, const LayerAnswers<T>& naive,
                       double magnification) {
  const bool forward = problem.direction == Direction::forward;
  if (const DropoutOptions* options = dropout(problem.options)) {
    return forward ? difference_of_dropout(options->rate, ours.output, problem.input)
                   : difference_of_dropout(options->rate, ours.grads.input, problem.grad_output);
  }
  return std::visit(
      [&](const auto& options) {
        // The suite's own bound of what rounding may do, for either: both may be off.
        suite::LayerCase<T> sizes;
        sizes.geometry = suite::geometry_of(options);
        sizes.properties.ulps = 4;
        const suite::Arguments<T> arguments{problem.input, problem.params, problem.grad_output};
        suite::CheckResult result;
        const auto compare = [&](suite::Part part, const Tensor<T>& a, const Tensor<T>& b) {
          const suite::Bound bound{.absolute = (1 + magnification) * suite::rounding(sizes, arguments, part)};
          result += suite::compare(suite::name_of(part), a, b, bound, "the naive layer");
        };
        if (forward) {
          compare(suite::Part::output, ours.output, naive.output);
        } else {
          if (problem.direction == Direction::backward)
            compare(suite::Part::grad_input, ours.grads.input, naive.grads.input);
          compare(suite::Part::grad_weight, ours.grads.weight, naive.grads.weight);
          compare(suite::Part::grad_bias, ours.grads.bias, naive.grads.bias);
        }
        return told(result);
      },
      problem.options);
}

std::string difference(const StepProblem& problem, const std::vector<Gradients<float>>& ours,
                       const std::vector<Gradients<float>>& naive) {
  // To first order the relative rounding errors of the layers on the way add up; each is at most that of its longest
  // sum.
  double terms = 0;
  Shape shape = problem.input;
  for (const AnyOptions& options : problem.architecture) {
    terms += longest_sum(options, shape);
    shape = std::visit([&](const auto& o) { return o.output_shape(shape); }, options);
  }
  suite::CheckResult result;
  for (std::size_t l = 0; l < naive.size(); ++l) {
    const auto compare = [&](const std::string& name, const Tensor<float>& a, const Tensor<float>& b) {
      const double error = terms * std::numeric_limits<float>::epsilon() * suite::largest(b);
      result +=
          suite::compare("layer " + std::to_string(l + 1) + ", " + name, a, b, {.absolute = error}, "the naive step");
    };
    compare("grads.weight", ours.at(l).weight, naive[l].weight);
    compare("grads.bias", ours.at(l).bias, naive[l].bias);
  }
  return told(result);
}

template std::string difference(const LayerProblem<float>&, const LayerAnswers<float>&, const LayerAnswers<float>&,
                                double);
template std::string difference(const LayerProblem<double>&, const LayerAnswers<double>&, const LayerAnswers<double>&,
                                double);

}  // namespace backcheck::bench
