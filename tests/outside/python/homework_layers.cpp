#include "tests/outside/python/homework_layers.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string_view>

#include "tests/mutants/mutant.hpp"
#include "tests/outside/known_layers.hpp"
#include "tests/outside/uncontained.hpp"
#include "tests/outside/values.hpp"
#include "tests/outside/watch.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::outside {
namespace {

Homework::LabelsFor labels_of(const suite::LossOptions& o) {
  return [o](const Shape& logits) { return o.labels_for(logits); };
}
template <LayerOptions O>
Homework::LabelsFor labels_of(const O&) {
  return {};
}

// A homework drops other elements than the textbook's dropout: its generator is another one. Which ones it drops is
// seen from what it makes of ones; this drops the same. Forward throws where their number is that of another rate.
template <Scalar T>
suite::Implementation<T> dropout_like(const suite::Implementation<T>& layer, double rate, const std::string& function) {
  return {.forward =
              [=](const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
                  std::any& cache) {
                Tensor<T> kept;
                std::any theirs;
                layer.forward(Tensor<T>(input.shape(), 1), params, pass, kept, theirs);
                if (kept.shape() != input.shape()) kept = Tensor<T>(input.shape(), 1);  // told by comparing the outputs
                const auto n = static_cast<double>(kept.size());
                const auto dropped = std::count(kept.begin(), kept.end(), T(0));
                // Five standard deviations of a binomial count.
                if (std::abs(static_cast<double>(dropped) - n * rate) > 5 * std::sqrt(n * rate * (1 - rate))) {
                  throw suite::CallFailed(function,
                                          "drops " + std::to_string(dropped) + " of " + std::to_string(kept.size()) +
                                              " elements where a rate of " + std::to_string(rate).substr(0, 4) +
                                              " was asked for",
                                          suite::Failure::Kind::wrong);
                }
                for (T& factor : kept) factor = factor == T(0) ? T(0) : static_cast<T>(1 / (1 - rate));
                output.resize(input.shape());
                for (Index i = 0; i < input.size(); ++i) output[i] = kept[i] * input[i];
                cache = typename reference::Dropout<T>::Cache{kept};
              },
          .backward =
              [](const Tensor<T>& grad_output, const Tensor<T>&, const Parameters<T>&, const std::any& cache,
                 Gradients<T>& grads) {
                grads = {.input = grad_output, .weight = {}, .bias = {}};
                const Tensor<T>& kept = std::any_cast<const typename reference::Dropout<T>::Cache&>(cache).factor;
                for (Index i = 0; i < kept.size(); ++i) grads.input[i] *= kept[i];
              },
          .same_cache = {}};
}

// Dropout of the homework, compared with one that drops the same; which is linear, so that its derivative along a
// direction is its value there. `make_double` makes the same homework for numbers of double: the mistakes that it is
// compared with are those of a layer that drops the same, too.
template <Scalar T>
suite::LayerCases<T> dropout_cases(
    const std::function<suite::Implementation<T>(const DropoutOptions&)>& make,
    const std::function<suite::Implementation<double>(const DropoutOptions&)>& make_double,
    const std::string& function) {
  suite::Builders<T, DropoutOptions> builders{.layer = make};
  builders.twin = [=](const DropoutOptions& o) { return dropout_like(make(o), o.rate, function); };
  if constexpr (std::same_as<T, double>) {
    builders.exact_derivative = [twin = builders.twin](const DropoutOptions& o) -> suite::ExactDerivative {
      return [forward = twin(o).forward](const auto& at, const auto& direction, const Pass& pass) {
        Tensor<double> output;
        std::any cache;
        forward(direction.input, {}, pass, output, cache);
        return suite::dot(at.grad_output, output);
      };
    };
  }
  auto specification = std::make_shared<suite::Specification<DropoutOptions>>(suite::dropout_specification());
  specification->known_mistakes = [=](const DropoutOptions& o) {
    return mutants::known_mistakes(dropout_like(make_double(o), o.rate, function), o,
                                   mutants::mutants_of<DropoutOptions>());
  };
  suite::LayerCases<T> cases = suite::layer_cases_of(*specification, builders);
  for (suite::LazyCase<T>& one : cases.cases) {  // which keep references to the specification
    one.make = [specification, make_case = one.make] { return make_case(); };
  }
  return cases;
}

template <Scalar T, LayerOptions O>
suite::LayerCases<T> cases_of(const Homework& homework, const Homework::Layer& layer) {
  const std::function make = [=](const O& o) { return homework.layer<T>(layer, values_of(o), labels_of(o)); };
  if constexpr (std::same_as<O, DropoutOptions>) {
    const auto make_double = [=](const O& o) { return homework.layer<double>(layer, values_of(o), labels_of(o)); };
    return dropout_cases<T>(make, make_double, layer.functions.front());
  } else if constexpr (std::same_as<O, suite::LossOptions>) {
    return known_loss_cases<T>(layer.name, make);
  } else {
    return known_cases<T, O>(make);
  }
}

// Forward is the homework's, backward the textbook's.
template <Scalar T>
void replace_backward(suite::LayerCase<T>& one) {
  one.layer.backward = [twin = *one.twin, pass = one.pass()](const Tensor<T>& grad_output, const Tensor<T>& input,
                                                             const Parameters<T>& params, const std::any&,
                                                             Gradients<T>& grads) {
    Tensor<T> output;
    std::any cache;
    twin.forward(input, params, pass, output, cache);
    twin.backward(grad_output, input, params, cache, grads);
  };
  one.layer.same_cache = [](const std::any&, const std::any&) { return true; };
}

// The call that is not written yet, or not even defined, where there is one.
std::optional<suite::CallFailed> unwritten(const suite::LayerCase<double>& one) try {
  suite::run(one.layer, suite::make_arguments(one, suite::Numbers::random), one.pass());
  return std::nullopt;
} catch (const suite::CallFailed& failed) {
  const std::string_view said = failed.what();
  return said == not_written || said == not_defined ? std::optional(failed) : std::nullopt;
}

// The cases that a homework can be asked for; the names of the others go to `skipped`.
template <Scalar T>
suite::LayerCases<T> affordable(const suite::LayerCases<T>& all, const Homework::Layer& layer, bool has_backward,
                                std::vector<std::string>& skipped) {
  suite::LayerCases<T> kept;
  skipped.clear();
  for (const suite::LazyCase<T>& lazy : all.cases) {
    const suite::LayerCase<T> one = lazy.make();
    const bool lacks_bias = one.geometry.parameters.weight.size() > 0 && one.geometry.parameters.bias.size() == 0;
    if (one.geometry.cost(one.input).forward_flops > most_flops || (lacks_bias && layer.needs_bias)) {
      skipped.push_back(lazy.name);
      continue;
    }
    kept.cases.push_back(lazy);
    kept.cases.back().make = [make = lazy.make, has_backward] {
      suite::LayerCase<T> made = make();
      made.elsewhere = true;
      if (!has_backward) replace_backward(made);
      return made;
    };
  }
  return kept;
}

template <LayerOptions O>
HomeworkLayer layer_of(const Homework& homework, const Homework::Layer& layer, const std::string& source) {
  HomeworkLayer found{.name = layer.name, .functions = layer.functions};
  if (std::count(layer.missing.begin(), layer.missing.end(), layer.functions.front()) > 0) return found;
  const auto cases_in = [&]<Scalar T>(T, bool has_backward) {
    return affordable<T>(cases_of<T, O>(homework, layer), layer, has_backward, found.skipped);
  };
  LayerUnderTest& under_test = found.layer.emplace(LayerUnderTest{.name = layer.name, .source = source});
  const auto missing = unwritten(cases_in(double(), true).cases.front().make());
  if (missing) {
    const suite::CheckResult result{
        .coverage = {{"error", {1, 1}}},
        .failures = {{.tensor = missing->call, .message = missing->what(), .kind = missing->kind}},
        .cases = 1};
    under_test.more_checks = {{"IsWritten", "contract", [] { return true; }, [result] { return result; }}};
  }
  // Without a backward pass, what is said of gradients is nothing that the homework did.
  under_test.run = [has_backward = !missing](const auto& name, const auto& checks) {
    return run_uncontained(name, checks,
                           [=](const auto& tensor) { return has_backward || !tensor.starts_with("grad"); });
  };
  if (missing && missing->call == layer.functions.front()) return found;

  const auto floats = cases_in(float(), !missing);
  under_test.in_double = cases_in(double(), !missing);
  const suite::LayerCase<float> one = floats.cases.front().make();
  try {
    suite::run(one.layer, suite::make_arguments(one, suite::Numbers::random), one.pass());
  } catch (const suite::CallFailed&) {  // which the checks will tell
  }
  if (homework.keeps_float(layer)) under_test.in_float = floats;
  return found;
}

}  // namespace

std::vector<HomeworkLayer> layers_of(const Homework& homework, const std::string& source) {
  std::vector<HomeworkLayer> all;
  const auto add = [&](const std::string& name, const auto& make) {
    for (const Homework::Layer& layer : homework.layers()) {
      if (layer.name == name) all.push_back(make(layer));
    }
  };
#define BACKCHECK_LAYER(Name, file) \
  add(#Name, [&](const Homework::Layer& layer) { return layer_of<Name##Options>(homework, layer, source); });
#define BACKCHECK_LOSS(Name, file) \
  add(#Name, [&](const Homework::Layer& layer) { return layer_of<suite::LossOptions>(homework, layer, source); });
#include "core/layers.def"
  return all;
}

}  // namespace backcheck::outside
