#include "tests/mutants/mutant.hpp"

#include <omp.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>

namespace backcheck::mutants {

using suite::names::changes_argument;

Grads Call::with_grad_output(const Doubles& other) const {
  Grads grads;
  right(other, input, params, cache, grads);
  return grads;
}

Grads Call::with_input(const Doubles& other) const {
  Grads grads;
  right(grad_output, other, params, cache, grads);
  return grads;
}

Grads Call::with_weight(const Doubles& other) const {
  Grads grads;
  right(grad_output, input, {other, params.bias}, cache, grads);
  return grads;
}

void after_backward(Layer& layer, std::function<void(const Call&, Grads&)> corrupt) {
  layer.backward = [right = layer.backward, corrupt](const Doubles& grad_output, const Doubles& input,
                                                     const Params& params, const std::any& cache, Grads& grads) {
    right(grad_output, input, params, cache, grads);
    corrupt({right, grad_output, input, params, cache}, grads);
  };
}

void after_forward(Layer& layer, std::function<void(const Doubles&, const Params&, Doubles&)> corrupt) {
  layer.forward = [right = layer.forward, corrupt](const Doubles& input, const Params& params, const Pass& pass,
                                                   Doubles& output, std::any& cache) {
    right(input, params, pass, output, cache);
    corrupt(input, params, output);
  };
}

void forward_of(Layer& layer, std::function<void(Doubles&, Params&)> change) {
  layer.forward = [right = layer.forward, change](Doubles input, Params params, const Pass& pass, Doubles& output,
                                                  std::any& cache) {
    right(input, params, pass, output, cache);  // refuses what does not fit, and leaves the cache of the true arguments
    std::any unused;
    change(input, params);
    right(input, params, pass, output, unused);
  };
}

Doubles rearranged(const Doubles& tensor, const std::function<std::pair<Index, Index>(Index, Index)>& where) {
  if (tensor.empty()) return tensor;  // a weight that the layer is about to refuse
  const Shape& shape = tensor.shape();
  const Index W = shape[shape.rank() - 1], H = shape.rank() > 1 ? shape[shape.rank() - 2] : 1;
  Doubles result(shape);
  for (Index i = 0; i < tensor.size(); ++i) {
    const auto [h, w] = where(i / W % H, i % W);
    if (0 <= h && h < H && 0 <= w && w < W) result[i] = tensor[i / (H * W) * H * W + h * W + w];
  }
  return result;
}

Doubles scaled(Doubles tensor, double factor) {
  for (double& element : tensor) element *= factor;
  return tensor;
}

Doubles masked(Doubles tensor, const std::function<bool(Index)>& keep) {
  for (Index i = 0; i < tensor.size(); ++i) {
    if (!keep(i)) tensor[i] = 0;
  }
  return tensor;
}

Doubles stored_transposed(const Doubles& matrix) {
  if (matrix.empty()) return matrix;
  const Index O = matrix.shape()[0], D = matrix.size() / O;
  Doubles result(matrix.shape());
  for (Index o = 0; o < O; ++o)
    for (Index d = 0; d < D; ++d) result[d * O + o] = matrix[o * D + d];
  return result;
}

Doubles images_moved_on(const Doubles& tensor) {
  Doubles result = tensor;
  if (!tensor.empty()) std::rotate(result.begin(), result.end() - tensor.shape().inner_size(), result.end());
  return result;
}

namespace {

CommonMutant wrong_gradient(Bug bug, std::function<void(const Call&, Grads&)> corrupt) {
  return {std::move(bug), [corrupt = std::move(corrupt)](Layer& layer) { after_backward(layer, corrupt); }};
}

// `gradient` is added to what it held.
CommonMutant accumulating(Bug bug, Doubles Grads::*gradient) {
  return {std::move(bug), [gradient](Layer& layer) {
            layer.backward = [right = layer.backward, gradient](const Doubles& grad_output, const Doubles& input,
                                                                const Params& params, const std::any& cache,
                                                                Grads& grads) {
              const Doubles before = grads.*gradient;
              right(grad_output, input, params, cache, grads);
              Doubles& after = grads.*gradient;
              if (before.shape() != after.shape()) return;
              for (Index i = 0; i < before.size(); ++i) after[i] += before[i];
            };
          }};
}

double batch(const Call& call) { return static_cast<double>(call.input.shape()[0]); }

// grad_output, 0 but for the image `n`.
Doubles of_image(const Call& call, Index n) {
  return masked(call.grad_output, [size = call.grad_output.shape().inner_size(), n](Index i) { return i / size == n; });
}

}  // namespace

std::vector<CommonMutant> mutants_of_any_layer() {
  return {
      wrong_gradient({"InputGradientWithoutMinus", "grads.input", suite::names::sign, "dX -> -dX"},
                     [](const Call&, Grads& grads) { grads.input = scaled(grads.input, -1); }),
      wrong_gradient({"InputGradientTwice", "grads.input", suite::names::twice, "dX -> 2 dX"},
                     [](const Call&, Grads& grads) { grads.input = scaled(grads.input, 2); }),
      wrong_gradient({"InputGradientNotComputed", "grads.input", suite::names::zero, "dX -> 0"},
                     [](const Call&, Grads& grads) { grads.input.fill(0); }),
      wrong_gradient({"InputGradientAveragedOverBatch", "grads.input", suite::names::over_batch, "dX -> dX / N"},
                     [](const Call& call, Grads& grads) { grads.input = scaled(grads.input, 1 / batch(call)); }),
      wrong_gradient({"GradOutputIgnored", "grads.input",
                      "grad_output is ignored: the gradient is that of the sum of all outputs", "dY -> 1"},
                     [](const Call& call, Grads& grads) {
                       grads.input = call.with_grad_output(Doubles(call.grad_output.shape(), 1)).input;
                     }),
      wrong_gradient({"InputGradientOfFirstImageForAll", "grads.input", "every image has the gradient of the first one",
                      "dX(n, ...) -> dX(0, ...)"},
                     [](const Call&, Grads& grads) {
                       const Index image = grads.input.shape().inner_size();
                       for (Index i = image; i < grads.input.size(); ++i) grads.input[i] = grads.input[i % image];
                     }),
      wrong_gradient({"ImagesMixedUpInBackward", "grads.input", "every image has the gradient of another one",
                      "dX(n, ...) -> dX(n - 1, ...)"},
                     [](const Call&, Grads& grads) { grads.input = images_moved_on(grads.input); }),
      {{"LastElementNotWritten", "output", suite::names::not_written, "Y(last) = what the memory held"},
       [](Layer& layer) {
         layer.forward = [right = layer.forward](const Doubles& input, const Params& params, const Pass& pass,
                                                 Doubles& output, std::any& cache) {
           const Doubles before = output;
           right(input, params, pass, output, cache);
           if (before.size() == output.size()) output[output.size() - 1] = before[output.size() - 1];
         };
       }},
      accumulating({"InputGradientAccumulatedOverCalls", "grads.input", suite::names::accumulates, "dX += ..."},
                   &Grads::input),
      {{"InputModifiedInPlace", "input", changes_argument, "X(0) += 1"},
       [](Layer& layer) {
         after_forward(
             layer, [](const Doubles& input, const Params&, const Doubles&) { const_cast<Doubles&>(input)[0] += 1; });
       }},
      wrong_gradient({"GradOutputModifiedInPlace", "grad_output", changes_argument, "dY(0) = 0"},
                     [](const Call& call, Grads&) { const_cast<Doubles&>(call.grad_output)[0] = 0; }),
      wrong_gradient({"RoundedToFloat", "grads.input", suite::names::single_precision, "dX -> (double)(float)dX"},
                     [](const Call&, Grads& grads) {
                       // One and a third: a number that float cannot hold, so that integers are rounded, too.
                       for (double& g : grads.input) g = static_cast<float>(g * (4.0 / 3)) * 0.75;
                     }),
      wrong_gradient({"AnotherResultEveryTime", "grads.input", suite::names::every_run, ""},
                     [calls = std::make_shared<int>(0)](const Call&, Grads& grads) {
                       const double factor = ++*calls % 2 == 0 ? 1 : 1 + 0x1p-52;
                       for (double& g : grads.input) g *= factor;
                     }),
      wrong_gradient({"AnotherResultForMoreThreads", "grads.input", suite::names::thread_count, ""},
                     [](const Call&, Grads& grads) {
                       if (omp_get_max_threads() == 3) grads.input = scaled(grads.input, 1 + 0x1p-52);
                     }),
      wrong_gradient({"AnotherResultWhereMisaligned", "grads.input", suite::names::alignment, ""},
                     [](const Call& call, Grads& grads) {
                       const auto address = reinterpret_cast<std::uintptr_t>(call.input.data());
                       if (address % 64 == 8) grads.input = scaled(grads.input, 1 + 0x1p-52);
                     }),
      {{"RefusesNothing", "error", suite::names::refuses_nothing, ""},
       [](Layer& layer) {
         layer.backward = [right = layer.backward](const Doubles& grad_output, const Doubles& input,
                                                   const Params& params, const std::any& cache, Grads& grads) {
           try {
             right(grad_output, input, params, cache, grads);
           } catch (const std::invalid_argument&) {
           }
         };
       }},
      {{"RefusesWithoutSayingWho", "error", suite::names::anonymous, ""},
       [](Layer& layer) {
         layer.forward = [right = layer.forward](const Doubles& input, const Params& params, const Pass& pass,
                                                 Doubles& output, std::any& cache) {
           try {
             right(input, params, pass, output, cache);
           } catch (const std::invalid_argument&) {
             throw std::invalid_argument("wrong shape");
           }
         };
       }},
      {{"OutputOfFirstImageForAll", "output", "every image has the output of the first one", "Y(n, ...) -> Y(0, ...)",
        false},
       [](Layer& layer) {
         after_forward(layer, [](const Doubles&, const Params&, Doubles& output) {
           const Index image = output.shape().inner_size();
           for (Index i = image; i < output.size(); ++i) output[i] = output[i % image];
         });
       }},
      {{"ImagesMixedUpInForward", "output", "every image has the output of another one", "Y(n, ...) -> Y(n - 1, ...)",
        false},
       [](Layer& layer) {
         after_forward(layer, [](const Doubles&, const Params&, Doubles& output) { output = images_moved_on(output); });
       }},
  };
}

std::vector<CommonMutant> mutants_of_any_parameters() {
  return {
      wrong_gradient({"WeightGradientAveragedOverBatch", "grads.weight", suite::names::over_batch, "dW -> dW / N"},
                     [](const Call& call, Grads& grads) { grads.weight = scaled(grads.weight, 1 / batch(call)); }),
      wrong_gradient({"WeightGradientOfLastImageOnly", "grads.weight",
                      "the gradient of the last image only: = where += belongs, in the loop over the batch",
                      "sum over n -> n = N - 1"},
                     [](const Call& call, Grads& grads) {
                       grads.weight = call.with_grad_output(of_image(call, call.input.shape()[0] - 1)).weight;
                     }),
      wrong_gradient(
          {"WeightGradientOfFirstImageOnly", "grads.weight",
           "the gradient of the first image only: not summed over the batch", "sum over n -> n = 0"},
          [](const Call& call, Grads& grads) { grads.weight = call.with_grad_output(of_image(call, 0)).weight; }),
      wrong_gradient(
          {"BiasGradientOfFirstImageOnly", "grads.bias",
           "the gradient of the first image only: not summed over the batch", "sum over n -> n = 0"},
          [](const Call& call, Grads& grads) { grads.bias = call.with_grad_output(of_image(call, 0)).bias; }),
      wrong_gradient({"BiasGradientAveragedOverBatch", "grads.bias", suite::names::over_batch, "db -> db / N"},
                     [](const Call& call, Grads& grads) { grads.bias = scaled(grads.bias, 1 / batch(call)); }),
      wrong_gradient({"BiasGradientNotAdded", "grads.bias", suite::names::zero, "db -> 0"},
                     [](const Call&, Grads& grads) { grads.bias.fill(0); }),
      accumulating({"WeightGradientAccumulatedOverCalls", "grads.weight", suite::names::accumulates, "dW += ..."},
                   &Grads::weight),
      wrong_gradient({"WeightDecayInTheLayer", "grads.weight",
                      "a multiple of the weight is added: weight decay, which belongs to the optimizer",
                      "dW -> dW + 0.005 W", true, true},
                     [](const Call& call, Grads& grads) {
                       for (Index i = 0; i < grads.weight.size(); ++i) grads.weight[i] += 0.005 * call.params.weight[i];
                     }),
      wrong_gradient(  // Report A updates within backward; in this order it is wrong
          {"UpdatedWeightUsedInBackward", "grads.input",
           "computed with weights that were already updated: this gradient belongs before the step",
           "W -> W - 0.001 dW in dX", true, true},
          [](const Call& call, Grads& grads) {
            Doubles updated = call.params.weight;
            for (Index i = 0; i < updated.size(); ++i) updated[i] -= 0.001 * grads.weight[i];
            grads.input = call.with_weight(updated).input;
          }),
      wrong_gradient({"WeightChangedInPlace", "weight", changes_argument, "W -= 0.001 in backward"},
                     [](const Call& call, Grads&) { const_cast<Doubles&>(call.params.weight)[0] -= 0.001; }),
      {{"BiasForgotten", "output", "the bias is not added", "Y = ... without b", false},
       [](Layer& layer) { forward_of(layer, [](Doubles&, Params& params) { params.bias.fill(0); }); }},
      wrong_gradient(  // what a lost update looks like
          {"RaceOnWeightGradient", "grads.weight", suite::names::every_run, "two threads add to one number"},
          [calls = std::make_shared<int>(0)](const Call&, Grads& grads) {
            if (++*calls % 3 == 0) grads.weight[0] *= 0.5;
          }),
  };
}

}  // namespace backcheck::mutants
