#include "tests/mutants/loss.hpp"

#include <vector>

namespace backcheck::mutants {

Mutant<suite::LossOptions> loss_mutant(
    const std::string& name, const std::string& tensor,
    const std::function<LossFunction<double>(const LossFunction<double>& right)>& wrong,
    const LossFunction<double>& right, bool found_without_twin) {
  return {name, tensor,
          [loss = wrong(right)](Layer& layer, const suite::LossOptions& options) {
            layer.forward = [=](const Numbers& input, const Parameters<double>&, const Pass&, Numbers& output,
                                std::any&) {
              Numbers unused;
              output = Numbers({1}, loss(input, options.labels_for(input.shape()), unused));
            };
            layer.backward = [=](const Numbers& grad_output, const Numbers& input, const Parameters<double>&,
                                 const std::any&, Grads& grads) {
              loss(input, options.labels_for(input.shape()), grads.input);
              for (double& g : grads.input) g *= grad_output[0];
              grads.weight = grads.bias = {};
            };
            layer.same_cache = [](const std::any&, const std::any&) { return true; };
          },
          "", found_without_twin};
}

Mutants<suite::LossOptions> mutants_of_any_loss(const LossFunction<double>& right) {
  using Loss = LossFunction<double>;
  return {
      loss_mutant(
          "MinusForgotten", "grad_logits",  // Report B, equation 16, differentiated
          [](const Loss& loss) -> Loss {
            return [loss](const Numbers& logits, Labels labels, Numbers& grad) {
              const double value = loss(logits, labels, grad);
              for (double& g : grad) g = -g;
              return value;
            };
          },
          right),
      loss_mutant(
          "MinusForgottenInTheLoss", "loss",  // Report B, equation 16: a right gradient of another loss
          [](const Loss& loss) -> Loss {
            return [loss](const Numbers& logits, Labels labels, Numbers& grad) { return -loss(logits, labels, grad); };
          },
          right),
      loss_mutant(
          "NotAveragedOverBatch", "grad_logits",
          [](const Loss& loss) -> Loss {
            return [loss](const Numbers& logits, Labels labels, Numbers& grad) {
              const double value = loss(logits, labels, grad);
              for (double& g : grad) g *= static_cast<double>(labels.size());
              return value;
            };
          },
          right),
      loss_mutant(
          "LabelsShiftedByOne", "grad_logits",
          [](const Loss& loss) -> Loss {
            return [loss](const Numbers& logits, Labels labels, Numbers& grad) {
              Numbers unused;
              const double value = loss(logits, labels, unused);
              std::vector<int> shifted(labels.begin(), labels.end());
              for (int& label : shifted) label = (label + 1) % static_cast<int>(logits.shape()[1]);
              loss(logits, shifted, grad);
              return value;
            };
          },
          right),
      loss_mutant(
          "GradientAccumulated", "grad_logits",
          [](const Loss& loss) -> Loss {
            return [loss](const Numbers& logits, Labels labels, Numbers& grad) {
              const Numbers before = grad;
              const double value = loss(logits, labels, grad);
              for (Index i = 0; before.shape() == grad.shape() && i < grad.size(); ++i) grad[i] += before[i];
              return value;
            };
          },
          right),
  };
}

}  // namespace backcheck::mutants
