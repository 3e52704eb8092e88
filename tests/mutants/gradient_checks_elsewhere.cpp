#include "tests/mutants/gradient_checks_elsewhere.hpp"

#include <cmath>
#include <exception>
#include <vector>

#include "core/random.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::mutants {
namespace {

using suite::Arguments;
using suite::Computed;
using suite::LayerCase;

double rounded(const GradientCheck& check, double value) {
  return check.in_float ? static_cast<double>(static_cast<float>(value)) : value;
}

bool gradient_is_wrong(const GradientCheck& check, const LayerCase<double>& layer_case,
                       const Arguments<double>& arguments, Tensor<double>& moving, const Arguments<double>& moved,
                       const Tensor<double>& grad) {
  if (grad.size() != moving.size()) return true;
  Tensor<double> above, below;
  std::any cache;
  const auto differs_at = [&](Index i) {
    const double at = moving[i];
    moving[i] = at + check.step;
    layer_case.layer.forward(moved.input, moved.params, layer_case.pass(), above, cache);
    moving[i] = at - check.step;
    layer_case.layer.forward(moved.input, moved.params, layer_case.pass(), below, cache);
    moving[i] = at;
    if (above.size() != arguments.grad_output.size() || below.size() != above.size()) return true;
    double difference = 0;
    for (Index k = 0; k < above.size(); ++k) {
      difference += arguments.grad_output[k] * (rounded(check, above[k]) - rounded(check, below[k]));
    }
    const double quotient = difference / (2 * check.step);
    return !(std::abs(rounded(check, grad[i]) - quotient) <= check.absolute + check.relative * std::abs(quotient));
  };
  if (check.one_element) {
    return grad.size() > 0 &&
           differs_at(static_cast<Index>(random_bits(17, 0) % static_cast<std::uint64_t>(grad.size())));
  }
  for (Index i = 0; i < grad.size(); ++i) {
    if (differs_at(i)) return true;
  }
  return false;
}

// Compares the Jacobian by differences, column by column, with the one by backward passes, row by row.
bool jacobian_is_wrong(const GradientCheck& check, const LayerCase<double>& layer_case, Arguments<double> arguments) {
  std::any cache;
  Tensor<double> above, below, output;
  layer_case.layer.forward(arguments.input, arguments.params, layer_case.pass(), output, cache);
  for (const suite::Part part : suite::all_gradients) {
    Arguments<double> moved = arguments;
    Tensor<double>& moving = argument_of(moved, part);
    std::vector<Tensor<double>> quotients;
    for (Index i = 0; i < moving.size(); ++i) {
      std::any unused;
      const double at = moving[i];
      moving[i] = at + check.step;
      layer_case.layer.forward(moved.input, moved.params, layer_case.pass(), above, unused);
      moving[i] = at - check.step;
      layer_case.layer.forward(moved.input, moved.params, layer_case.pass(), below, unused);
      moving[i] = at;
      if (above.size() != output.size() || below.size() != output.size()) return true;
      for (Index k = 0; k < above.size(); ++k) above[k] = (above[k] - below[k]) / (2 * check.step);
      quotients.push_back(above);
    }
    for (Index k = 0; k < output.size(); ++k) {
      arguments.grad_output.fill(0);
      arguments.grad_output[k] = 1;
      Computed<double> computed;
      layer_case.layer.backward(arguments.grad_output, arguments.input, arguments.params, cache, computed.grads);
      const Tensor<double>& grad = part_of(computed, part);
      if (grad.size() != moving.size()) return true;
      for (Index i = 0; i < grad.size(); ++i) {
        const double quotient = quotients[static_cast<std::size_t>(i)][k];
        if (!(std::abs(grad[i] - quotient) <= check.absolute + check.relative * std::abs(quotient))) return true;
      }
    }
  }
  return false;
}

bool sees_something(const GradientCheck& check, const LayerCase<double>& layer_case) try {
  const bool has_kinks = layer_case.properties.in_input == suite::Smoothness::piecewise_linear;
  Arguments<double> arguments =
      make_arguments(layer_case, has_kinks ? suite::Numbers::spaced : suite::Numbers::random, 5);
  if (check.ones) arguments.grad_output.fill(1);
  Arguments<double> moved = arguments;
  Computed<double> computed = run(layer_case.layer, arguments, layer_case.pass());
  if (check.unit_vectors) {
    if (jacobian_is_wrong(check, layer_case, arguments)) return true;
  } else if (gradient_is_wrong(check, layer_case, arguments, moved.input, moved, computed.grads.input) ||
             gradient_is_wrong(check, layer_case, arguments, moved.params.weight, moved, computed.grads.weight) ||
             gradient_is_wrong(check, layer_case, arguments, moved.params.bias, moved, computed.grads.bias)) {
    return true;
  }
  if (!check.repeats) return false;
  const Gradients<double> first = computed.grads;
  layer_case.layer.backward(arguments.grad_output, arguments.input, arguments.params, computed.cache, computed.grads);
  return first.input != computed.grads.input || first.weight != computed.grads.weight ||
         first.bias != computed.grads.bias;
} catch (const std::exception&) {
  return true;  // nobody overlooks that
}

}  // namespace

const std::vector<GradientCheck>& gradient_checks_elsewhere() {
  static const std::vector<GradientCheck> all{
      {.name = "sound difference quotients"},
      {.name = "... with grad_output = 1", .ones = true},
      {.name = "... at one random element", .one_element = true},
      {.name = "... in one case", .one_case = true},
      {.name = "... with a batch of one image", .one_image = true},
      {.name = "... on squares only", .squares = true},
      {.name = "... to 1e-4, absolute", .absolute = 1e-4, .relative = 0},
      {.name = "... in single precision", .step = 1e-2, .absolute = 1e-2, .relative = 1e-2, .in_float = true},
      {.name = "PyTorch's gradcheck",
       .absolute = 1e-5,
       .relative = 1e-3,
       .unit_vectors = true,
       .one_case = true,
       .repeats = true}};
  return all;
}

const std::vector<GradcheckResult>& gradcheck_results() {
  static const std::vector<GradcheckResult> all{
      {"Conv2d", "KernelNotRotated", true},
      {"Conv2d", "KernelTransposed", true},
      {"Conv2d", "StrideIgnoredInBackward", false},
      {"Conv2d", "PaddingForgottenInBackward", false},
      {"Conv2d", "LastColumnDropped", true},
      {"Conv2d", "WeightGradientKernelsTransposed", true},
      {"Conv2d", "WeightGradientRotated", true},
      {"Conv2d", "OneKernelForAllChannels", true},
      {"Conv2d", "WeightGradientOfLastPositionOnly", true},
      {"Conv2d", "BiasGradientOfFirstPositionOnly", true},
      {"Conv2d", "BiasGradientAveragedOverPositions", true},
      {"Conv2d", "InputGradientWithoutMinus", true},
      {"Conv2d", "InputGradientTwice", true},
      {"Conv2d", "InputGradientNotComputed", true},
      {"Conv2d", "InputGradientAveragedOverBatch", true},
      {"Conv2d", "GradOutputIgnored", true},
      {"Conv2d", "InputGradientOfFirstImageForAll", true},
      {"Conv2d", "ImagesMixedUpInBackward", true},
      {"Conv2d", "WeightGradientAveragedOverBatch", true},
      {"Conv2d", "WeightGradientOfLastImageOnly", true},
      {"Conv2d", "WeightGradientOfFirstImageOnly", true},
      {"Conv2d", "BiasGradientOfFirstImageOnly", true},
      {"Conv2d", "BiasGradientAveragedOverBatch", true},
      {"Conv2d", "BiasGradientNotAdded", true},
      {"Conv2d", "WeightDecayInTheLayer", true},
      {"Conv2d", "UpdatedWeightUsedInBackward", true},
      {"Linear", "WeightGradientStoredTransposed", false},
      {"Linear", "InputGradientOfLastOutputOnly", true},
      {"Linear", "InputGradientWithoutMinus", true},
      {"Linear", "InputGradientTwice", true},
      {"Linear", "InputGradientNotComputed", true},
      {"Linear", "InputGradientAveragedOverBatch", true},
      {"Linear", "GradOutputIgnored", true},
      {"Linear", "InputGradientOfFirstImageForAll", true},
      {"Linear", "ImagesMixedUpInBackward", true},
      {"Linear", "WeightGradientAveragedOverBatch", true},
      {"Linear", "WeightGradientOfLastImageOnly", true},
      {"Linear", "WeightGradientOfFirstImageOnly", true},
      {"Linear", "BiasGradientOfFirstImageOnly", true},
      {"Linear", "BiasGradientAveragedOverBatch", true},
      {"Linear", "BiasGradientNotAdded", true},
      {"Linear", "WeightDecayInTheLayer", true},
      {"Linear", "UpdatedWeightUsedInBackward", true},
      {"ReLU", "GateOpenAtZero", false},
      {"ReLU", "GateFromGradOutput", true},
      {"ReLU", "GateFromBoth", false},
      {"ReLU", "GateMissing", true},
      {"ReLU", "ActivationForDerivative", true},
      {"ReLU", "InputGradientWithoutMinus", true},
      {"ReLU", "InputGradientTwice", true},
      {"ReLU", "InputGradientNotComputed", true},
      {"ReLU", "InputGradientAveragedOverBatch", true},
      {"ReLU", "GradOutputIgnored", true},
      {"ReLU", "InputGradientOfFirstImageForAll", true},
      {"ReLU", "ImagesMixedUpInBackward", true},
      {"Sigmoid", "ActivationForDerivative", true},
      {"Sigmoid", "DerivativeTwice", true},
      {"Sigmoid", "InputGradientWithoutMinus", true},
      {"Sigmoid", "InputGradientTwice", true},
      {"Sigmoid", "InputGradientNotComputed", true},
      {"Sigmoid", "InputGradientAveragedOverBatch", true},
      {"Sigmoid", "GradOutputIgnored", true},
      {"Sigmoid", "InputGradientOfFirstImageForAll", true},
      {"Sigmoid", "ImagesMixedUpInBackward", true},
  };
  return all;
}

bool notices(const GradientCheck& check, const std::vector<LayerCase<double>>& cases) {
  if (check.one_case) return sees_something(check, cases.at(2));
  for (const LayerCase<double>& layer_case : cases) {
    const Shape &input = layer_case.input, &weight = layer_case.geometry.parameters.weight;
    const Shape& sides = weight.rank() == 2 ? weight : input;
    if (check.one_image && input[0] != 1) continue;
    if (check.squares && (sides.rank() < 2 || sides[sides.rank() - 1] != sides[sides.rank() - 2])) continue;
    if (sees_something(check, layer_case)) return true;
  }
  return false;
}

}  // namespace backcheck::mutants
