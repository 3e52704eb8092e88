// Verifies the linear layers.
#include "layers/linear.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "reference/linear.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<LinearOptions>& specification = suite::linear_specification();

VERIFY_LAYER(Linear, layers::Linear, reference::Linear);
KILL_MUTANTS(Linear, reference::Linear, mutants::mutants_of<LinearOptions>());

// Where the twins need not agree, as layers/linear.hpp says: 3e38 + 3e38 - 3e38 passes the largest float on its way, if
// it is summed in that order, and in float.
TEST(LinearTwins, AgreeOrSayInfinityOnASumThatPassesTheLargestFloatOnItsWay) {
  const LinearOptions options{.in_features = 3, .out_features = 1, .bias = false};
  const Tensor<float> input({1, 3}, 3e38F);
  Parameters<float> params{Tensor<float>({1, 3}, 1), {}};
  params.weight(0, 2) = -1;
  Tensor<float> textbook, fast;
  NoCache cache;
  reference::Linear<float>{options}.forward(input, params, {}, textbook, cache);
  layers::Linear<float>{options}.forward(input, params, {}, fast, cache);
  EXPECT_EQ(textbook[0], 3e38F);
  EXPECT_TRUE(fast[0] == 3e38F || !std::isfinite(fast[0])) << fast[0];
}

}  // namespace
}  // namespace backcheck
