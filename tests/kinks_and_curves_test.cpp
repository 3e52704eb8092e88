// Layers without a twin whose derivative is neither a step nor smooth, or whose outputs are not bounded: right ones
// pass every check, wrong ones are found in the tensor that is wrong.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "student/elu.hpp"
#include "tests/suite/layer_checks.hpp"

namespace backcheck {
namespace {

using student::elu::ELU;
using student::elu::ELUOptions;
using Names = std::set<std::string>;

template <template <Scalar> class L, Scalar T, LayerOptions O>
void add_wrong_tensors(Names& names, const suite::Specification<O>& specification) {
  const auto cases = suite::layer_cases_of(specification, suite::builders_of<T, L, L, O>());
  for (const suite::LayerCheck& check : suite::checks_of(cases)) {
    if (!check.applies()) continue;
    for (const suite::Failure& failure : suite::judge(check.run())) names.insert(failure.tensor);
  }
}

// The tensors, and other things, that any check finds wrong, in either number type.
template <template <Scalar> class L, LayerOptions O>
Names wrong(const suite::Specification<O>& specification) {
  Names names;
  add_wrong_tensors<L, double>(names, specification);
  add_wrong_tensors<L, float>(names, specification);
  return names;
}

// An element-wise layer with the shapes and options of ELU: Function<T> has value(x, alpha) and slope(x, alpha).
template <Scalar T, template <class> class Function>
struct ElementWise : ELU<T> {
  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               NoCache& cache) const {
    ELU<T>::forward(input, params, pass, output, cache);  // which refuses what does not fit
    for (Index i = 0; i < input.size(); ++i) output[i] = Function<T>::value(input[i], T(this->options.alpha));
  }
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache& cache,
                Gradients<T>& grads) const {
    ELU<T>::backward(grad_output, input, params, cache, grads);
    for (Index i = 0; i < input.size(); ++i) {
      grads.input[i] = Function<T>::slope(input[i], T(this->options.alpha)) * grad_output[i];
    }
  }
};
#define ELEMENT_WISE(Name, value_at, slope_at)                       \
  template <class T>                                                 \
  struct Name##Function {                                            \
    static T value([[maybe_unused]] T x, [[maybe_unused]] T alpha) { \
      using std::exp, std::expm1, std::log1p;                        \
      return T(value_at);                                            \
    }                                                                \
    static T slope([[maybe_unused]] T x, [[maybe_unused]] T alpha) { \
      using std::exp, std::expm1, std::log1p;                        \
      return T(slope_at);                                            \
    }                                                                \
  };                                                                 \
  template <Scalar T>                                                \
  struct Name : ElementWise<T, Name##Function> {}

#define ELU_VALUE (T(0) < x ? x : T(alpha * expm1(x)))
ELEMENT_WISE(AccurateELU, ELU_VALUE, T(0) < x ? T(1) : T(alpha * exp(x)));
ELEMENT_WISE(SlopeOfTheLine, ELU_VALUE, T(0) < x ? T(1) : alpha);
ELEMENT_WISE(AlphaForgotten, ELU_VALUE, T(0) < x ? T(1) : T(exp(x)));
ELEMENT_WISE(ValueForSlope, ELU_VALUE, T(0) < x ? T(1) : T(alpha * expm1(x)));
ELEMENT_WISE(GatedLikeReLU, ELU_VALUE, T(0) < x ? T(1) : T(0));
ELEMENT_WISE(OtherSideAtZero, ELU_VALUE, x < T(0) ? T(alpha * exp(x)) : T(1));
ELEMENT_WISE(WrongInFloatOnly, ELU_VALUE,
             T(0) < x ? T(1) : T(alpha * exp(x) * T((std::same_as<T, float> ? 1.001 : 1.0))));

// alpha x + (1 - alpha) log(1 + exp(x)), without the overflow of exp.
#define SOFTPLUS T(0) < x ? T(x + log1p(exp(-x))) : T(log1p(exp(x)))
ELEMENT_WISE(LeakySoftplus, alpha* x + (T(1) - alpha) * (SOFTPLUS), alpha + (T(1) - alpha) / (T(1) + exp(-x)));
ELEMENT_WISE(LeakySoftplusWithoutLeak, alpha* x + (T(1) - alpha) * (SOFTPLUS), (T(1) - alpha) / (T(1) + exp(-x)));

// The kink of ELU lies where alpha is not 1; without it, and with outputs that are rounded wherever they lie.
suite::Specification<ELUOptions> softplus() {
  suite::Specification<ELUOptions> specification = student::elu::specification;
  specification.properties = {.in_input = suite::Smoothness::smooth, .unbounded = true, .ulps = 6};
  return specification;
}

TEST(KinksAndCurves, OfARightLayerAreNoReasonToDoubtIt) {
  EXPECT_EQ(wrong<ELU>(student::elu::specification), Names{});
  EXPECT_EQ(wrong<AccurateELU>(student::elu::specification), Names{});
}

TEST(KinksAndCurves, AWrongDerivativeOnTheCurvedSideIsFound) {
  EXPECT_EQ(wrong<SlopeOfTheLine>(student::elu::specification), Names{"grads.input"});
  EXPECT_EQ(wrong<AlphaForgotten>(student::elu::specification), Names{"grads.input"});
  EXPECT_EQ(wrong<ValueForSlope>(student::elu::specification), Names{"grads.input"});
  EXPECT_EQ(wrong<GatedLikeReLU>(student::elu::specification), Names{"grads.input"});
}

TEST(KinksAndCurves, ADerivativeAtTheKinkThatForwardDoesNotTakeIsFound) {
  EXPECT_EQ(wrong<OtherSideAtZero>(student::elu::specification), Names{"grads.input"});
}

TEST(KinksAndCurves, ADerivativeThatIsWrongInFloatAloneIsFound) {
  EXPECT_EQ(wrong<WrongInFloatOnly>(student::elu::specification), Names{"grads.input"});
}

TEST(UnboundedCurves, OfARightLayerAreNoReasonToDoubtIt) { EXPECT_EQ(wrong<LeakySoftplus>(softplus()), Names{}); }

TEST(UnboundedCurves, AForgottenTermOfTheDerivativeIsFound) {
  EXPECT_EQ(wrong<LeakySoftplusWithoutLeak>(softplus()), Names{"grads.input"});
}

}  // namespace
}  // namespace backcheck
