// Wrong losses.
#pragma once

#include "tests/mutants/mutant.hpp"
#include "tests/suite/loss.hpp"

namespace backcheck::mutants {

// "loss" and "grad_logits" are the tensors that these corrupt.
Mutants<suite::LossOptions> softmax_cross_entropy_mutants();
Mutants<suite::LossOptions> sigmoid_binary_cross_entropy_mutants();

}  // namespace backcheck::mutants
