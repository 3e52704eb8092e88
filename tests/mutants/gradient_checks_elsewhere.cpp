#include "tests/mutants/gradient_checks_elsewhere.hpp"

#include <cmath>
#include <exception>

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

bool sees_something(const GradientCheck& check, const LayerCase<double>& layer_case) try {
  const bool has_kinks = layer_case.properties.in_input == suite::Smoothness::piecewise_linear;
  Arguments<double> arguments =
      make_arguments(layer_case, has_kinks ? suite::Numbers::spaced : suite::Numbers::random, 5);
  if (check.ones) arguments.grad_output.fill(1);
  Arguments<double> moved = arguments;
  Computed<double> computed = run(layer_case.layer, arguments, layer_case.pass());
  if (gradient_is_wrong(check, layer_case, arguments, moved.input, moved, computed.grads.input) ||
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
      {.name = "... to 1e-4, absolute", .absolute = 1e-4, .relative = 0},
      {.name = "... in single precision", .step = 1e-2, .absolute = 1e-2, .relative = 1e-2, .in_float = true},
      {.name = "PyTorch's gradcheck", .absolute = 1e-5, .relative = 1e-3, .one_case = true, .repeats = true}};
  return all;
}

bool notices(const GradientCheck& check, const std::vector<LayerCase<double>>& cases) {
  if (check.one_case) return sees_something(check, cases.at(2));
  for (const LayerCase<double>& layer_case : cases) {
    if (sees_something(check, layer_case)) return true;
  }
  return false;
}

}  // namespace backcheck::mutants
