// One line verifies a layer or a loss:
//
//   VERIFY_LAYER(LeakyReLU, student::LeakyReLU);                       no twin: everything but parity
//   VERIFY_LAYER(LeakyReLU, student::LeakyReLU, reference::LeakyReLU); both, against each other and each on its own
//   VERIFY_LOSS(HingeLoss, student::HingeLoss);                        a loss without a twin
//   VERIFY_LOSSES(HingeLoss, student::HingeLoss, reference::HingeLoss);
//
// at namespace scope, after a `specification` (specification.hpp) of the layer's options, or of LossOptions (loss.hpp).
// It registers one test for each layer, number type and check, such as LeakyReLU/double.WritesEveryElement; each runs
// over all cases.
//
// The last layer named is the textbook one: it is also run on dual numbers, so it must be a template defined in a
// header that calls exp and the like unqualified.
#pragma once

#include <source_location>
#include <string>

#include "tests/suite/checks.hpp"
#include "tests/suite/loss.hpp"
#include "tests/suite/specification.hpp"

#define VERIFY_LAYER(name, ...) \
  [[maybe_unused]] const bool name##_is_verified = ::backcheck::suite::verify<__VA_ARGS__>(#name, specification)
#define VERIFY_LOSS(name, loss)                                   \
  template <::backcheck::Scalar T>                                \
  struct name##Layer : ::backcheck::suite::LossLayer<loss<T>> {}; \
  VERIFY_LAYER(name, name##Layer)
#define VERIFY_LOSSES(name, fast, textbook)                                   \
  template <::backcheck::Scalar T>                                            \
  struct name##FastLayer : ::backcheck::suite::LossLayer<fast<T>> {};         \
  template <::backcheck::Scalar T>                                            \
  struct name##TextbookLayer : ::backcheck::suite::LossLayer<textbook<T>> {}; \
  VERIFY_LAYER(name, name##FastLayer, name##TextbookLayer)

namespace backcheck::suite {

using Location = std::source_location;

// Registers a GoogleTest test that fails for everything that is wrong with what `run` returns, and says how to repeat
// it. `family` becomes a label of ctest; `location` is where failures point to.
void register_test(const std::string& suite_name, const std::string& test_name, const std::string& family,
                   std::function<CheckResult()> run, const Location& location);

// Commands of CMake that give every test of this program its labels: "layers", and its family or, for the tests
// written with GoogleTest's macros, "examples".
std::string ctest_labels();

// The cases of one layer in one number type, stripped of its type.
template <Scalar T>
struct LayerCases {
  std::function<std::vector<LayerCase<T>>()> cases;                             // workloads included
  std::function<std::vector<std::pair<LayerCase<T>, std::string>>()> refusals;  // with what the messages contain
  std::vector<Range> random_ranges;                                             // empty where there are no random cases
  std::function<LayerCase<T>(const std::vector<Index>& drawn)> random_case;
};

// One test for each check that applies to any of the cases, one on random cases, and one on refusals.
template <Scalar T>
void register_tests(const std::string& suite_name, const LayerCases<T>& all, const Location& location);

template <Scalar T, template <Scalar> class L, template <Scalar> class Textbook, LayerOptions O>
void verify_in(const std::string& suite_name, const Specification<O>& specification, const Location& location) {
  const auto make = [&specification](const Case<O>& one) { return layer_case_of<T, L, Textbook>(specification, one); };
  LayerCases<T> all;
  all.cases = [make, &specification] {
    std::vector<LayerCase<T>> cases;
    for (const Case<O>& one : specification.cases) cases.push_back(make(one));
    for (const Case<O>& one : specification.workloads) {
      cases.push_back(make(one));
      cases.back().is_workload = true;
    }
    return cases;
  };
  all.refusals = [make, &specification] {
    std::vector<std::pair<LayerCase<T>, std::string>> refusals;
    for (const Refusal<O>& one : specification.refusals) {
      refusals.emplace_back(make({one.name, one.options, one.input}), one.says);
    }
    return refusals;
  };
  all.random_ranges = specification.random.ranges;
  all.random_case = [make, &specification](const auto& drawn) { return make(specification.random.make(drawn)); };
  register_tests<T>(suite_name, all, location);
}

// L in float and double.
template <template <Scalar> class L, template <Scalar> class Textbook, LayerOptions O>
void verify_as(const std::string& suite_name, const Specification<O>& specification, const Location& location) {
  verify_in<float, L, Textbook>(suite_name + "/float", specification, location);
  verify_in<double, L, Textbook>(suite_name + "/double", specification, location);
}

template <template <Scalar> class Fast, template <Scalar> class Textbook, LayerOptions O>
bool verify(const std::string& name, const Specification<O>& specification,
            const Location& location = Location::current()) {
  verify_as<Fast, Textbook>(name + "/fast", specification, location);
  verify_as<Textbook, Textbook>(name + "/reference", specification, location);
  return true;
}

template <template <Scalar> class L, LayerOptions O>
bool verify(const std::string& name, const Specification<O>& specification,
            const Location& location = Location::current()) {
  verify_as<L, L>(name, specification, location);
  return true;
}

}  // namespace backcheck::suite
