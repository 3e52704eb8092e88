// Does the layer keep the contract of core/layer.hpp?
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/random.hpp"
#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::suite {
namespace {

template <Scalar T>
bool small(const Problem<T>& problem) {
  return !problem.is_workload;
}

Outcome found(const std::string& tensor, const std::string& message, Verdict verdict = Verdict::fail) {
  return {.coverage = {{tensor, {1, 1}}}, .findings = {{.tensor = tensor, .message = message, .verdict = verdict}}};
}
Outcome fine(const std::string& tensor) { return {.coverage = {{tensor, {1, 1}}}, .findings = {}}; }
Outcome expect(bool holds, const std::string& tensor, const std::string& message) {
  return holds ? fine(tensor) : found(tensor, message);
}

// The gradients of 2 * sum(grad_output * output) are exactly twice as large, and those of 0 are 0: a backward pass that
// ignores grad_output, or adds to what was there, fails.
template <Scalar T>
Outcome is_linear_in_grad_output(const Problem<T>& problem) {
  Example<T> example = make_example(problem, Numbers::random);
  Result<T> once = run(problem.layer, example, problem.pass());
  for (T& g : example.grad_output) g *= 2;
  Result<T> twice = run(problem.layer, example, problem.pass());
  example.grad_output.fill(T(0));
  Result<T> zero = run(problem.layer, example, problem.pass());

  Outcome outcome;
  const auto compare_all = [&](Gradients<T>& ours, Gradients<T>& base, T factor, const char* source) {
    for_each_gradient(base, [&](const char* name, const Tensor<T>& tensor) {
      Tensor<T> wanted = tensor;
      for (T& g : wanted) g *= factor;
      const Gradients<T>& all = ours;
      const Tensor<T>& got = name == std::string("grads.input")    ? all.input
                             : name == std::string("grads.weight") ? all.weight
                                                                   : all.bias;
      Outcome one = compare(name, got, wanted, {}, source);
      if (factor == T(0)) one.coverage.clear();  // zeros are what is wanted here
      outcome += one;
    });
  };
  compare_all(twice.grads, once.grads, T(2), "twice the gradient for half the grad_output");
  compare_all(zero.grads, once.grads, T(0), "the gradient for grad_output = 0");
  return outcome;
}

// Outputs that already have the right shape, are too large or are too small, all full of NaN: in each case everything
// is written, to the same bits as in fresh tensors. (A vector that grows fills the new part with zeros, which is why
// the first two are needed.)
template <Scalar T>
Outcome writes_everything(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  const Result<T> fresh = run(problem.layer, example, problem.pass());
  const T nan = std::numeric_limits<T>::quiet_NaN();
  Outcome outcome;
  const auto check = [&](const std::string& how, auto poison) {
    Result<T> result;
    poison(result.output, fresh.output);
    poison(result.grads.input, fresh.grads.input);
    poison(result.grads.weight, fresh.grads.weight);
    poison(result.grads.bias, fresh.grads.bias);
    run(problem.layer, example, problem.pass(), result);
    const auto one = [&](const char* name, const Tensor<T>& ours, const Tensor<T>& wanted) {
      outcome += compare(name, ours, wanted, {}, "a fresh tensor (this one was " + how + " and full of NaN)");
    };
    one("output", result.output, fresh.output);
    one("grads.input", result.grads.input, fresh.grads.input);
    one("grads.weight", result.grads.weight, fresh.grads.weight);
    one("grads.bias", result.grads.bias, fresh.grads.bias);
  };
  check("of the right size", [&](Tensor<T>& t, const Tensor<T>& like) { t = Tensor<T>(like.shape(), nan); });
  check("too large", [&](Tensor<T>& t, const Tensor<T>& like) { t = Tensor<T>({like.size() + 5}, nan); });
  check("too small", [&](Tensor<T>& t, const Tensor<T>& like) { t = Tensor<T>({like.size() / 2 + 1}, nan); });
  return outcome;
}

// Tensors and cache that served other numbers, and a larger batch, before: nothing of them may remain.
template <Scalar T>
Outcome overwrites_what_it_finds(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random), other = make_example(problem, Numbers::random, 99);
  Problem<T> larger = problem;
  larger.input = problem.input.with_batch(problem.input[0] + 2);
  const Example<T> large = make_example(larger, Numbers::random, 98);

  Result<T> fresh = run(problem.layer, example, problem.pass()), used;
  run(problem.layer, large, problem.pass(), used);
  run(problem.layer, other, {.training = problem.nature.training, .seed = 4}, used);
  run(problem.layer, example, problem.pass(), used);

  Outcome outcome;
  const std::string source = "a fresh tensor (this one and the cache served other numbers before)";
  outcome += compare("output", used.output, fresh.output, {}, source);
  outcome += compare("grads.input", used.grads.input, fresh.grads.input, {}, source);
  outcome += compare("grads.weight", used.grads.weight, fresh.grads.weight, {}, source);
  outcome += compare("grads.bias", used.grads.bias, fresh.grads.bias, {}, source);
  outcome += expect(problem.layer.same_cache(used.cache, fresh.cache), "cache",
                    "differs from a fresh one after serving other numbers");
  return outcome;
}

template <Scalar T>
Outcome leaves_arguments_alone(const Problem<T>& problem) {
  const Example<T> before = make_example(problem, Numbers::random);
  Example<T> example = before;
  Result<T> result;
  problem.layer.forward(example.input, example.params, problem.pass(), result.output, result.cache);
  const std::any cache = result.cache;
  const Tensor<T> output = result.output;
  problem.layer.backward(example.grad_output, example.input, example.params, result.cache, result.grads);

  Outcome outcome = expect(same_bits(example.input, before.input), "input", "was changed by forward or backward");
  outcome += expect(same_bits(example.params.weight, before.params.weight), "weight", "was changed");
  outcome += expect(same_bits(example.params.bias, before.params.bias), "bias", "was changed");
  outcome += expect(same_bits(example.grad_output, before.grad_output), "grad_output", "was changed by backward");
  outcome += expect(problem.layer.same_cache(cache, result.cache), "cache", "was changed by backward");
  return outcome;
}

template <Scalar T>
Outcome ignores_unwanted_input_gradient(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  const Result<T> wanted = run(problem.layer, example, problem.pass());
  Result<T> result;
  result.grads.wants_input = false;
  run(problem.layer, example, problem.pass(), result);
  const std::string source = "backward with wants_input = true";
  Outcome outcome = compare("grads.weight", result.grads.weight, wanted.grads.weight, {}, source);
  outcome += compare("grads.bias", result.grads.bias, wanted.grads.bias, {}, source);
  return outcome;
}

// That `call` throws std::invalid_argument, in a message that begins with the layer's name and contains `says`.
template <class Call>
Outcome refuses(const std::string& layer, const std::string& what, const std::vector<std::string>& says, Call call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    const std::string message = error.what();
    Outcome outcome = expect(message.rfind(layer + ": ", 0) == 0, "error",
                             "refused " + what + " without naming " + layer + " first: '" + message + "'");
    for (const std::string& part : says) {
      outcome += expect(message.find(part) != std::string::npos, "error",
                        "refused " + what + " without saying '" + part + "': '" + message + "'");
    }
    return outcome;
  } catch (const std::exception& error) {
    return found("error", "refused " + what + " with something other than std::invalid_argument: " + error.what());
  }
  return found("error", "accepted " + what);
}

Shape with_one_more(const Shape& shape) { return shape.rank() == 0 ? Shape{1} : shape.with_batch(shape[0] + 1); }

template <Scalar T>
Outcome refuses_wrong_shapes(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  const Result<T> right = run(problem.layer, example, problem.pass());
  const std::string& layer = problem.geometry.layer;
  Outcome outcome;

  const auto forward_and_backward = [&](const std::string& what, const Shape& wanted, const Shape& got,
                                        const Tensor<T>& input, const Parameters<T>& params) {
    const std::vector<std::string> says{to_string(wanted), to_string(got)};
    outcome += refuses(layer, "forward with " + what, says, [&] {
      Result<T> result;
      problem.layer.forward(input, params, problem.pass(), result.output, result.cache);
    });
    outcome += refuses(layer, "backward with " + what, says, [&] {
      Gradients<T> grads;
      problem.layer.backward(example.grad_output, input, params, right.cache, grads);
    });
  };
  const ParameterShapes& shapes = problem.geometry.parameters;
  Parameters<T> params = example.params;
  for (const Shape& wrong : {with_one_more(shapes.weight), shapes.weight.rank() > 0 ? Shape{} : Shape{2, 2}}) {
    params.weight = Tensor<T>(wrong);
    forward_and_backward("a weight of the wrong shape", shapes.weight, wrong, example.input, params);
  }
  params = example.params;
  for (const Shape& wrong : {with_one_more(shapes.bias), shapes.bias.rank() > 0 ? Shape{} : Shape{2, 2}}) {
    params.bias = Tensor<T>(wrong);
    forward_and_backward("a bias of the wrong shape", shapes.bias, wrong, example.input, params);
  }
  const Shape output = problem.geometry.output_shape(problem.input);
  for (const Shape& wrong : {with_one_more(output), Shape{output.size() + 1}, Shape{}}) {
    outcome += refuses(layer, "a grad_output of the wrong shape", {to_string(output), to_string(wrong)}, [&] {
      Gradients<T> grads;
      problem.layer.backward(Tensor<T>(wrong), example.input, example.params, right.cache, grads);
    });
  }
  return outcome;
}

}  // namespace

template <Scalar T>
Outcome check_refusal(const Problem<T>& problem, const std::string& says) {
  const Tensor<T> input(problem.input);
  const ParameterShapes& shapes = problem.geometry.parameters;
  const Parameters<T> params{Tensor<T>(shapes.weight), Tensor<T>(shapes.bias)};
  const std::string& layer = problem.geometry.layer;
  Result<T> result;
  Outcome outcome = refuses(layer, "forward", {says},
                            [&] { problem.layer.forward(input, params, problem.pass(), result.output, result.cache); });
  outcome += refuses(layer, "backward", {says}, [&] {
    problem.layer.backward(Tensor<T>({1, 1, 1, 1}), input, params, result.cache, result.grads);
  });
  for (Finding& finding : outcome.findings) finding.case_line = problem.case_line;
  return outcome;
}

template <Scalar T>
std::vector<Check<T>> contract_checks() {
  const auto has_parameters = [](const Problem<T>& problem) {
    return small(problem) && problem.geometry.parameters.weight.size() > 0;
  };
  return {{"BackwardIsLinearInGradOutput", "contract", small<T>, is_linear_in_grad_output<T>},
          {"WritesEveryElement", "contract", small<T>, writes_everything<T>},
          {"OverwritesWhatItFinds", "contract", small<T>, overwrites_what_it_finds<T>},
          {"LeavesItsArgumentsAlone", "contract", small<T>, leaves_arguments_alone<T>},
          {"ComputesTheSameWithoutInputGradient", "contract", has_parameters, ignores_unwanted_input_gradient<T>},
          {"RefusesWrongShapes", "contract", small<T>, refuses_wrong_shapes<T>}};
}

template std::vector<Check<float>> contract_checks();
template std::vector<Check<double>> contract_checks();
template Outcome check_refusal(const Problem<float>&, const std::string&);
template Outcome check_refusal(const Problem<double>&, const std::string&);

}  // namespace backcheck::suite
