#include "tests/suite/loss.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <stdexcept>

#include "core/random.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::suite {
namespace {

template <Scalar T>
struct LossExample {
  Tensor<T> logits;
  std::vector<int> labels;
};

template <Scalar T>
LossExample<T> make_loss_example(const LossProblem<T>& problem, std::uint64_t seed = 0) {
  LossExample<T> example{make_tensor<T>({problem.batch, problem.classes}, Numbers::random, mix(seed, 31)), {}};
  for (T& z : example.logits) z *= static_cast<T>(problem.range);
  for (Index n = 0; n < problem.batch; ++n) {
    const std::uint32_t bits = random_bits(mix(seed, 32), static_cast<std::uint32_t>(n));
    example.labels.push_back(static_cast<int>(bits % static_cast<std::uint32_t>(problem.classes)));
  }
  return example;
}

// Rounding errors of a gradient element, times N: one of each exponential, whose argument, up to twice the range, was
// rounded before; one for each term of the sum over the classes; four for the quotient, the logarithm and the mean.
template <Scalar T>
double loss_rounding(const LossProblem<T>& problem) {
  return static_cast<double>(std::numeric_limits<T>::epsilon()) *
         (2 * problem.range + static_cast<double>(problem.classes) + 4);
}

template <Scalar T>
Outcome agrees(const LossProblem<T>& problem) {
  const LossExample<T> example = make_loss_example(problem);
  Tensor<T> ours, wanted;
  const double loss = problem.loss(example.logits, example.labels, ours);
  const double twin = problem.twin(example.logits, example.labels, wanted);
  // The loss is a mean over the batch of sums over the classes; the gradient has the factor 1 / N.
  const double error = 2 * loss_rounding(problem);
  Outcome outcome = compare_number("loss", loss, twin, {error, error}, "the twin");
  outcome += compare("grad_logits", ours, wanted, {.absolute = error / static_cast<double>(problem.batch)}, "the twin");
  return outcome;
}

// The five-point stencil; see gradients.cpp for its step and its error, here relative to the factor 1 / N.
double stencil(const LossFunction<double>& loss, const LossExample<double>& example, const Tensor<double>& direction) {
  Tensor<double> moved = example.logits, grad;
  const auto at = [&](double distance) {
    for (Index i = 0; i < moved.size(); ++i) moved[i] = example.logits[i] + distance * direction[i];
    return loss(moved, example.labels, grad);
  };
  const double h = 0x1p-9;
  return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
}

// Truncation and rounding error of the stencil are near 1e-11 of what moves, which is one image's part of the mean.
constexpr double stencil_error = 1e-9;

Outcome matches_differences(const LossProblem<double>& problem) {
  const LossExample<double> example = make_loss_example(problem);
  Tensor<double> ours, wanted(example.logits.shape()), direction(example.logits.shape());
  problem.loss(example.logits, example.labels, ours);
  for (Index i = 0; i < wanted.size(); ++i) {
    direction[i] = 1;
    wanted[i] = stencil(problem.loss, example, direction);
    direction[i] = 0;
  }
  return compare("grad_logits", ours, wanted, {.absolute = stencil_error}, "the difference quotient");
}

Outcome matches_dual_numbers(const LossProblem<double>& problem) {
  const LossExample<double> example = make_loss_example(problem);
  Tensor<double> ours, direction(example.logits.shape()), wanted(example.logits.shape());
  problem.loss(example.logits, example.labels, ours);
  for (Index i = 0; i < wanted.size(); ++i) {
    direction[i] = 1;
    wanted[i] = problem.exact_derivative(example.logits, example.labels, direction);
    direction[i] = 0;
  }
  return compare("grad_logits", ours, wanted,
                 {.absolute = 2 * loss_rounding(problem) / static_cast<double>(problem.batch)},
                 "the exact derivative (dual numbers)");
}

Outcome opinions_agree(const LossProblem<double>& problem) {
  const LossExample<double> example = make_loss_example(problem);
  const auto direction = make_tensor<double>(example.logits.shape(), Numbers::random, 33);
  Outcome outcome = compare_number("grad_logits", stencil(problem.textbook, example, direction),
                                   problem.exact_derivative(example.logits, example.labels, direction),
                                   {.absolute = stencil_error}, "the dual-number derivative");
  for (Finding& finding : outcome.findings) finding.verdict = Verdict::mistrusted;
  return outcome;
}

template <Scalar T>
Outcome rows_sum_to_zero(const LossProblem<T>& problem) {
  const LossExample<T> example = make_loss_example(problem);
  Tensor<T> grad;
  problem.loss(example.logits, example.labels, grad);
  Tensor<double> sums({problem.batch}), zeros({problem.batch});
  for (Index i = 0; i < grad.size(); ++i) sums[i / problem.classes] += static_cast<double>(grad[i]);
  Outcome outcome = compare(
      "grad_logits", sums, zeros,
      {.absolute = loss_rounding(problem) * static_cast<double>(problem.classes) / static_cast<double>(problem.batch)},
      "the sum over the classes, which must be 0,");
  outcome.coverage["grad_logits"].nonzero = zeros.size();  // zeros are what is wanted here
  return outcome;
}

template <Scalar T>
Outcome ignores_shifts(const LossProblem<T>& problem) {
  LossExample<T> example = make_loss_example(problem);
  Tensor<T> grad, shifted_grad;
  const double loss = problem.loss(example.logits, example.labels, grad);
  for (T& z : example.logits) z += 4;
  const double shifted = problem.loss(example.logits, example.labels, shifted_grad);
  // The shifted logits are rounded, too: by half an epsilon of at most range + 4.
  const double error =
      2 * loss_rounding(problem) + (problem.range + 4) * static_cast<double>(std::numeric_limits<T>::epsilon());
  Outcome outcome = compare_number("loss", shifted, loss, {error, error}, "the loss before adding 4 to all logits");
  outcome += compare("grad_logits", shifted_grad, grad, {.absolute = error / static_cast<double>(problem.batch)},
                     "the gradient before adding 4 to all logits");
  return outcome;
}

// Where exp overflows, the loss and its gradient are still numbers.
template <Scalar T>
Outcome survives_huge_logits(const LossProblem<T>& problem) {
  LossExample<T> example = make_loss_example(problem);
  for (T& z : example.logits) z *= static_cast<T>(20000 / problem.range);
  Tensor<T> grad;
  const double loss = problem.loss(example.logits, example.labels, grad);
  Outcome outcome;
  outcome.coverage["loss"] = {1, 1};
  if (!std::isfinite(loss) || loss < 0) {
    outcome.findings.push_back({.tensor = "loss",
                                .message = "is " + std::to_string(loss) + " for logits up to 20000",
                                .verdict = Verdict::nonfinite});
  }
  if (!std::all_of(grad.begin(), grad.end(), [](T g) { return std::abs(g) <= 1; })) {
    outcome.findings.push_back({.tensor = "grad_logits",
                                .message = "has elements that are not between -1 and 1 for logits up to 20000",
                                .verdict = Verdict::nonfinite});
  }
  return outcome;
}

template <Scalar T>
Outcome writes_everything(const LossProblem<T>& problem) {
  const LossExample<T> example = make_loss_example(problem);
  const T nan = std::numeric_limits<T>::quiet_NaN();
  Tensor<T> fresh;
  const double loss = problem.loss(example.logits, example.labels, fresh);
  Outcome outcome;
  for (const Shape& shape : {fresh.shape(), Shape{fresh.size() + 5}, Shape{1}}) {
    Tensor<T> used(shape, nan);
    outcome += compare_number("loss", problem.loss(example.logits, example.labels, used), loss, {}, "the first call");
    outcome += compare("grad_logits", used, fresh, {},
                       "a fresh tensor (this one had shape " + to_string(shape) + " and was full of NaN)");
  }
  return outcome;
}

template <Scalar T>
Outcome leaves_arguments_alone(const LossProblem<T>& problem) {
  const LossExample<T> before = make_loss_example(problem);
  const LossExample<T> example = before;
  Tensor<T> grad;
  problem.loss(example.logits, example.labels, grad);
  Outcome outcome;
  outcome.coverage["logits"] = {1, 1};
  if (!same_bits(example.logits, before.logits) || example.labels != before.labels) {
    outcome.findings.push_back({.tensor = "logits", .message = "or labels were changed"});
  }
  return outcome;
}

template <Scalar T>
Outcome gives_the_same_bits(const LossProblem<T>& problem) {
  const LossExample<T> example = make_loss_example(problem);
  const int before = omp_get_max_threads();
  Tensor<T> first;
  omp_set_num_threads(1);
  const T loss = problem.loss(example.logits, example.labels, first);
  Outcome outcome;
  outcome.coverage["grad_logits"] = {first.size(), first.size()};
  for (const int threads : {1, 2, 3, 7}) {
    omp_set_num_threads(threads);
    Tensor<T> again;
    const T repeated = problem.loss(example.logits, example.labels, again);
    if (repeated != loss || !same_bits(again, first)) {
      outcome.findings.push_back(
          {.tensor = repeated != loss ? "loss" : "grad_logits",
           .message = "has other bits with " + std::to_string(threads) + " threads than in the first run, with 1",
           .verdict = Verdict::stochastic});
    }
  }
  omp_set_num_threads(before);
  return outcome;
}

template <Scalar T>
Outcome refuses_what_does_not_fit(const LossProblem<T>& problem) {
  const LossExample<T> example = make_loss_example(problem);
  Outcome outcome;
  const auto refuses = [&](const std::string& what, const Tensor<T>& logits, const std::vector<int>& labels) {
    outcome.coverage["error"].compared += 1;
    outcome.coverage["error"].nonzero += 1;
    Tensor<T> grad;
    try {
      problem.loss(logits, labels, grad);
      outcome.findings.push_back({.tensor = "error", .message = "accepted " + what});
    } catch (const std::invalid_argument& error) {
      if (std::string(error.what()).rfind(problem.name + ": ", 0) != 0) {
        outcome.findings.push_back(
            {.tensor = "error",
             .message = "refused " + what + " without naming " + problem.name + " first: '" + error.what() + "'"});
      }
    }
  };
  std::vector<int> labels = example.labels;
  labels.push_back(0);
  refuses("a label too many", example.logits, labels);
  labels = example.labels;
  labels.back() = -1;
  refuses("a label below 0", example.logits, labels);
  labels.back() = static_cast<int>(problem.classes);
  refuses("a label beyond the last class", example.logits, labels);
  refuses("logits of rank 1", Tensor<T>({example.logits.size()}), example.labels);
  refuses("logits of rank 4", Tensor<T>({problem.batch, problem.classes, 1, 1}), example.labels);
  refuses("nothing", Tensor<T>(), {});
  return outcome;
}

template <Scalar T>
bool always(const LossProblem<T>&) {
  return true;
}

}  // namespace

template <Scalar T>
const std::vector<LossCheck<T>>& loss_checks() {
  static const std::vector<LossCheck<T>> all = [] {
    const auto invariant = [](const LossProblem<T>& problem) { return problem.nature.shift_invariant; };
    std::vector<LossCheck<T>> list{{"AgreesWithTwinWithinRounding",
                                    [](const LossProblem<T>& problem) { return problem.twin != nullptr; }, agrees<T>},
                                   {"WritesEveryElement", always<T>, writes_everything<T>},
                                   {"LeavesItsArgumentsAlone", always<T>, leaves_arguments_alone<T>},
                                   {"RefusesWhatDoesNotFit", always<T>, refuses_what_does_not_fit<T>},
                                   {"SurvivesHugeLogits", always<T>, survives_huge_logits<T>},
                                   {"SatisfiesThatGradientRowsSumToZero", invariant, rows_sum_to_zero<T>},
                                   {"IsTheSameForShiftedLogits", invariant, ignores_shifts<T>},
                                   {"GivesTheSameBitsForEveryThreadCount", always<T>, gives_the_same_bits<T>}};
    if constexpr (std::same_as<T, double>) {
      list.push_back({"GradientMatchesDualNumbers", always<T>, matches_dual_numbers});
      list.push_back({"GradientMatchesFiniteDifferences", always<T>, matches_differences});
      list.push_back({"FiniteDifferencesMatchDualNumbers", always<T>, opinions_agree});
    }
    return list;
  }();
  return all;
}

template <Scalar T>
Outcome run(const LossCheck<T>& check, const LossProblem<T>& problem) {
  Outcome outcome;
  try {
    outcome = check.run(problem);
  } catch (const std::exception& error) {
    outcome.coverage["error"] = {1, 1};
    outcome.findings.push_back({.tensor = "error", .message = std::string("threw unexpectedly: ") + error.what()});
  }
  for (Finding& finding : outcome.findings) {
    finding.case_line = std::to_string(problem.batch) + " images, " + std::to_string(problem.classes) +
                        " classes, logits up to " + std::to_string(problem.range);
  }
  return outcome;
}

template <Scalar T>
std::vector<LossProblem<T>> loss_cases(const LossProblem<T>& problem) {
  struct Size {
    Index batch, classes;
    double range;
  };
  std::vector<LossProblem<T>> cases;
  for (const Size& size : {Size{1, 2, 1}, {1, 10, 1}, {7, 10, 4}, {10, 3, 16}, {33, 10, 1}, {2, 17, 8}, {3, 100, 2}}) {
    cases.push_back(problem);
    cases.back().batch = size.batch;
    cases.back().classes = size.classes;
    cases.back().range = size.range;
  }
  return cases;
}

template const std::vector<LossCheck<float>>& loss_checks();
template const std::vector<LossCheck<double>>& loss_checks();
template Outcome run(const LossCheck<float>&, const LossProblem<float>&);
template Outcome run(const LossCheck<double>&, const LossProblem<double>&);
template std::vector<LossProblem<float>> loss_cases(const LossProblem<float>&);
template std::vector<LossProblem<double>> loss_cases(const LossProblem<double>&);

}  // namespace backcheck::suite
