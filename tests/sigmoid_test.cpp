// Verifies the logistic function, far out as well. An exponential is right to two units in the last place; the
// addition, the division and the products of the derivative add one half each: 4 in all.
#include "layers/sigmoid.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "reference/sigmoid.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<SigmoidOptions> specification{
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
               .make = [](const std::vector<Index>& d) -> suite::Case<SigmoidOptions> {
                 return {"Random", {}, {d[0], d[1], d[2], d[3]}};
               }},
    .print = [](const SigmoidOptions&) { return std::string(); },
    .exact_on_integers = [](const SigmoidOptions&) { return false; },
};

VERIFY_LAYER(Sigmoid, layers::Sigmoid, reference::Sigmoid);
KILL_MUTANTS(Sigmoid, reference::Sigmoid, mutants::sigmoid());

template <class L>
class SigmoidByHand : public ::testing::Test {
 protected:
  Tensor<typename L::Number> output;
  Gradients<typename L::Number> grads;
  void run(const Tensor<typename L::Number>& input) {
    typename L::Cache cache;
    L().forward(input, {}, {}, output, cache);
    L().backward(Tensor<typename L::Number>(input.shape(), 1), input, {}, cache, grads);
  }
};
using Twins = ::testing::Types<layers::Sigmoid<float>, layers::Sigmoid<double>, reference::Sigmoid<float>,
                               reference::Sigmoid<double>>;
TYPED_TEST_SUITE(SigmoidByHand, Twins);

TYPED_TEST(SigmoidByHand, SaturatesWithoutOverflow) {
  using T = typename TypeParam::Number;
  const T huge = std::numeric_limits<T>::max();
  this->run(Tensor<T>({5}, {-huge, -1000, 0, 1000, huge}));
  // The exponential may stop where its result is a normal number still: the least of them stands for 0.
  const double least = 2 * static_cast<double>(std::numeric_limits<T>::min());
  const Tensor<T> wanted({5}, {0, 0, 0.5, 1, 1}), wanted_grad({5}, {0, 0, 0.25, 0, 0});
  for (Index i = 0; i < 5; ++i) {
    EXPECT_NEAR(this->output[i], wanted[i], least) << "element " << i;
    EXPECT_NEAR(this->grads.input[i], wanted_grad[i], least) << "element " << i;
  }
}

}  // namespace
}  // namespace backcheck
