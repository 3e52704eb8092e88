// Wrong linear layers.
#include <algorithm>

#include "tests/mutants/mutant.hpp"

namespace backcheck::mutants {
namespace {

using Options = LinearOptions;

// The elements of the transpose, in the shape of the original: what a forgotten transposition stores.
Numbers stored_transposed(const Numbers& weight) {
  const Index O = weight.shape()[0], D = weight.shape()[1];
  Numbers result(weight.shape());
  for (Index d = 0; d < D; ++d)
    for (Index o = 0; o < O; ++o) result[d * O + o] = weight(o, d);
  return result;
}

}  // namespace

template <>
Mutants<Options> mutants_of<Options>() {
  return Mutants<Options>{
             {"WeightGradientStoredTransposed", "grads.weight",  // Report A, fully connected layer: no transposes
              [](Layer& layer, const Options&) {
                after_backward(layer,
                               [](const Call&, Grads& grads) { grads.weight = stored_transposed(grads.weight); });
              },
              "transposed"},
             {"WeightReadTransposedInBackward", "grads.input",
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call& call, Grads& grads) {
                  grads.input = call.with_weight(stored_transposed(call.params.weight)).input;
                });
              }},
             {"WeightGradientElementwise", "grads.weight",  // Report C: a product element by element for an outer one
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) {
                  const Index O = grads.weight.shape()[0], D = grads.weight.shape()[1];
                  for (Index o = 0; o < O; ++o)
                    for (Index d = 0; d < D; ++d) grads.weight(o, d) *= o == d;
                });
              }},
             {"FeatureTailDropped", "grads.weight",  // blocks of eight, what is left over forgotten
              [](Layer& layer, const Options&) {
                after_backward(layer, [](const Call&, Grads& grads) {
                  const Index O = grads.weight.shape()[0], D = grads.weight.shape()[1];
                  for (Index o = 0; o < O; ++o)
                    for (Index d = D / 8 * 8; d < D; ++d) grads.weight(o, d) = 0;
                });
              }},
         } +
         mutants_of_any_layer() + mutants_of_any_parameters();
}

}  // namespace backcheck::mutants
