// Is what a contender answers right? Nothing is timed that was not just compared.
#pragma once

#include <string>

#include "bench/contender.hpp"

namespace backcheck::bench {

// Empty, or what is wrong with `ours`, which the naive layers' answers are compared with. For `magnification` see
// Contender.
template <Scalar T>
std::string difference(const LayerProblem<T>& problem, const LayerAnswers<T>& ours, const LayerAnswers<T>& naive,
                       double magnification);

// The same for the gradients of a step of training.
std::string difference(const StepProblem& problem, const std::vector<Gradients<float>>& ours,
                       const std::vector<Gradients<float>>& naive);

}  // namespace backcheck::bench
