// Verifies average pooling.
#include "layers/avg_pool2d.hpp"

#include <gtest/gtest.h>

#include "reference/avg_pool2d.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<AvgPool2dOptions> specification{
    .nature = {.in_input = suite::Smoothness::linear, .homogeneous = true, .conserves_sum = true},
    .cases =
        {
            {"OnePixel", {.kernel_size = 1, .stride = 1}, {1, 1, 1, 1}},
            {"Halves", {.kernel_size = 2, .stride = 2}, {2, 3, 4, 6}},
            {"HalvesWithRemainder", {.kernel_size = 2, .stride = 2}, {2, 2, 5, 7}},
            {"HalvesWithRemainderBelow", {.kernel_size = 2, .stride = 2}, {2, 2, 5, 6}},
            {"Overlapping", {.kernel_size = 3, .stride = 1}, {2, 2, 5, 4}},
            {"OverlappingByOne", {.kernel_size = 3, .stride = 2}, {2, 2, 7, 6}},
            {"OverlappingFour", {.kernel_size = 4, .stride = 2}, {1, 2, 8, 7}},
            {"LeavingGaps", {.kernel_size = 2, .stride = 3}, {2, 2, 8, 9}},
            {"EverySecondPixel", {.kernel_size = 1, .stride = 2}, {2, 2, 5, 4}},
            {"WholeImage", {.kernel_size = 5, .stride = 1}, {2, 3, 5, 5}},
            {"WholeHeight", {.kernel_size = 3, .stride = 3}, {2, 2, 3, 10}},
            {"Thirds", {.kernel_size = 3, .stride = 3}, {1, 2, 9, 8}},
            {"Wide", {.kernel_size = 2, .stride = 2}, {1, 1, 2, 67}},
            {"Tall", {.kernel_size = 2, .stride = 2}, {1, 1, 67, 2}},
            {"Width14", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 14}},
            {"Width16", {.kernel_size = 2, .stride = 2}, {1, 2, 4, 16}},
            {"Width30", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 30}},
            {"Width32", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 32}},
            {"Width34", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 34}},
            {"AwkwardChannels", {.kernel_size = 2, .stride = 2}, {3, 7, 4, 4}},
        },
    .workloads =
        {
            {"MnistPool", {.kernel_size = 2, .stride = 2}, {100, 4, 24, 24}},
            {"CifarPool", {.kernel_size = 2, .stride = 2}, {64, 32, 32, 32}},
        },
    .refusals =
        {
            {"Rank2", {.kernel_size = 2, .stride = 2}, {4, 16}, "(4, 16)"},
            {"WindowTooTall", {.kernel_size = 3, .stride = 1}, {1, 1, 2, 5}, "2 x 5"},
            {"WindowTooWide", {.kernel_size = 3, .stride = 1}, {1, 1, 5, 2}, "5 x 2"},
            {"StrideZero", {.kernel_size = 2, .stride = 0}, {1, 1, 4, 4}, "stride must be at least 1"},
        },
    .random = {.ranges = {{1, 4}, {1, 9}, {1, 5}, {1, 5}, {1, 12}, {1, 37}},
               .make = [](const std::vector<Index>& d) -> suite::Case<AvgPool2dOptions> {
                 return {"Random", {.kernel_size = d[2], .stride = d[3]}, {d[0], d[1], d[4], d[5]}};
               }},
    .print =
        [](const AvgPool2dOptions& o) {
          return ".kernel_size = " + std::to_string(o.kernel_size) + ", .stride = " + std::to_string(o.stride);
        },
    // Division by the window's area is exact only where that is a power of two.
    .exact_on_integers = [](const AvgPool2dOptions& o) { return (o.kernel_size & (o.kernel_size - 1)) == 0; },
};

VERIFY_LAYER(AvgPool2d, layers::AvgPool2d, reference::AvgPool2d);
KILL_MUTANTS(AvgPool2d, reference::AvgPool2d, mutants::avg_pool2d());

// Means worked out by hand.
template <class L>
class AvgPool2dByHand : public ::testing::Test {};
using Twins = ::testing::Types<layers::AvgPool2d<double>, reference::AvgPool2d<double>>;
TYPED_TEST_SUITE(AvgPool2dByHand, Twins);

TYPED_TEST(AvgPool2dByHand, AveragesEachWindow) {
  const Tensor<double> input({1, 1, 4, 4}, {4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4});
  Tensor<double> output;
  typename TypeParam::Cache cache;
  TypeParam{{.kernel_size = 2, .stride = 2}}.forward(input, {}, {}, output, cache);
  EXPECT_EQ(output, Tensor<double>({1, 1, 2, 2}, {4.5, 3, 5.75, 3}));
}

}  // namespace
}  // namespace backcheck
