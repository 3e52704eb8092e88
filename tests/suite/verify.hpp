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

#include <string>

#include "tests/suite/layer_checks.hpp"
#include "tests/suite/loss.hpp"

#define VERIFY_LAYER(name, ...)                    \
  [[maybe_unused]] const bool name##_is_verified = \
      ::backcheck::suite::verify<__VA_ARGS__>(#name, specification, {__FILE__, __LINE__})
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

struct Location {  // (clang 14 has no std::source_location)
  const char* file;
  int line;
};

// Registers a GoogleTest test that fails for everything that is wrong with what `run` returns, and says how to repeat
// it. `family` becomes a label of ctest; `location` is where failures point to.
void register_test(const std::string& suite_name, const std::string& test_name, const std::string& family,
                   std::function<CheckResult()> run, const Location& location);

// Commands of CMake that give every test of this program its labels: "layers", and its family or, for the tests
// written with GoogleTest's macros, "examples".
std::string ctest_labels();

// One test for each check that applies.
void register_tests(const std::string& suite_name, const std::vector<LayerCheck>& checks, const Location& location);

// L in float and double.
template <template <Scalar> class L, template <Scalar> class Textbook, LayerOptions O>
void verify_as(const std::string& suite_name, const Specification<O>& specification, const Location& location) {
  register_tests(suite_name + "/float", checks_of(layer_cases_of(specification, builders_of<float, L, Textbook, O>())),
                 location);
  register_tests(suite_name + "/double",
                 checks_of(layer_cases_of(specification, builders_of<double, L, Textbook, O>())), location);
}

template <template <Scalar> class Fast, template <Scalar> class Textbook, LayerOptions O>
bool verify(const std::string& name, const Specification<O>& specification, const Location& location) {
  verify_as<Fast, Textbook>(name + "/fast", specification, location);
  verify_as<Textbook, Textbook>(name + "/reference", specification, location);
  return true;
}

template <template <Scalar> class L, LayerOptions O>
bool verify(const std::string& name, const Specification<O>& specification, const Location& location) {
  verify_as<L, L>(name, specification, location);
  return true;
}

}  // namespace backcheck::suite
