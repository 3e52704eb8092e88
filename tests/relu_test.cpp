// Verifies the rectifier, and its convention at 0.
#include "layers/relu.hpp"

#include <gtest/gtest.h>

#include "reference/relu.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<ReLUOptions> specification{
    .nature = {.in_input = suite::Smoothness::piecewise_linear, .homogeneous = true},
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
               .make = [](const std::vector<Index>& d) -> suite::Case<ReLUOptions> {
                 return {"Random", {}, {d[0], d[1], d[2], d[3]}};
               }},
    .print = [](const ReLUOptions&) { return std::string(); },
};

VERIFY_LAYER(ReLU, layers::ReLU, reference::ReLU);
KILL_MUTANTS(ReLU, reference::ReLU, mutants::relu());

template <class L>
class ReLUByHand : public ::testing::Test {
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
    ::testing::Types<layers::ReLU<float>, layers::ReLU<double>, reference::ReLU<float>, reference::ReLU<double>>;
TYPED_TEST_SUITE(ReLUByHand, Twins);

TYPED_TEST(ReLUByHand, HasDerivativeZeroAtZero) {
  using T = typename TypeParam::Number;
  this->run(Tensor<T>({5}, {-2, -0.0, 0, 0.5, 3}));
  EXPECT_EQ(this->output, Tensor<T>({5}, {0, 0, 0, 0.5, 3}));
  EXPECT_EQ(this->grads.input, Tensor<T>({5}, {0, 0, 0, 1, 1}));
}

}  // namespace
}  // namespace backcheck
