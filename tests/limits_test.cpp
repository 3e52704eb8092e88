// Sizes that no memory holds are refused, and never wrap around to small ones.
#include <gtest/gtest.h>

#include <compare>
#include <functional>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "core/options.hpp"
#include "core/tensor.hpp"
#include "error_message.hpp"

namespace backcheck {
namespace {

constexpr Index largest = std::numeric_limits<Index>::max(), limit = Shape::max_size;

struct LimitCase {
  const char* name;
  std::function<void()> attempt;
  const char* message;  // its beginning
};

void PrintTo(const LimitCase& c, std::ostream* stream) { *stream << c.name; }

std::string name_of(const testing::TestParamInfo<LimitCase>& test) { return test.param.name; }

const char *const too_many = "Shape: at most 281474976710656 elements, got ", *const negative =
                                                                                  "Shape: extents are not";

class Limits : public testing::TestWithParam<LimitCase> {};

TEST_P(Limits, AreEnforced) {
  const std::string message = error_message(GetParam().attempt);
  EXPECT_EQ(message.substr(0, std::string(GetParam().message).size()), GetParam().message) << message;
}

INSTANTIATE_TEST_SUITE_P(
    Shape, Limits,
    testing::Values(LimitCase{"OneExtent", [] { Shape{limit + 1}; }, too_many},  //
                    LimitCase{"LargestExtent", [] { Shape{largest}; }, too_many},
                    LimitCase{"LargestExtentOfAll",
                              [] {
                                Shape{largest, largest, largest, largest};
                              },
                              too_many},
                    LimitCase{"LargestTimesTwo",
                              [] {
                                Shape{2, largest};
                              },
                              too_many},
                    LimitCase{"SmallestNegative", [] { Shape{std::numeric_limits<Index>::min()}; }, negative},
                    LimitCase{"NegativeAfterOverflow",
                              [] {
                                Shape{3, -1, largest};
                              },
                              negative},
                    LimitCase{"ProductOneTooMany",
                              [] {
                                Shape{3, limit / 3 + 1};
                              },
                              too_many},
                    LimitCase{"ProductWrapsToZero",
                              [] {
                                Shape{Index{1} << 32, Index{1} << 32};
                              },
                              too_many},
                    LimitCase{"ProductWrapsToOne",
                              [] {
                                Shape{(Index{1} << 32) + 1, (Index{1} << 32) - 1, -1 + (Index{1} << 32)};
                              },
                              too_many},
                    LimitCase{"ProductWrapsToAnImage",
                              [] {
                                Shape{(Index{1} << 60) + 1, 16, 28, 28};
                              },
                              too_many},
                    LimitCase{"ProductOfFourWraps",
                              [] {
                                Shape{65536, 65536, 65536, 65536};
                              },
                              too_many},
                    LimitCase{"ProductIsNegative",
                              [] {
                                Shape{Index{1} << 31, Index{1} << 32};
                              },
                              too_many},
                    LimitCase{"InnerSizeWrapsInAnEmptyBatch",
                              [] {
                                Shape{0, Index{1} << 32, Index{1} << 32};
                              },
                              too_many},
                    LimitCase{"ZeroInTheMiddle",
                              [] {
                                Shape{Index{1} << 32, 0, Index{1} << 32};
                              },
                              too_many},
                    LimitCase{"ZeroAtTheEnd",
                              [] {
                                Shape{Index{1} << 40, Index{1} << 40, 0};
                              },
                              too_many},
                    LimitCase{"FiveExtents",
                              [] {
                                Shape{1, 2, 3, 4, 5};
                              },
                              "Shape: at most 4 extents, got 5"},
                    LimitCase{"BatchOverflows",
                              [] {
                                Shape{1, 3, 32, 32}.with_batch(largest / 3072 + 1);
                              },
                              too_many},
                    LimitCase{"BatchTooLarge",
                              [] {
                                Shape{1, 3, 32, 32}.with_batch(limit / 3072 + 1);
                              },
                              too_many},
                    LimitCase{"BatchNegative",
                              [] {
                                Shape{1, 3, 32, 32}.with_batch(-1);
                              },
                              negative},
                    LimitCase{"BatchOfAnEmptyShape", [] { Shape{}.with_batch(1); },
                              "Shape: an empty shape has no batch axis"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Conv2d, Limits,
    testing::Values(
        LimitCase{"InChannels", [] { Conv2dOptions{.in_channels = largest}.parameter_shapes(); },
                  "Conv2d: in_channels must be at most"},
        LimitCase{"OutChannels", [] { Conv2dOptions{.out_channels = largest}.parameter_shapes(); },
                  "Conv2d: out_channels must be at most"},
        LimitCase{"KernelSize", [] { Conv2dOptions{.kernel_size = largest}.parameter_shapes(); },
                  "Conv2d: kernel_size must be at most"},
        LimitCase{"Stride", [] { Conv2dOptions{.stride = largest}.parameter_shapes(); },
                  "Conv2d: stride must be at most"},
        LimitCase{"Padding", [] { Conv2dOptions{.padding = largest}.parameter_shapes(); },
                  "Conv2d: padding must be at most"},
        LimitCase{"PaddingOneTooMany",
                  [] {
                    Conv2dOptions{.padding = limit + 1}.output_shape({1, 1, 1, 1});
                  },
                  "Conv2d: padding must be at most"},
        LimitCase{"PaddedImageWraps",
                  [] {
                    Conv2dOptions{.padding = Index{1} << 62}.output_shape({1, 1, 4, 4});
                  },
                  "Conv2d: padding must be at most"},
        LimitCase{"PaddedImageWrapsToAnother",
                  [] {
                    Conv2dOptions{.padding = (Index{1} << 62) + 14}.output_shape({1, 1, 4, 4});
                  },
                  "Conv2d: padding must be at most"},
        LimitCase{"StrideWraps",
                  [] {
                    Conv2dOptions{.kernel_size = 2, .stride = largest}.longest_sum({1, 1, 4, 4});
                  },
                  "Conv2d: stride must be at most"},
        LimitCase{"KernelWraps",
                  [] { Conv2dOptions{.kernel_size = Index{1} << 32, .padding = Index{1} << 32}.parameter_shapes(); },
                  too_many},
        LimitCase{
            "KernelTimesChannelsWraps",
            [] { Conv2dOptions{.in_channels = Index{1} << 24, .kernel_size = Index{1} << 20}.parameter_shapes(); },
            too_many},
        LimitCase{
            "WeightWraps",
            [] { Conv2dOptions{.in_channels = Index{1} << 32, .out_channels = Index{1} << 32}.parameter_shapes(); },
            too_many},
        LimitCase{"WeightOneTooMany",
                  [] { Conv2dOptions{.in_channels = 3, .out_channels = limit / 3 + 1}.parameter_shapes(); }, too_many},
        LimitCase{"OutputTooLarge",
                  [] {
                    Conv2dOptions{.out_channels = limit}.output_shape({2, 1, 1, 1});
                  },
                  too_many},
        LimitCase{"OutputOfMuchPadding",
                  [] {
                    Conv2dOptions{.padding = Index{1} << 24}.output_shape({1, 1, 1, 1});
                  },
                  too_many},
        LimitCase{"OutputOfMuchPaddingWraps",
                  [] {
                    Conv2dOptions{.padding = (Index{1} << 31) - 1}.output_shape({1, 1, 2, 2});
                  },
                  too_many},
        LimitCase{"CostOfMuchPadding",
                  [] {
                    Conv2dOptions{.padding = Index{1} << 24}.cost({1, 1, 1, 1});
                  },
                  too_many},
        LimitCase{"CostOfALargeWeight",
                  [] {
                    Conv2dOptions{.in_channels = 1 << 20, .out_channels = Index{1} << 40}.cost({1, 1 << 20, 1, 1});
                  },
                  too_many},
        LimitCase{"SumOfALargeKernel",
                  [] {
                    Conv2dOptions{.kernel_size = Index{1} << 33, .stride = Index{1} << 34, .padding = Index{1} << 32}
                        .longest_sum({1, 1, 1, 1});
                  },
                  too_many},
        LimitCase{"SumOfManyOutputs",
                  [] {
                    Conv2dOptions{.out_channels = limit, .kernel_size = 2}.longest_sum({1, 1, 2, 2});
                  },
                  too_many}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Linear, Limits,
    testing::Values(
        LimitCase{"InFeatures", [] { LinearOptions{.in_features = largest}.parameter_shapes(); },
                  "Linear: in_features must be at most"},
        LimitCase{"OutFeatures", [] { LinearOptions{.out_features = largest}.parameter_shapes(); },
                  "Linear: out_features must be at most"},
        LimitCase{"InFeaturesOneTooMany",
                  [] {
                    LinearOptions{.in_features = limit + 1}.output_shape({1, 1});
                  },
                  "Linear: in_features must be at most"},
        LimitCase{
            "WeightWraps",
            [] { LinearOptions{.in_features = Index{1} << 32, .out_features = Index{1} << 32}.parameter_shapes(); },
            too_many},
        LimitCase{"WeightOneTooMany",
                  [] { LinearOptions{.in_features = 3, .out_features = limit / 3 + 1}.parameter_shapes(); }, too_many},
        LimitCase{"WeightWrapsWithoutBias",
                  [] {
                    LinearOptions{.in_features = Index{1} << 33, .out_features = Index{1} << 33, .bias = false}
                        .parameter_shapes();
                  },
                  too_many},
        LimitCase{"OutputTooLarge",
                  [] {
                    LinearOptions{.out_features = limit}.output_shape({2, 1});
                  },
                  too_many},
        LimitCase{"OutputWraps",
                  [] {
                    LinearOptions{.out_features = Index{1} << 40}.output_shape({Index{1} << 40, 1});
                  },
                  too_many},
        LimitCase{"CostWraps",
                  [] {
                    LinearOptions{.out_features = Index{1} << 40}.cost({Index{1} << 40, 1});
                  },
                  too_many},
        LimitCase{"SumOfAnInputThatDoesNotFit",
                  [] {
                    LinearOptions{.in_features = largest}.longest_sum({1, 1});
                  },
                  "Linear: in_features must be at most"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Pooling, Limits,
    testing::Values(LimitCase{"MaxKernelSize",
                              [] {
                                MaxPool2dOptions{.kernel_size = largest}.output_shape({1, 1, 2, 2});
                              },
                              "MaxPool2d: kernel_size must be at most"},
                    LimitCase{"MaxStride",
                              [] {
                                MaxPool2dOptions{.stride = largest}.output_shape({1, 1, 2, 2});
                              },
                              "MaxPool2d: stride must be at most"},
                    LimitCase{"MaxStrideWraps",
                              [] {
                                MaxPool2dOptions{.kernel_size = 2, .stride = largest}.longest_sum({1, 1, 2, 2});
                              },
                              "MaxPool2d: stride must be at most"},
                    LimitCase{"MaxKernelLargerThanTheImage",
                              [] {
                                MaxPool2dOptions{.kernel_size = limit}.longest_sum({1, 1, 2, 2});
                              },
                              "MaxPool2d: kernel_size 281474976710656 exceeds"},
                    LimitCase{"MaxCostOfALargeKernel",
                              [] {
                                MaxPool2dOptions{.kernel_size = Index{1} << 32}.cost({1, 1, 2, 2});
                              },
                              "MaxPool2d: kernel_size 4294967296 exceeds"},
                    LimitCase{"AvgKernelSize",
                              [] {
                                AvgPool2dOptions{.kernel_size = largest}.output_shape({1, 1, 2, 2});
                              },
                              "AvgPool2d: kernel_size must be at most"},
                    LimitCase{"AvgStride",
                              [] {
                                AvgPool2dOptions{.stride = largest}.output_shape({1, 1, 2, 2});
                              },
                              "AvgPool2d: stride must be at most"},
                    LimitCase{"AvgKernelLargerThanTheImage",
                              [] {
                                AvgPool2dOptions{.kernel_size = Index{1} << 32}.longest_sum({1, 1, 2, 2});
                              },
                              "AvgPool2d: kernel_size 4294967296 exceeds"}),
    name_of);

TEST(Shape, HoldsAsManyElementsAsItsLimitAndNoMore) {
  EXPECT_EQ((Shape{limit}.size()), limit);
  EXPECT_EQ((Shape{1 << 12, 1 << 12, 1 << 12, 1 << 12}.size()), limit);
  EXPECT_EQ((Shape{0, limit}.size()), 0);
  EXPECT_EQ((Shape{0, limit}.inner_size()), limit);
}

// A number whose memory may run out.
struct Scarce {
  Scarce(double number = 0) : value(number) {
    if (is_exhausted) throw std::bad_alloc();
  }
  bool operator==(const Scarce&) const = default;
  auto operator<=>(const Scarce&) const = default;
  friend Scarce operator+(Scarce a, Scarce b) { return a.value + b.value; }
  friend Scarce operator*(Scarce a, Scarce b) { return a.value * b.value; }

  double value;
  static inline bool is_exhausted = false;
};

TEST(Tensor, StaysAsItWasWhereThereIsNoMemoryForMore) {
  Tensor<Scarce> tensor({2, 3}, 7);
  const Tensor<Scarce> before = tensor;
  Scarce::is_exhausted = true;
  EXPECT_THROW(tensor.resize({100}), std::bad_alloc);
  Scarce::is_exhausted = false;
  EXPECT_EQ(tensor, before);
}

}  // namespace
}  // namespace backcheck
