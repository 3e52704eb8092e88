// Losses with one known bug each:
//
//   KILL_LOSS_MUTANTS(SoftmaxCrossEntropy, reference::SoftmaxCrossEntropy, list);
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/suite/loss.hpp"

#define KILL_LOSS_MUTANTS(name, textbook, list)           \
  [[maybe_unused]] const bool name##_mutants_are_killed = \
      ::backcheck::mutants::kill_losses<textbook>(#name, nature, list)

namespace backcheck::mutants {

using Loss = LossFunction<double>;

struct LossMutant {
  std::string name;
  std::string tensor;  // what the finding must name: "loss" or "grad_logits"
  std::function<Loss(const Loss& right)> spoil;
};
using LossMutants = std::vector<LossMutant>;

// Registers one test for each mutant: that a check which needs no twin finds it and names the tensor.
void register_loss_mutants(const std::string& name, const suite::LossProblem<double>& right,
                           const LossMutants& mutants);

template <template <Scalar> class Textbook>
bool kill_losses(const std::string& name, const suite::LossNature& nature, const LossMutants& mutants) {
  register_loss_mutants(name, suite::loss_problem<double, Textbook, Textbook>(name, nature), mutants);
  return true;
}

}  // namespace backcheck::mutants
