// Wrong linear layers.
#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {

template <>
Mutants<LinearOptions> mutants_of<LinearOptions>() {
  using Options = LinearOptions;
  const auto wrong_gradient = [](Bug bug, std::function<void(const Call&, Grads&)> corrupt) -> Mutant<Options> {
    return {std::move(bug), [=](Layer& layer, const Options&) { after_backward(layer, corrupt); }};
  };
  return Mutants<Options>{
             wrong_gradient(  // Report A, fully connected layer: no transposes
                 {"WeightGradientStoredTransposed", "grads.weight", suite::names::stored_transposed, "dW -> X^T dY"},
                 [](const Call&, Grads& grads) { grads.weight = stored_transposed(grads.weight); }),
             wrong_gradient({"WeightReadTransposedInBackward", "grads.input",
                             "the weight is read transposed in the gradient of the input",
                             "dX -> dY V, V the numbers of W as (D, O)"},
                            [](const Call& call, Grads& grads) {
                              grads.input = call.with_weight(stored_transposed(call.params.weight)).input;
                            }),
             wrong_gradient(  // Report C: a product element by element for an outer one
                 {"WeightGradientElementwise", "grads.weight",
                  "a product element by element stands where the outer product belongs",
                  "dW(o, d) -> [o = d] dW(o, d)"},
                 [](const Call&, Grads& grads) {
                   const Index D = grads.weight.shape()[1];
                   grads.weight = masked(grads.weight, [D](Index i) { return i / D == i % D; });
                 }),
             wrong_gradient(  // blocks of eight
                 {"FeatureTailDropped", "grads.weight",
                  "the last inputs are left out: those beyond a multiple of eight",
                  "dW(o, d) -> 0 for the last D mod 8"},
                 [](const Call&, Grads& grads) {
                   const Index D = grads.weight.shape()[1];
                   grads.weight = masked(grads.weight, [D](Index i) { return i % D < D / 8 * 8; });
                 }),
             wrong_gradient(
                 {"InputGradientOfLastOutputOnly", "grads.input",
                  "the gradient through the last output only: = where += belongs, in the loop over outputs",
                  "sum over o -> o = O - 1"},
                 [](const Call& call, Grads& grads) {
                   const Index O = call.grad_output.shape()[1];
                   grads.input =
                       call.with_grad_output(masked(call.grad_output, [O](Index i) { return i % O == O - 1; })).input;
                 }),
             {{"WeightReadTransposedInForward", "output", "the weight is read transposed in the forward pass",
               "Y -> X V + b, V the numbers of W as (D, O)", false},
              [](Layer& layer, const Options&) {
                forward_of(layer, [](Doubles&, Params& params) { params.weight = stored_transposed(params.weight); });
              }},
         } +
         mutants_of_any_layer() + mutants_of_any_parameters();
}

}  // namespace backcheck::mutants
