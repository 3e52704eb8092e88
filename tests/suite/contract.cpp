// Does the layer keep the contract of core/layer.hpp?
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/random.hpp"
#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::suite {
namespace {

CheckResult fail(const std::string& tensor, const std::string& message, const std::string& bug) {
  return {.coverage = {{tensor, {1, 1}}}, .failures = {{.tensor = tensor, .message = message, .likely_bug = bug}}};
}
CheckResult expect(bool holds, const std::string& tensor, const std::string& message, const std::string& bug) {
  return holds ? CheckResult{.coverage = {{tensor, {1, 1}}}} : fail(tensor, message, bug);
}

// What NaN tells that stands in a tensor full of NaN after a layer should have overwritten it: added to, it is NaN
// everywhere; forgotten in places, only there. One number does not tell these apart.
template <Scalar T>
ErrorDescription describe_remains(const Tensor<T>& ours, const Tensor<T>&, const std::vector<bool>& is_wrong) {
  ErrorDescription description;
  const auto remaining = std::count_if(ours.begin(), ours.end(), [](T x) { return std::isnan(x); });
  if (remaining == 0) return description;
  description.diagnosis.elements = ours.size();
  const bool all = std::count(is_wrong.begin(), is_wrong.end(), true) == ours.size();
  std::vector<std::string>& known = description.diagnosis.known;
  if (all) known.push_back(names::accumulates);
  if (!all || ours.size() == 1) known.push_back(names::not_written);
  return description;
}

// The gradients of 2 * sum(grad_output * output) are exactly twice as large, and those of 0 are 0: a backward pass that
// ignores grad_output, or adds to what was there, fails.
template <Scalar T>
CheckResult backward_is_linear(const LayerCase<T>& layer_case) {
  Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> once = run(layer_case.layer, arguments, layer_case.pass());
  CheckResult result;
  const auto scale = [&](T factor, const std::string& source) {
    Arguments<T> scaled = arguments;
    for (T& g : scaled.grad_output) g *= factor;
    const Computed<T> computed = run(layer_case.layer, scaled, layer_case.pass());
    for (const Part part : all_gradients) {
      Tensor<T> wanted = part_of(once, part);
      for (T& g : wanted) g *= factor;
      CheckResult one = compare(name_of(part), part_of(computed, part), wanted, {}, source);
      if (factor == T(0)) one.coverage.clear();  // zeros are what is wanted here
      result += one;
    }
  };
  scale(T(2), "twice the gradient for half the grad_output");
  scale(T(0), "the gradient for grad_output = 0");
  return result;
}

// Outputs that already have the right shape, are too large or are too small, all full of NaN: in each case everything
// is written, to the same bits as in fresh tensors. (A vector that grows fills the new part with zeros, which is why
// the first two are needed.)
template <Scalar T>
CheckResult writes_every_element(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> fresh = run(layer_case.layer, arguments, layer_case.pass());
  CheckResult result;
  const auto check = [&](const std::string& how, auto shape_for) {
    Computed<T> used;
    for (const Part part : all_parts) {
      part_of(used, part) = Tensor<T>(shape_for(part_of(fresh, part)), std::numeric_limits<T>::quiet_NaN());
    }
    run(layer_case.layer, arguments, layer_case.pass(), used);
    for (const Part part : all_parts) {
      result +=
          compare(name_of(part), part_of(used, part), part_of(fresh, part), {},
                  "a fresh tensor (this one was " + how + " and full of NaN)", DescribeError<T>(describe_remains<T>));
    }
  };
  check("of the right size", [](const Tensor<T>& fresh_tensor) { return fresh_tensor.shape(); });
  check("too large", [](const Tensor<T>& fresh_tensor) { return Shape{fresh_tensor.size() + 5}; });
  check("too small", [](const Tensor<T>& fresh_tensor) { return Shape{fresh_tensor.size() / 2 + 1}; });
  return result;
}

// Tensors and cache that served other numbers, and a larger batch, before: nothing of them may remain.
template <Scalar T>
CheckResult overwrites_what_it_finds(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Arguments<T> other = make_arguments(layer_case, Numbers::random, 99);
  LayerCase<T> larger = layer_case;
  larger.input = layer_case.input.with_batch(layer_case.input[0] + 2);

  const Computed<T> fresh = run(layer_case.layer, arguments, layer_case.pass());
  Computed<T> used;
  run(layer_case.layer, make_arguments(larger, Numbers::random, 98), layer_case.pass(), used);
  run(layer_case.layer, other, {.training = layer_case.properties.training, .seed = 4}, used);
  run(layer_case.layer, arguments, layer_case.pass(), used);

  CheckResult result;
  for (const Part part : all_parts) {
    result += compare(name_of(part), part_of(used, part), part_of(fresh, part), {},
                      "a fresh tensor (this one and the cache served other numbers before)");
  }
  result += expect(layer_case.layer.same_cache(used.cache, fresh.cache), "cache",
                   "differs from a fresh one after serving other numbers", names::stale_cache);
  return result;
}

template <Scalar T>
CheckResult leaves_arguments_alone(const LayerCase<T>& layer_case) {
  const Arguments<T> before = make_arguments(layer_case, Numbers::random);
  Arguments<T> arguments = before;
  Computed<T> computed;
  layer_case.layer.forward(arguments.input, arguments.params, layer_case.pass(), computed.output, computed.cache);
  const std::any cache = computed.cache;
  layer_case.layer.backward(arguments.grad_output, arguments.input, arguments.params, computed.cache, computed.grads);

  CheckResult result = expect(same_bits(arguments.input, before.input), "input", "was changed by forward or backward",
                              names::changes_argument);
  result += expect(same_bits(arguments.params.weight, before.params.weight), "weight", "was changed",
                   names::changes_argument);
  result +=
      expect(same_bits(arguments.params.bias, before.params.bias), "bias", "was changed", names::changes_argument);
  result += expect(same_bits(arguments.grad_output, before.grad_output), "grad_output", "was changed by backward",
                   names::changes_argument);
  result += expect(layer_case.layer.same_cache(cache, computed.cache), "cache", "was changed by backward",
                   names::changes_argument);
  return result;
}

template <Scalar T>
CheckResult ignores_unwanted_input_gradient(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> wanted = run(layer_case.layer, arguments, layer_case.pass());
  Computed<T> computed;
  computed.grads.wants_input = false;
  run(layer_case.layer, arguments, layer_case.pass(), computed);
  CheckResult result;
  for (const Part part : {Part::grad_weight, Part::grad_bias}) {
    result +=
        compare(name_of(part), part_of(computed, part), part_of(wanted, part), {}, "backward with wants_input = true");
  }
  return result;
}

// Checks that `call` throws std::invalid_argument, in a message that begins with the layer's name and contains `says`.
template <class Call>
CheckResult refuses(const std::string& layer, const std::string& what, const std::vector<std::string>& says,
                    Call call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    const std::string message = error.what();
    CheckResult result =
        expect(message.rfind(layer + ": ", 0) == 0, "error",
               "refused " + what + " without naming " + layer + " first: '" + message + "'", names::anonymous);
    for (const std::string& part : says) {
      result += expect(message.find(part) != std::string::npos, "error",
                       "refused " + what + " without saying '" + part + "': '" + message + "'", "");
    }
    return result;
  } catch (const std::exception& error) {
    return fail("error", "refused " + what + " with something other than std::invalid_argument: " + error.what(), "");
  }
  return fail("error", "accepted " + what, names::refuses_nothing);
}

Shape with_one_more(const Shape& shape) { return shape.rank() == 0 ? Shape{1} : shape.with_batch(shape[0] + 1); }

template <Scalar T>
CheckResult refuses_wrong_shapes(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> right = run(layer_case.layer, arguments, layer_case.pass());
  const std::string& layer = layer_case.geometry.layer;
  CheckResult result;

  const auto forward_and_backward = [&](const std::string& what, const Shape& wanted, const Shape& got,
                                        const Tensor<T>& input, const Parameters<T>& params) {
    const std::vector<std::string> says{to_string(wanted), to_string(got)};
    result += refuses(layer, "forward with " + what, says, [&] {
      Computed<T> computed;
      layer_case.layer.forward(input, params, layer_case.pass(), computed.output, computed.cache);
    });
    result += refuses(layer, "backward with " + what, says, [&] {
      Gradients<T> grads;
      layer_case.layer.backward(arguments.grad_output, input, params, right.cache, grads);
    });
  };
  const ParameterShapes& shapes = layer_case.geometry.parameters;
  Parameters<T> params = arguments.params;
  for (const Shape& wrong : {with_one_more(shapes.weight), shapes.weight.rank() > 0 ? Shape{} : Shape{2, 2}}) {
    params.weight = Tensor<T>(wrong);
    forward_and_backward("a weight of the wrong shape", shapes.weight, wrong, arguments.input, params);
  }
  params = arguments.params;
  for (const Shape& wrong : {with_one_more(shapes.bias), shapes.bias.rank() > 0 ? Shape{} : Shape{2, 2}}) {
    params.bias = Tensor<T>(wrong);
    forward_and_backward("a bias of the wrong shape", shapes.bias, wrong, arguments.input, params);
  }
  const Shape output = layer_case.geometry.output_shape(layer_case.input);
  for (const Shape& wrong : {with_one_more(output), Shape{output.size() + 1}, Shape{}}) {
    result += refuses(layer, "a grad_output of the wrong shape", {to_string(output), to_string(wrong)}, [&] {
      Gradients<T> grads;
      layer_case.layer.backward(Tensor<T>(wrong), arguments.input, arguments.params, right.cache, grads);
    });
  }
  return result;
}

}  // namespace

template <Scalar T>
CheckResult check_refusal(const LayerCase<T>& layer_case, const std::string& says) {
  const Tensor<T> input(layer_case.input);
  const ParameterShapes& shapes = layer_case.geometry.parameters;
  const Parameters<T> params{Tensor<T>(shapes.weight), Tensor<T>(shapes.bias)};
  const std::string& layer = layer_case.geometry.layer;
  Computed<T> computed;
  CheckResult result = refuses(layer, "forward", {says}, [&] {
    layer_case.layer.forward(input, params, layer_case.pass(), computed.output, computed.cache);
  });
  result += refuses(layer, "backward", {says}, [&] {
    layer_case.layer.backward(Tensor<T>({1, 1, 1, 1}), input, params, computed.cache, computed.grads);
  });
  for (Failure& failure : result.failures) failure.case_line = layer_case.line;
  return result;
}

template <Scalar T>
std::vector<Check<T>> contract_checks() {
  const auto always = [](const LayerCase<T>&) { return true; };
  const auto is_here = [](const LayerCase<T>& c) { return !c.elsewhere; };
  const auto has_parameters = [](const LayerCase<T>& c) {
    return !c.elsewhere && c.geometry.parameters.weight.size() > 0;
  };
  const auto is_no_loss = [](const LayerCase<T>& c) { return !c.properties.loss; };  // a loss has neither of these
  const auto refuses_shapes = [](const LayerCase<T>& c) { return !c.elsewhere && !c.properties.loss; };
  return {{"BackwardIsLinearInGradOutput", "contract", is_no_loss, backward_is_linear<T>},
          {"WritesEveryElement", "contract", is_here, writes_every_element<T>},
          {"OverwritesWhatItFinds", "contract", always, overwrites_what_it_finds<T>},
          {"LeavesItsArgumentsAlone", "contract", always, leaves_arguments_alone<T>},
          {"ComputesTheSameWithoutInputGradient", "contract", has_parameters, ignores_unwanted_input_gradient<T>},
          {"RefusesWrongShapes", "contract", refuses_shapes, refuses_wrong_shapes<T>}};
}

template std::vector<Check<float>> contract_checks();
template std::vector<Check<double>> contract_checks();
template CheckResult check_refusal(const LayerCase<float>&, const std::string&);
template CheckResult check_refusal(const LayerCase<double>&, const std::string&);

}  // namespace backcheck::suite
