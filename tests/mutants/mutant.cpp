#include "tests/mutants/mutant.hpp"

#include <omp.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace backcheck::mutants {

Grads Call::with_grad_output(const Numbers& other) const {
  Grads grads;
  right(other, input, params, cache, grads);
  return grads;
}

Grads Call::with_weight(const Numbers& other) const {
  Grads grads;
  right(grad_output, input, {other, params.bias}, cache, grads);
  return grads;
}

void after_backward(Layer& layer, std::function<void(const Call&, Grads&)> corrupt) {
  layer.backward = [right = layer.backward, corrupt](const Numbers& grad_output, const Numbers& input,
                                                     const Parameters<double>& params, const std::any& cache,
                                                     Grads& grads) {
    right(grad_output, input, params, cache, grads);
    corrupt({right, grad_output, input, params, cache}, grads);
  };
}

void after_forward(Layer& layer, std::function<void(const Numbers&, const Parameters<double>&, Numbers&)> corrupt) {
  layer.forward = [right = layer.forward, corrupt](const Numbers& input, const Parameters<double>& params,
                                                   const Pass& pass, Numbers& output, std::any& cache) {
    right(input, params, pass, output, cache);
    corrupt(input, params, output);
  };
}

Numbers rearranged(const Numbers& tensor, const std::function<std::pair<Index, Index>(Index, Index)>& where) {
  if (tensor.empty()) return tensor;  // a weight that the layer is about to refuse
  const Shape& shape = tensor.shape();
  const Index W = shape[shape.rank() - 1], H = shape.rank() > 1 ? shape[shape.rank() - 2] : 1;
  Numbers result(shape);
  for (Index i = 0; i < tensor.size(); ++i) {
    const auto [h, w] = where(i / W % H, i % W);
    if (0 <= h && h < H && 0 <= w && w < W) result[i] = tensor[i / (H * W) * H * W + h * W + w];
  }
  return result;
}

Numbers scaled(Numbers tensor, double factor) {
  for (double& element : tensor) element *= factor;
  return tensor;
}

std::vector<CommonMutant> mutants_of_any_layer() {
  return {
      {"InputGradientWithoutMinus", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call&, Grads& grads) { grads.input = scaled(grads.input, -1); });
       },
       "the sign is wrong"},
      {"InputGradientTwice", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call&, Grads& grads) { grads.input = scaled(grads.input, 2); });
       },
       "twice"},
      {"GradOutputIgnored", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           grads.input = call.with_grad_output(Numbers(call.grad_output.shape(), 1)).input;
         });
       }},
      {"InputGradientOfFirstImageForAll", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call&, Grads& grads) {
           const Index image = grads.input.shape().inner_size();
           for (Index i = image; i < grads.input.size(); ++i) grads.input[i] = grads.input[i % image];
         });
       }},
      {"LastElementNotWritten", "output",
       [](Layer& layer) {
         layer.forward = [right = layer.forward](const Numbers& input, const Parameters<double>& params,
                                                 const Pass& pass, Numbers& output, std::any& cache) {
           const Numbers before = output;
           right(input, params, pass, output, cache);
           if (before.size() == output.size()) output[output.size() - 1] = before[output.size() - 1];
         };
       }},
      {"InputGradientAccumulatedOverCalls", "grads.input",
       [](Layer& layer) {
         layer.backward = [right = layer.backward](const Numbers& grad_output, const Numbers& input,
                                                   const Parameters<double>& params, const std::any& cache,
                                                   Grads& grads) {
           const Numbers before = grads.input;
           right(grad_output, input, params, cache, grads);
           if (before.shape() != grads.input.shape()) return;
           for (Index i = 0; i < before.size(); ++i) grads.input[i] += before[i];
         };
       }},
      {"InputModifiedInPlace", "input",
       [](Layer& layer) {
         after_forward(layer, [](const Numbers& input, const Parameters<double>&, const Numbers&) {
           const_cast<Numbers&>(input)[0] += 1;
         });
       }},
      {"GradOutputModifiedInPlace", "grad_output",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads&) { const_cast<Numbers&>(call.grad_output)[0] = 0; });
       }},
      {"RoundedToFloat", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call&, Grads& grads) {
           // One and a third: a number that float cannot hold, so that integer gradients are rounded, too.
           for (double& g : grads.input) g = static_cast<float>(g * (4.0 / 3)) * 0.75;
         });
       }},
      {"AnotherResultEveryTime", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [calls = std::make_shared<int>(0)](const Call&, Grads& grads) {
           const double factor = ++*calls % 2 == 0 ? 1 : 1 + 0x1p-52;
           for (double& g : grads.input) g *= factor;
         });
       }},
      {"AnotherResultForMoreThreads", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call&, Grads& grads) {
           if (omp_get_max_threads() == 3) grads.input = scaled(grads.input, 1 + 0x1p-52);
         });
       }},
      {"AnotherResultWhereMisaligned", "grads.input",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           const auto address = reinterpret_cast<std::uintptr_t>(call.input.data());
           if (address % 64 == 8) grads.input = scaled(grads.input, 1 + 0x1p-52);
         });
       }},
      {"RefusesNothing", "error",
       [](Layer& layer) {
         layer.backward = [right = layer.backward](const Numbers& grad_output, const Numbers& input,
                                                   const Parameters<double>& params, const std::any& cache,
                                                   Grads& grads) {
           try {
             right(grad_output, input, params, cache, grads);
           } catch (const std::invalid_argument&) {
           }
         };
       }},
      {"RefusesWithoutSayingWho", "error",
       [](Layer& layer) {
         layer.forward = [right = layer.forward](const Numbers& input, const Parameters<double>& params,
                                                 const Pass& pass, Numbers& output, std::any& cache) {
           try {
             right(input, params, pass, output, cache);
           } catch (const std::invalid_argument&) {
             throw std::invalid_argument("wrong shape");
           }
         };
       }},
  };
}

std::vector<CommonMutant> mutants_of_any_parameters() {
  return {
      {"WeightGradientAveragedOverBatch", "grads.weight",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           grads.weight = scaled(grads.weight, 1.0 / static_cast<double>(call.input.shape()[0]));
         });
       }},
      {"WeightGradientOfLastImageOnly", "grads.weight",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           Numbers last = call.grad_output;
           std::fill(last.begin(), last.end() - last.shape().inner_size(), 0);
           grads.weight = call.with_grad_output(last).weight;
         });
       }},
      {"BiasGradientOfFirstImageOnly", "grads.bias",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           Numbers first = call.grad_output;
           std::fill(first.begin() + first.shape().inner_size(), first.end(), 0);
           grads.bias = call.with_grad_output(first).bias;
         });
       }},
      {"BiasGradientNotAdded", "grads.bias",
       [](Layer& layer) { after_backward(layer, [](const Call&, Grads& grads) { grads.bias.fill(0); }); }, "zero"},
      {"WeightGradientAccumulatedOverCalls", "grads.weight",
       [](Layer& layer) {
         layer.backward = [right = layer.backward](const Numbers& grad_output, const Numbers& input,
                                                   const Parameters<double>& params, const std::any& cache,
                                                   Grads& grads) {
           const Numbers before = grads.weight;
           right(grad_output, input, params, cache, grads);
           if (before.shape() != grads.weight.shape()) return;
           for (Index i = 0; i < before.size(); ++i) grads.weight[i] += before[i];
         };
       }},
      {"WeightDecayInTheLayer", "grads.weight",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           for (Index i = 0; i < grads.weight.size(); ++i) grads.weight[i] += 0.005 * call.params.weight[i];
         });
       }},
      {"UpdatedWeightUsedInBackward", "grads.input",  // Report A updates within backward; in this order it is wrong
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads& grads) {
           Numbers updated = call.params.weight;
           for (Index i = 0; i < updated.size(); ++i) updated[i] -= 0.001 * grads.weight[i];
           grads.input = call.with_weight(updated).input;
         });
       }},
      {"WeightChangedInPlace", "weight",
       [](Layer& layer) {
         after_backward(layer, [](const Call& call, Grads&) { const_cast<Numbers&>(call.params.weight)[0] -= 0.001; });
       }},
      {"BiasForgotten", "output",
       [](Layer& layer) {
         layer.forward = [right = layer.forward](const Numbers& input, const Parameters<double>& params,
                                                 const Pass& pass, Numbers& output, std::any& cache) {
           right(input, {params.weight, Numbers(params.bias.shape())}, pass, output, cache);
         };
       },
       "", false},
      {"RaceOnWeightGradient", "grads.weight",  // what a lost update looks like
       [](Layer& layer) {
         after_backward(layer, [calls = std::make_shared<int>(0)](const Call&, Grads& grads) {
           if (++*calls % 3 == 0) grads.weight[0] *= 0.5;
         });
       }},
  };
}

}  // namespace backcheck::mutants
