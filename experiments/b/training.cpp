#include "experiments/b/training.hpp"

#include <fmt/format.h>

#include "experiments/training/subsets.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"

namespace backcheck::experiments::report_b {

Initializer gaussian(double deviation) {
  return {.kind = Initializer::Kind::gaussian, .standard_deviation = deviation};
}

std::string name_of(const Initializer& start) {
  return start.kind == Initializer::Kind::he ? "He" : fmt::format("N(0, {})", start.standard_deviation);
}

std::vector<Index> training_subset(const JobContext& context) {
  return balanced_subset(context.data.train, context.settings.pick<Index>(2, 100, 100));
}

LossFunction<double> softmax_loss(bool shifted, Twin twin) {
  if (shifted) return softmax_cross_entropy<double>(twin);
  return reference::as_published::SoftmaxCrossEntropy<double>{
      {.softmax_derivative_twice = false, .subtract_largest = false}};
}

}  // namespace backcheck::experiments::report_b
