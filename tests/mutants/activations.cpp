// Wrong activations and dropout.
#include <cmath>
#include <utility>

#include "reference/dropout.hpp"
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

// grads.input(i) = derivative(input(i), grad_output(i))
template <class O>
Mutant<O> wrong_derivative(const std::string& name, const std::string& says, const std::string& formula,
                           std::function<double(double x, double g)> derivative) {
  return {{name, "grads.input", says, formula}, [derivative](Layer& layer, const O&) {
            after_backward(layer, [derivative](const Call& call, Grads& grads) {
              for (Index i = 0; i < grads.input.size(); ++i) {
                grads.input[i] = derivative(call.input[i], call.grad_output[i]);
              }
            });
          }};
}

// output(i) = function(input(i))
template <class O>
Mutant<O> wrong_function(const std::string& name, const std::string& says, const std::string& formula,
                         double (*function)(double)) {
  return {{name, "output", says, formula, false}, [function](Layer& layer, const O&) {
            after_forward(layer, [function](const Doubles& input, const Params&, Doubles& output) {
              for (Index i = 0; i < output.size(); ++i) output[i] = function(input[i]);
            });
          }};
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

constexpr const char* activation_for_derivative = "the activation stands where its derivative belongs";

}  // namespace

template <>
Mutants<ReLUOptions> mutants_of<ReLUOptions>() {
  using O = ReLUOptions;
  return Mutants<O>{
             wrong_derivative<O>("GateOpenAtZero", "the gradient at 0 is 1: >= where > belongs", "dX = dY [X >= 0]",
                                 [](double x, double g) { return x >= 0 ? g : 0; }),
             wrong_derivative<O>("GateFromGradOutput", "the gate looks at the sign of grad_output, not of the input",
                                 "dX = dY [dY > 0]", [](double, double g) { return g > 0 ? g : 0; }),
             wrong_derivative<O>("GateFromBoth", "negative gradients are dropped, too", "dX = dY [X > 0] [dY > 0]",
                                 [](double x, double g) { return x > 0 && g > 0 ? g : 0; }),
             wrong_derivative<O>("GateMissing", "the gate is missing: the gradient passes everywhere", "dX = dY",
                                 [](double, double g) { return g; }),
             wrong_derivative<O>("GateInverted", "the gate is inverted: it lets pass what it should stop",
                                 "dX = dY [X < 0]", [](double x, double g) { return x < 0 ? g : 0; }),
             wrong_derivative<O>("ActivationForDerivative", activation_for_derivative, "dX = dY max(X, 0)",
                                 [](double x, double g) { return x > 0 ? g * x : 0; }),
             wrong_function<O>("LeaksInForward", "negative inputs leak: a hundredth of them passes",
                               "Y = X [X > 0] + 0.01 X [X < 0]", [](double x) { return x > 0 ? x : 0.01 * x; }),
             wrong_function<O>("AbsoluteValue", "the absolute value stands where the positive part belongs", "Y = |X|",
                               [](double x) { return std::abs(x); }),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<SigmoidOptions> mutants_of<SigmoidOptions>() {
  using O = SigmoidOptions;
  return Mutants<O>{
             // Report C: the hidden gradient takes the activation for its derivative.
             wrong_derivative<O>("ActivationForDerivative", activation_for_derivative, "dX = dY Y",
                                 [](double x, double g) { return g * logistic(x); }),
             wrong_derivative<O>("ComplementForDerivative", "only the factor 1 - output of the derivative",
                                 "dX = dY (1 - Y)", [](double x, double g) { return g * (1 - logistic(x)); }),
             wrong_derivative<O>("DerivativeAtTheOutput", "the derivative is taken at the output, not at the input",
                                 "dX = dY s(Y) (1 - s(Y)), s the sigmoid",
                                 [](double x, double g) {
                                   const double s = logistic(logistic(x));
                                   return g * s * (1 - s);
                                 }),
             wrong_derivative<O>("InputForOutput", "s (1 - s) is computed of the input, not of the output",
                                 "dX = dY X (1 - X)", [](double x, double g) { return g * x * (1 - x); }),
             wrong_derivative<O>("DerivativeTwice", "the derivative is multiplied in twice", "dX = dY (Y (1 - Y))^2",
                                 [](double x, double g) {
                                   const double s = logistic(x), slope = s * (1 - s);
                                   return g * slope * slope;
                                 }),
             wrong_function<O>("ExponentWithoutMinus", "the exponent has the wrong sign", "Y = 1 / (1 + exp X)",
                               [](double x) { return logistic(-x); }),
             wrong_function<O>("TanhForSigmoid", "tanh stands where the sigmoid belongs", "Y = tanh X",
                               [](double x) { return std::tanh(x); }),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<TanhOptions> mutants_of<TanhOptions>() {
  using O = TanhOptions;
  return Mutants<O>{
             wrong_derivative<O>("SquareForgotten", "the square is forgotten", "dX = dY (1 - Y)",
                                 [](double x, double g) { return g * (1 - std::tanh(x)); }),
             wrong_derivative<O>("ActivationForDerivative", activation_for_derivative, "dX = dY Y",
                                 [](double x, double g) { return g * std::tanh(x); }),
             wrong_derivative<O>("DerivativeOfSigmoid", "the derivative of the sigmoid", "dX = dY Y (1 - Y)",
                                 [](double x, double g) { return g * std::tanh(x) * (1 - std::tanh(x)); }),
             wrong_derivative<O>("InputForOutput", "the input stands where the output belongs", "dX = dY (1 - X^2)",
                                 [](double x, double g) { return g * (1 - x * x); }),
             wrong_function<O>("ExponentNotDoubled", "exp(-x) where exp(-2 x) belongs: tanh of half the input",
                               "Y = 2 / (1 + exp(-X)) - 1", [](double x) { return 2 * logistic(x) - 1; }),
             wrong_function<O>("SigmoidForTanh", "the sigmoid stands where tanh belongs", "Y = 1 / (1 + exp(-X))",
                               logistic),
         } +
         mutants_of_any_layer();
}

template <>
Mutants<DropoutOptions> mutants_of<DropoutOptions>() {
  using O = DropoutOptions;
  using Cache = reference::Dropout<double>::Cache;
  const auto factors = [](const Call& call) -> const Doubles& {
    return std::any_cast<const Cache&>(call.cache).factor;
  };
  return Mutants<O>{
             {{"ScaledTwice", "grads.input", "the gradient is scaled by 1 / (1 - rate) twice", "dX = dY mask / keep^2"},
              [](Layer& layer, const O& options) {
                after_backward(layer, [keep = 1 - options.rate](const Call&, Grads& grads) {
                  grads.input = scaled(grads.input, 1 / keep);
                });
              }},
             {{"NotScaledInBackward", "grads.input", "the gradient is not scaled by 1 / (1 - rate)", "dX = dY mask"},
              [](Layer& layer, const O& options) {
                after_backward(layer, [keep = 1 - options.rate](const Call&, Grads& grads) {
                  grads.input = scaled(grads.input, keep);
                });
              }},
             wrong_derivative<O>("NotDroppedInBackward", "the mask is not applied to the gradient", "dX = dY",
                                 [](double, double g) { return g; }),
             {{"MaskShiftedInBackward", "grads.input", "the mask is shifted by one element",
               "dX(i) = dY(i) mask(i + 1) / keep"},
              [factors](Layer& layer, const O&) {
                after_backward(layer, [factors](const Call& call, Grads& grads) {
                  const Doubles& factor = factors(call);
                  for (Index i = 0; i < factor.size(); ++i) {
                    grads.input[i] = factor[(i + 1) % factor.size()] * call.grad_output[i];
                  }
                });
              }},
             {{"MaskInverted", "grads.input", "the gradient passes where elements were dropped, and only there",
               "dX = dY (1 - mask) / keep"},
              [factors](Layer& layer, const O& options) {
                after_backward(layer, [factors, keep = 1 - options.rate](const Call& call, Grads& grads) {
                  for (Index i = 0; i < grads.input.size(); ++i) {
                    grads.input[i] = factors(call)[i] == 0 ? call.grad_output[i] / keep : 0;
                  }
                });
              }},
             {{"MaskGuessedFromTheOutput", "grads.input",
               "the mask is guessed from the output, which is 0 where the input was, too",
               "dX = dY / keep where Y is not 0, dY where X is 0"},
              [factors](Layer& layer, const O&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  for (Index i = 0; i < grads.input.size(); ++i) {
                    if (call.input[i] == 0) grads.input[i] = call.grad_output[i];
                  }
                });
              }},
             {{"StaleCache", "cache", suite::names::stale_cache, "the mask of an earlier step"},
              [](Layer& layer, const O&) {
                layer.forward = [right = layer.forward](const Doubles& input, const Params& params, const Pass& pass,
                                                        Doubles& output, std::any& cache) {
                  std::any before = cache;
                  right(input, params, pass, output, cache);
                  const auto* old = std::any_cast<Cache>(&before);
                  if (old && old->factor.shape() == output.shape()) cache = before;
                };
              }},
             {{"NotScaledInForward", "output", "the output is not scaled by 1 / (1 - rate)", "Y = X mask", false},
              [](Layer& layer, const O& options) {
                after_forward(layer, [keep = 1 - options.rate](const Doubles&, const Params&, Doubles& output) {
                  output = scaled(output, keep);
                });
              }},
             {{"ScaledByTheRate", "output", "scaled by 1 / rate: the probability to drop is taken for that to keep",
               "Y = X mask / rate", false},
              [](Layer& layer, const O& options) {
                after_forward(layer, [rate = options.rate](const Doubles&, const Params&, Doubles& output) {
                  if (rate > 0) output = scaled(output, (1 - rate) / rate);
                });
              }},
             {{"NotDroppedInForward", "output", "nothing is dropped", "Y = X", false},
              [](Layer& layer, const O&) {
                after_forward(layer, [](const Doubles& input, const Params&, Doubles& output) { output = input; });
              }},
             {{"OneMaskForAllImages", "output", "all images have the mask of the first one",
               "mask(n, ...) -> mask(0, ...)", false},
              [](Layer& layer, const O&) {
                layer.forward = [right = layer.forward](const Doubles& input, const Params& params, const Pass& pass,
                                                        Doubles& output, std::any& cache) {
                  right(input, params, pass, output, cache);
                  const Doubles& factor = std::any_cast<const Cache&>(cache).factor;
                  const Index image = input.shape().inner_size();
                  for (Index i = 0; i < output.size() && !factor.empty(); ++i) output[i] = factor[i % image] * input[i];
                };
              }},
         } +
         mutants_of_any_layer();
}

}  // namespace backcheck::mutants
