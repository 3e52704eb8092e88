// Verifies the hyperbolic tangent, far out as well. That of the C library is right to two units in the last place; the
// square doubles its error in the derivative: 4 in all.
#include "layers/tanh.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "reference/tanh.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<TanhOptions> specification{
    .nature = {.in_input = suite::Smoothness::smooth, .ulps = 4},
    .cases =
        {
            {"OneNumber", {}, {1, 1}},
            {"Vector", {}, {7}},
            {"Batch", {}, {3, 5}},
            {"Images", {}, {2, 3, 4, 5}},
            {"Size15", {}, {15}},
            {"Size16", {}, {16}},
            {"Size17", {}, {17}},
            {"Size33", {}, {3, 11}},
            {"Size1023", {}, {3, 11, 31}},
            {"Size1025", {}, {5, 205}},
        },
    .workloads = {{"CifarFirstLayer", {}, {64, 32, 32, 32}}},
    .refusals = {{"NoElements", {}, {}, "input"}},
    .random = {.ranges = {{1, 5}, {1, 9}, {1, 5}, {1, 9}},
               .make = [](const std::vector<Index>& d) -> suite::Case<TanhOptions> {
                 return {"Random", {}, {d[0], d[1], d[2], d[3]}};
               }},
    .print = [](const TanhOptions&) { return std::string(); },
    .exact_on_integers = [](const TanhOptions&) { return false; },
};

VERIFY_LAYER(Tanh, layers::Tanh, reference::Tanh);
KILL_MUTANTS(Tanh, reference::Tanh, mutants::tanh());

template <class L>
class TanhByHand : public ::testing::Test {
 protected:
  Tensor<typename L::Number> output;
  Gradients<typename L::Number> grads;
  void run(const Tensor<typename L::Number>& input) {
    typename L::Cache cache;
    L().forward(input, {}, {}, output, cache);
    L().backward(Tensor<typename L::Number>(input.shape(), 1), input, {}, cache, grads);
  }
};
using Twins =
    ::testing::Types<layers::Tanh<float>, layers::Tanh<double>, reference::Tanh<float>, reference::Tanh<double>>;
TYPED_TEST_SUITE(TanhByHand, Twins);

TYPED_TEST(TanhByHand, SaturatesWithoutOverflow) {
  using T = typename TypeParam::Number;
  const T huge = std::numeric_limits<T>::max();
  this->run(Tensor<T>({5}, {-huge, -1000, 0, 1000, huge}));
  EXPECT_EQ(this->output, Tensor<T>({5}, {-1, -1, 0, 1, 1}));
  EXPECT_EQ(this->grads.input, Tensor<T>({5}, {0, 0, 1, 0, 0}));
}

}  // namespace
}  // namespace backcheck
