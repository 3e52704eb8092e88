// Wrong activations and dropout.
#include <cmath>

#include "reference/dropout.hpp"
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

// grads.input(i) = derivative(input(i), grad_output(i))
template <class O>
Mutant<O> wrong_derivative(const std::string& name, std::function<double(double x, double g)> derivative) {
  return {name, "grads.input", [derivative](Layer& layer, const O&) {
            after_backward(layer, [derivative](const Call& call, Grads& grads) {
              for (Index i = 0; i < grads.input.size(); ++i) {
                grads.input[i] = derivative(call.input[i], call.grad_output[i]);
              }
            });
          }};
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

template <>
Mutants<ReLUOptions> mutants_of<ReLUOptions>() {
  using O = ReLUOptions;
  return Mutants<O>{
             wrong_derivative<O>("GateOpenAtZero", [](double x, double g) { return x >= 0 ? g : 0; }),
             wrong_derivative<O>("GateFromGradOutput", [](double, double g) { return g > 0 ? g : 0; }),
             wrong_derivative<O>("GateFromBoth", [](double x, double g) { return x > 0 && g > 0 ? g : 0; }),
             wrong_derivative<O>("GateMissing", [](double, double g) { return g; }),
             wrong_derivative<O>("ActivationForDerivative", [](double x, double g) { return x > 0 ? g * x : 0; }),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<SigmoidOptions> mutants_of<SigmoidOptions>() {
  using O = SigmoidOptions;
  return Mutants<O>{
             // Report C: the hidden gradient takes the activation for its derivative.
             wrong_derivative<O>("ActivationForDerivative", [](double x, double g) { return g * logistic(x); }),
             wrong_derivative<O>("ComplementForDerivative", [](double x, double g) { return g * (1 - logistic(x)); }),
             wrong_derivative<O>("DerivativeAtTheOutput",
                                 [](double x, double g) {
                                   const double s = logistic(logistic(x));
                                   return g * s * (1 - s);
                                 }),
             wrong_derivative<O>("DerivativeTwice",
                                 [](double x, double g) {
                                   const double s = logistic(x), slope = s * (1 - s);
                                   return g * slope * slope;
                                 }),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<TanhOptions> mutants_of<TanhOptions>() {
  using O = TanhOptions;
  return Mutants<O>{
             wrong_derivative<O>("SquareForgotten", [](double x, double g) { return g * (1 - std::tanh(x)); }),
             wrong_derivative<O>("ActivationForDerivative", [](double x, double g) { return g * std::tanh(x); }),
             wrong_derivative<O>("DerivativeOfSigmoid",
                                 [](double x, double g) { return g * std::tanh(x) * (1 - std::tanh(x)); }),
             wrong_derivative<O>("InputForOutput", [](double x, double g) { return g * (1 - x * x); }),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<DropoutOptions> mutants_of<DropoutOptions>() {
  using O = DropoutOptions;
  return Mutants<O>{
             {"ScaledTwice", "grads.input",
              [](Layer& layer, const O& options) {
                after_backward(layer, [keep = 1 - options.rate](const Call&, Grads& grads) {
                  grads.input = scaled(grads.input, 1 / keep);
                });
              }},
             {"NotScaledInBackward", "grads.input",
              [](Layer& layer, const O& options) {
                after_backward(layer, [keep = 1 - options.rate](const Call&, Grads& grads) {
                  grads.input = scaled(grads.input, keep);
                });
              }},
             wrong_derivative<O>("NotDroppedInBackward", [](double, double g) { return g; }),
             {"MaskShiftedInBackward", "grads.input",
              [](Layer& layer, const O&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  const auto& factor = std::any_cast<const reference::Dropout<double>::Cache&>(call.cache).factor;
                  for (Index i = 0; i < factor.size(); ++i) {
                    grads.input[i] = factor[(i + 1) % factor.size()] * call.grad_output[i];
                  }
                });
              }},
             {"StaleCache", "cache",
              [](Layer& layer, const O&) {
                layer.forward = [right = layer.forward](const Numbers& input, const Parameters<double>& params,
                                                        const Pass& pass, Numbers& output, std::any& cache) {
                  std::any before = cache;
                  right(input, params, pass, output, cache);
                  const auto* old = std::any_cast<reference::Dropout<double>::Cache>(&before);
                  if (old && old->factor.shape() == output.shape()) cache = before;
                };
              }},
             {"NotScaledInForward", "output",
              [](Layer& layer, const O& options) {
                after_forward(layer, [keep = 1 - options.rate](const Numbers&, const Parameters<double>&,
                                                               Numbers& output) { output = scaled(output, keep); });
              },
              "", false},
         } +
         mutants_of_any_layer();
}

}  // namespace backcheck::mutants
