// Verifies average pooling.
#include "layers/avg_pool2d.hpp"

#include <gtest/gtest.h>

#include "reference/avg_pool2d.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<AvgPool2dOptions>& specification = suite::avg_pool2d_specification();

VERIFY_LAYER(AvgPool2d, layers::AvgPool2d, reference::AvgPool2d);
KILL_MUTANTS(AvgPool2d, reference::AvgPool2d, mutants::mutants_of<AvgPool2dOptions>());

// Means worked out by hand.
template <class L>
class AvgPool2dByHand : public ::testing::Test {};
using Implementations = ::testing::Types<layers::AvgPool2d<double>, reference::AvgPool2d<double>>;
TYPED_TEST_SUITE(AvgPool2dByHand, Implementations);

TYPED_TEST(AvgPool2dByHand, AveragesEachWindow) {
  const Tensor<double> input({1, 1, 4, 4}, {4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4});
  Tensor<double> output;
  typename TypeParam::Cache cache;
  TypeParam{{.kernel_size = 2, .stride = 2}}.forward(input, {}, {}, output, cache);
  EXPECT_EQ(output, Tensor<double>({1, 1, 2, 2}, {4.5, 3, 5.75, 3}));
}

}  // namespace
}  // namespace backcheck
