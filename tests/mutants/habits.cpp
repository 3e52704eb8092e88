#include "tests/mutants/habits.hpp"

#include <cmath>
#include <exception>

#include "core/random.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::mutants {
namespace {

using suite::Example;
using suite::Problem;
using suite::Result;

double rounded(const Habit& habit, double value) {
  return habit.in_float ? static_cast<double>(static_cast<float>(value)) : value;
}

bool gradient_is_wrong(const Habit& habit, const Problem<double>& problem, const Example<double>& example,
                       Tensor<double>& moving, const Example<double>& moved, const Tensor<double>& grad) {
  if (grad.size() != moving.size()) return true;
  Tensor<double> above, below;
  std::any cache;
  const auto differs_at = [&](Index i) {
    const double at = moving[i];
    moving[i] = at + habit.step;
    problem.layer.forward(moved.input, moved.params, problem.pass(), above, cache);
    moving[i] = at - habit.step;
    problem.layer.forward(moved.input, moved.params, problem.pass(), below, cache);
    moving[i] = at;
    if (above.size() != example.grad_output.size() || below.size() != above.size()) return true;
    double difference = 0;
    for (Index k = 0; k < above.size(); ++k) {
      difference += example.grad_output[k] * (rounded(habit, above[k]) - rounded(habit, below[k]));
    }
    const double quotient = difference / (2 * habit.step);
    return !(std::abs(rounded(habit, grad[i]) - quotient) <= habit.absolute + habit.relative * std::abs(quotient));
  };
  if (habit.one_element) {
    return grad.size() > 0 &&
           differs_at(static_cast<Index>(random_bits(17, 0) % static_cast<std::uint64_t>(grad.size())));
  }
  for (Index i = 0; i < grad.size(); ++i) {
    if (differs_at(i)) return true;
  }
  return false;
}

bool sees_something(const Habit& habit, const Problem<double>& problem) try {
  const bool has_kinks = problem.nature.in_input == suite::Smoothness::piecewise_linear;
  Example<double> example = make_example(problem, has_kinks ? suite::Numbers::spaced : suite::Numbers::random, 5);
  if (habit.ones) example.grad_output.fill(1);
  Example<double> moved = example;
  Result<double> result = run(problem.layer, example, problem.pass());
  if (gradient_is_wrong(habit, problem, example, moved.input, moved, result.grads.input) ||
      gradient_is_wrong(habit, problem, example, moved.params.weight, moved, result.grads.weight) ||
      gradient_is_wrong(habit, problem, example, moved.params.bias, moved, result.grads.bias)) {
    return true;
  }
  if (!habit.repeats) return false;
  const Gradients<double> first = result.grads;
  problem.layer.backward(example.grad_output, example.input, example.params, result.cache, result.grads);
  return first.input != result.grads.input || first.weight != result.grads.weight || first.bias != result.grads.bias;
} catch (const std::exception&) {
  return true;  // nobody overlooks that
}

}  // namespace

const std::vector<Habit>& habits() {
  static const std::vector<Habit> all{
      {.name = "sound difference quotients"},
      {.name = "... with grad_output = 1", .ones = true},
      {.name = "... at one random element", .one_element = true},
      {.name = "... in one case", .one_case = true},
      {.name = "... to 1e-4, absolute", .absolute = 1e-4, .relative = 0},
      {.name = "... in single precision", .step = 1e-2, .absolute = 1e-2, .relative = 1e-2, .in_float = true},
      {.name = "PyTorch's gradcheck", .absolute = 1e-5, .relative = 1e-3, .one_case = true, .repeats = true}};
  return all;
}

bool notices(const Habit& habit, const std::vector<Problem<double>>& problems) {
  if (habit.one_case) return sees_something(habit, problems.at(2));
  for (const Problem<double>& problem : problems) {
    if (sees_something(habit, problem)) return true;
  }
  return false;
}

}  // namespace backcheck::mutants
