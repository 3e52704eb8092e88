// Wrong losses.
#pragma once

#include "core/loss.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/suite/loss.hpp"

namespace backcheck::mutants {

// The mutant whose loss is wrong(right). `tensor` is "loss" or "grad_logits".
Mutant<suite::LossOptions> loss_mutant(
    const std::string& name, const std::string& tensor,
    const std::function<LossFunction<double>(const LossFunction<double>& right)>& wrong,
    const LossFunction<double>& right, bool found_without_twin = true);

// The mistakes that any loss can have.
Mutants<suite::LossOptions> mutants_of_any_loss(const LossFunction<double>& right);

}  // namespace backcheck::mutants
