// One line verifies a loss:
//
//   VERIFY_LOSS(SoftmaxCrossEntropy, layers::SoftmaxCrossEntropy, reference::SoftmaxCrossEntropy);
//   VERIFY_LOSS(HingeLoss, student::HingeLoss);
//
// at namespace scope, after `const suite::LossNature nature`. As with layers, the last one named is also run on dual
// numbers. The checks are those of layers, as far as they make sense; the cases are the same for all losses.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/loss.hpp"
#include "tests/suite/dual.hpp"
#include "tests/suite/finding.hpp"

#define VERIFY_LOSS(name, ...) \
  [[maybe_unused]] const bool name##_is_verified = ::backcheck::suite::verify_loss<__VA_ARGS__>(#name, nature)

namespace backcheck::suite {

struct LossNature {
  // Adding a number to all logits of an image changes nothing, so that each row of the gradient sums to 0.
  bool shift_invariant = false;
};

template <Scalar T>
struct LossProblem {
  std::string name;
  LossNature nature;
  Index batch = 1, classes = 1;
  double range = 1;            // logits lie between -range and range
  LossFunction<T> loss, twin;  // the twin may be empty
  LossFunction<double> textbook;
  std::function<double(const Tensor<double>& logits, Labels labels, const Tensor<double>& direction)> exact_derivative;
};

template <Scalar T>
struct LossCheck {
  std::string name;
  bool (*applies)(const LossProblem<T>& problem);
  Outcome (*run)(const LossProblem<T>& problem);
};
template <Scalar T>
const std::vector<LossCheck<T>>& loss_checks();

// Runs a check; an exception that it did not expect is a finding, and every finding carries the case.
template <Scalar T>
Outcome run(const LossCheck<T>& check, const LossProblem<T>& problem);

// `problem` with the batch, classes and range of each case.
template <Scalar T>
std::vector<LossProblem<T>> loss_cases(const LossProblem<T>& problem);

// One test for each check.
template <Scalar T>
void register_loss_checks(const std::string& suite_name, const LossProblem<T>& problem);

// (D is a parameter only because clang 14 does not survive Textbook<Dual> here.)
template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, Scalar D = Dual>
LossProblem<T> loss_problem(const std::string& name, const LossNature& nature) {
  LossProblem<T> problem;
  problem.name = name;
  problem.nature = nature;
  problem.loss = L<T>{};
  if constexpr (std::same_as<T, double>) problem.textbook = Textbook<T>{};
  problem.exact_derivative = [](const Tensor<double>& logits, Labels labels, const Tensor<double>& direction) {
    Tensor<D> grad_logits;
    const D loss = Textbook<D>{}(dual_tensor(logits, direction), labels, grad_logits);
    return loss.derivative(1);
  };
  return problem;
}

template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, bool has_twin>
void verify_loss_type(const std::string& suite_name, const std::string& name, const LossNature& nature) {
  LossProblem<T> problem = loss_problem<T, L, Textbook>(name, nature);
  if constexpr (has_twin) problem.twin = Textbook<T>{};
  register_loss_checks<T>(suite_name, problem);
}

template <template <Scalar> class Fast, template <Scalar> class Textbook>
bool verify_loss(const std::string& name, const LossNature& nature) {
  verify_loss_type<float, Fast, Textbook, true>(name + "/fast/float", name, nature);
  verify_loss_type<double, Fast, Textbook, true>(name + "/fast/double", name, nature);
  verify_loss_type<float, Textbook, Textbook, false>(name + "/reference/float", name, nature);
  verify_loss_type<double, Textbook, Textbook, false>(name + "/reference/double", name, nature);
  return true;
}

template <template <Scalar> class L>
bool verify_loss(const std::string& name, const LossNature& nature) {
  verify_loss_type<float, L, L, false>(name + "/float", name, nature);
  verify_loss_type<double, L, L, false>(name + "/double", name, nature);
  return true;
}

}  // namespace backcheck::suite
