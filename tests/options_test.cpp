// The options are shared by both twins, so that no comparison of twins can find a mistake in them: everything here was
// worked out by hand, or is printed in a report.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "core/options.hpp"
#include "error_message.hpp"
#include "reference/make_network.hpp"

namespace backcheck {
namespace {

TEST(Conv2dOptions, KeepsTheSizeWhenPaddedByHalfTheKernel) {
  EXPECT_EQ(
      (Conv2dOptions{.in_channels = 3, .out_channels = 4, .kernel_size = 3, .padding = 1}.output_shape({2, 3, 6, 4})),
      (Shape{2, 4, 6, 4}));
}

TEST(Conv2dOptions, RoundsDownWhereTheStrideLeavesARemainder) {
  const Conv2dOptions options{.in_channels = 3, .out_channels = 4, .kernel_size = 3, .stride = 2, .padding = 1};
  EXPECT_EQ(options.output_shape({2, 3, 7, 5}), (Shape{2, 4, 4, 3}));  // (7+2-3)/2+1 = 4, (5+2-3)/2+1 = 3, exactly
  EXPECT_EQ(options.output_shape({2, 3, 8, 6}), (Shape{2, 4, 4, 3}));  // 4.5 and 3.5
}

TEST(Conv2dOptions, SkipsPixelsWhereTheStrideExceedsTheKernel) {
  EXPECT_EQ((Conv2dOptions{.kernel_size = 2, .stride = 3}.output_shape({1, 1, 8, 10})), (Shape{1, 1, 3, 3}));
}

TEST(Conv2dOptions, GivesOnePixelWhereTheKernelIsAsLargeAsTheImage) {
  EXPECT_EQ((Conv2dOptions{.in_channels = 2, .out_channels = 5, .kernel_size = 4}.output_shape({3, 2, 4, 4})),
            (Shape{3, 5, 1, 1}));
}

TEST(Conv2dOptions, HasOneKernelPerPairOfChannelsAndOneBiasPerOutputChannel) {
  Conv2dOptions options{.in_channels = 3, .out_channels = 4, .kernel_size = 5};
  EXPECT_EQ(options.parameter_shapes(), (ParameterShapes{{4, 3, 5, 5}, {4}}));
  options.bias = false;
  EXPECT_EQ(options.parameter_shapes(), (ParameterShapes{{4, 3, 5, 5}, {}}));
}

TEST(Conv2dOptions, CountsOperationsAndElements) {
  // Output (2, 4, 6, 4) = 192 elements of 27 products each: 5184 multiplications, as many additions, bias included.
  Conv2dOptions options{.in_channels = 3, .out_channels = 4, .kernel_size = 3, .padding = 1};
  const Cost cost = options.cost({2, 3, 6, 4});
  EXPECT_EQ(cost.forward_flops, 2 * 5184 + 192);
  EXPECT_EQ(cost.backward_flops, 4 * 5184 + 192);
  EXPECT_EQ(cost.forward_elements, 144 + 108 + 4 + 192);           // input, weight, bias, output
  EXPECT_EQ(cost.backward_elements, 192 + 2 * 144 + 2 * 108 + 4);  // grad_output, both inputs, both weights, bias
  options.bias = false;
  EXPECT_EQ(options.cost({2, 3, 6, 4}).forward_flops, 2 * 5184);
}

TEST(Conv2dOptions, CountsTheConvolutionThatReportDTimes) {
  const Conv2dOptions options{
      .in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1, .bias = false};
  EXPECT_EQ(options.output_shape({10, 3, 31, 31}), (Shape{10, 25, 16, 16}));
  EXPECT_EQ(options.cost({10, 3, 31, 31}).forward_flops, 3'456'000);
}

TEST(Conv2dOptions, KnowsItsLongestSum) {
  Conv2dOptions options{.in_channels = 3, .out_channels = 4, .kernel_size = 3, .padding = 1};
  EXPECT_EQ(options.longest_sum({2, 3, 6, 4}), 48);  // a weight gradient: 2 images of 6 x 4 positions
  EXPECT_EQ(options.longest_sum({1, 3, 6, 4}), 36);  // an input gradient: 4 channels of 3 x 3 windows
  options.out_channels = 2;
  EXPECT_EQ(options.longest_sum({1, 3, 6, 4}), 28);  // an output: 27 products and the bias
  options.bias = false;
  EXPECT_EQ(options.longest_sum({1, 3, 6, 4}), 27);
  options = {.out_channels = 9, .kernel_size = 3, .stride = 2};
  EXPECT_EQ(options.longest_sum({1, 1, 7, 7}), 36);  // an input gradient: 9 channels of 2 x 2 windows
}

TEST(LinearOptions, MapsVectorsAndReadsImagesAsVectors) {
  const LinearOptions options{.in_features = 24, .out_features = 5};
  EXPECT_EQ(options.output_shape({7, 24}), (Shape{7, 5}));
  EXPECT_EQ(options.output_shape({7, 2, 3, 4}), (Shape{7, 5}));
  EXPECT_EQ(options.parameter_shapes(), (ParameterShapes{{5, 24}, {5}}));
  EXPECT_EQ((LinearOptions{.in_features = 24, .out_features = 5, .bias = false}.parameter_shapes()),
            (ParameterShapes{{5, 24}, {}}));
}

TEST(LinearOptions, CountsOperationsAndElements) {
  const Cost cost = LinearOptions{.in_features = 7, .out_features = 3}.cost({5, 7});
  EXPECT_EQ(cost.forward_flops, 2 * 105 + 15);  // 15 outputs of 7 products each
  EXPECT_EQ(cost.backward_flops, 4 * 105 + 15);
  EXPECT_EQ(cost.forward_elements, 35 + 21 + 3 + 15);
  EXPECT_EQ(cost.backward_elements, 15 + 2 * 35 + 2 * 21 + 3);
}

TEST(LinearOptions, KnowsItsLongestSum) {
  EXPECT_EQ((LinearOptions{.in_features = 7, .out_features = 3}.longest_sum({5, 7})), 8);    // products and the bias
  EXPECT_EQ((LinearOptions{.in_features = 7, .out_features = 30}.longest_sum({5, 7})), 30);  // an input gradient
  EXPECT_EQ((LinearOptions{.in_features = 7, .out_features = 3}.longest_sum({50, 7})), 50);  // a weight gradient
}

TEST(Pool2dOptions, ShrinksEachImageAndHasNoParameters) {
  EXPECT_EQ((MaxPool2dOptions{.kernel_size = 2, .stride = 2}.output_shape({2, 3, 5, 7})), (Shape{2, 3, 2, 3}));
  EXPECT_EQ((AvgPool2dOptions{.kernel_size = 3, .stride = 1}.output_shape({2, 3, 5, 7})), (Shape{2, 3, 3, 5}));
  EXPECT_EQ((MaxPool2dOptions{.kernel_size = 2, .stride = 3}.output_shape({1, 1, 8, 7})), (Shape{1, 1, 3, 2}));
  EXPECT_EQ(MaxPool2dOptions{}.parameter_shapes(), ParameterShapes{});
  EXPECT_EQ(AvgPool2dOptions{}.parameter_shapes(), ParameterShapes{});
}

TEST(Pool2dOptions, CountsOperationsAndElements) {
  // Output (2, 3, 3, 4) = 72 windows of 9 pixels, input 2 * 3 * 7 * 9 = 378 elements.
  const Cost max = MaxPool2dOptions{.kernel_size = 3, .stride = 2}.cost({2, 3, 7, 9});
  EXPECT_EQ(max.forward_flops, 72 * 8);  // comparisons
  EXPECT_EQ(max.backward_flops, 72);     // an addition each
  EXPECT_EQ(max.forward_elements, 378 + 72);
  EXPECT_EQ(max.backward_elements, 378 + 72);
  const Cost average = AvgPool2dOptions{.kernel_size = 3, .stride = 2}.cost({2, 3, 7, 9});
  EXPECT_EQ(average.forward_flops, 72 * 9);    // 8 additions and a division
  EXPECT_EQ(average.backward_flops, 72 * 10);  // a division and 9 additions
}

TEST(Pool2dOptions, KnowsItsLongestSum) {
  EXPECT_EQ((MaxPool2dOptions{.kernel_size = 3, .stride = 2}.longest_sum({2, 3, 7, 9})), 4);  // 2 x 2 windows overlap
  EXPECT_EQ((MaxPool2dOptions{.kernel_size = 2, .stride = 2}.longest_sum({2, 3, 8, 8})), 1);
  EXPECT_EQ((AvgPool2dOptions{.kernel_size = 3, .stride = 2}.longest_sum({2, 3, 7, 9})), 9);
}

TEST(ActivationOptions, KeepAnyShape) {
  for (const Shape& shape : {Shape{7}, Shape{2, 3}, Shape{2, 3, 4}, Shape{2, 3, 4, 5}}) {
    EXPECT_EQ(ReLUOptions{}.output_shape(shape), shape);
    EXPECT_EQ(SigmoidOptions{}.output_shape(shape), shape);
    EXPECT_EQ(TanhOptions{}.output_shape(shape), shape);
    EXPECT_EQ(DropoutOptions{}.output_shape(shape), shape);
  }
}

TEST(ActivationOptions, CountOperationsAndElements) {
  EXPECT_EQ(ReLUOptions{}.cost({2, 5}).forward_flops, 10);
  EXPECT_EQ(ReLUOptions{}.cost({2, 5}).forward_elements, 20);   // input, output
  EXPECT_EQ(ReLUOptions{}.cost({2, 5}).backward_elements, 30);  // grad_output, input, grad_input
  EXPECT_EQ(SigmoidOptions{}.cost({2, 5}).forward_flops, 30);   // exp, addition, division
  EXPECT_EQ(TanhOptions{}.cost({2, 5}).backward_flops, 30);     // (1 - y * y) * grad
  EXPECT_EQ(DropoutOptions{}.cost({2, 5}).forward_flops, 10);
  EXPECT_EQ(ReLUOptions{}.longest_sum({2, 5}), 1);
  EXPECT_EQ(DropoutOptions{}.longest_sum({2, 5}), 1);
}

// Every refusal, with the one sentence it gives.
struct Refusal {
  std::string name;
  std::function<void()> call;
  std::string message;
};

class Refuses : public testing::TestWithParam<Refusal> {};

TEST_P(Refuses, InOneClearSentence) { EXPECT_EQ(error_message(GetParam().call), GetParam().message); }

const Conv2dOptions three_channels{.in_channels = 3, .out_channels = 4, .kernel_size = 5};

INSTANTIATE_TEST_SUITE_P(
    Options, Refuses,
    testing::Values(Refusal{"ConvolutionOfOtherChannels",
                            [] {
                              three_channels.output_shape({2, 4, 6, 6});
                            },
                            "Conv2d: input has 4 channels, this layer was built for 3; input shape (2, 4, 6, 6)"},
                    Refusal{"ConvolutionOfVectors",
                            [] {
                              three_channels.output_shape({2, 108});
                            },
                            "Conv2d: input must be (N, C, H, W), got shape (2, 108)"},
                    Refusal{"ConvolutionOfNoImages",
                            [] {
                              three_channels.output_shape({0, 3, 6, 6});
                            },
                            "Conv2d: input has no elements; input shape (0, 3, 6, 6)"},
                    Refusal{"ConvolutionWithAKernelHigherThanTheImage",
                            [] {
                              three_channels.output_shape({2, 3, 4, 6});
                            },
                            "Conv2d: kernel_size 5 exceeds the padded image of 4 x 6; input shape (2, 3, 4, 6)"},
                    Refusal{"ConvolutionWithAKernelWiderThanTheImage",
                            [] {
                              three_channels.output_shape({2, 3, 6, 4});
                            },
                            "Conv2d: kernel_size 5 exceeds the padded image of 6 x 4; input shape (2, 3, 6, 4)"},
                    Refusal{"ConvolutionWithAKernelExceedingThePaddedImage",
                            [] {
                              Conv2dOptions{.kernel_size = 5, .padding = 1}.output_shape({1, 1, 2, 8});
                            },
                            "Conv2d: kernel_size 5 exceeds the padded image of 4 x 10; input shape (1, 1, 2, 8)"},
                    Refusal{"ConvolutionWithoutAKernel",
                            [] {
                              Conv2dOptions{.kernel_size = 0}.output_shape({1, 1, 2, 2});
                            },
                            "Conv2d: kernel_size must be at least 1, got 0"},
                    Refusal{"ConvolutionWithoutAStride",
                            [] {
                              Conv2dOptions{.stride = 0}.output_shape({1, 1, 2, 2});
                            },
                            "Conv2d: stride must be at least 1, got 0"},
                    Refusal{"ConvolutionWithNegativePadding",
                            [] {
                              Conv2dOptions{.padding = -1}.output_shape({1, 1, 2, 2});
                            },
                            "Conv2d: padding must not be negative, got -1"},
                    Refusal{"ParametersOfAConvolutionWithoutInputs",
                            [] { Conv2dOptions{.in_channels = 0}.parameter_shapes(); },
                            "Conv2d: in_channels must be at least 1, got 0"},
                    Refusal{"ParametersOfAConvolutionWithNegativeOutputs",
                            [] { Conv2dOptions{.out_channels = -2}.parameter_shapes(); },
                            "Conv2d: out_channels must be at least 1, got -2"},
                    Refusal{"LinearOfOtherFeatures",
                            [] {
                              LinearOptions{.in_features = 5}.output_shape({2, 6});
                            },
                            "Linear: input has 6 features, this layer was built for 5; input shape (2, 6)"},
                    Refusal{"LinearOfImagesOfOtherSize",
                            [] {
                              LinearOptions{.in_features = 5}.output_shape({2, 1, 2, 3});
                            },
                            "Linear: input has 6 features, this layer was built for 5; input shape (2, 1, 2, 3)"},
                    Refusal{"LinearOfAnEmptyTensor", [] { LinearOptions{.in_features = 5}.output_shape({}); },
                            "Linear: input has no elements; input shape ()"},
                    Refusal{"ParametersOfALinearWithoutOutputs",
                            [] { LinearOptions{.out_features = 0}.parameter_shapes(); },
                            "Linear: out_features must be at least 1, got 0"},
                    Refusal{"MaxPoolingOfVectors",
                            [] {
                              MaxPool2dOptions{}.output_shape({2, 6});
                            },
                            "MaxPool2d: input must be (N, C, H, W), got shape (2, 6)"},
                    Refusal{"MaxPoolingWithAWindowLargerThanTheImage",
                            [] {
                              MaxPool2dOptions{3, 2}.output_shape({1, 1, 5, 2});
                            },
                            "MaxPool2d: kernel_size 3 exceeds the image of 5 x 2; input shape (1, 1, 5, 2)"},
                    Refusal{"AveragePoolingWithAWindowLargerThanTheImage",
                            [] {
                              AvgPool2dOptions{3, 2}.output_shape({1, 1, 2, 5});
                            },
                            "AvgPool2d: kernel_size 3 exceeds the image of 2 x 5; input shape (1, 1, 2, 5)"},
                    Refusal{"PoolingWithoutAWindow",
                            [] {
                              MaxPool2dOptions{0, 2}.output_shape({1, 1, 5, 5});
                            },
                            "MaxPool2d: kernel_size must be at least 1, got 0"},
                    Refusal{"PoolingWithoutAStride",
                            [] {
                              AvgPool2dOptions{2, -1}.output_shape({1, 1, 5, 5});
                            },
                            "AvgPool2d: stride must be at least 1, got -1"},
                    Refusal{"ActivationOfNothing",
                            [] {
                              ReLUOptions{}.output_shape({3, 0});
                            },
                            "ReLU: input has no elements; input shape (3, 0)"},
                    Refusal{"DroppingEverything",
                            [] {
                              DropoutOptions{.rate = 1}.output_shape({2, 3});
                            },
                            "Dropout: rate, the probability of dropping, must be in [0, 1), got 1.000000"},
                    Refusal{"DroppingWithNegativeProbability",
                            [] {
                              DropoutOptions{.rate = -0.1}.output_shape({2, 3});
                            },
                            "Dropout: rate, the probability of dropping, must be in [0, 1), got -0.100000"},
                    Refusal{"DroppingWithoutAProbability",
                            [] {
                              DropoutOptions{.rate = std::nan("")}.output_shape({2, 3});
                            },
                            "Dropout: rate, the probability of dropping, must be in [0, 1), got nan"},
                    Refusal{"AShapeOfFiveExtents",
                            [] {
                              Shape({1, 2, 3, 4, 5});
                            },
                            "Shape: at most 4 extents, got 5"},
                    Refusal{"AShapeOfNegativeExtent",
                            [] {
                              Shape({1, -2});
                            },
                            "Shape: extents are not negative, got -2"},
                    Refusal{"ATensorOfTooFewElements",
                            [] {
                              Tensor<float>(Shape{2, 2}, {1, 2, 3});
                            },
                            "Tensor: shape (2, 2) wants 4 elements, got 3"},
                    Refusal{"ReshapingToAnotherSize",
                            [] {
                              Tensor<float>(Shape{2, 2}).reshape({3, 2});
                            },
                            "Tensor: cannot reshape (2, 2) to (3, 2)"}),
    [](const auto& case_info) { return case_info.param.name; });

// The networks of the reports, with the shapes that the reports print, corrected where they are wrong, and the number
// of parameters.
struct PrintedShapes {
  std::string name;
  Shape input;
  Architecture architecture;
  std::vector<Shape> shapes;  // after every layer, activations left out
  Index parameters;
};

class ShapesOf : public testing::TestWithParam<PrintedShapes> {};

TEST_P(ShapesOf, AreAsWorkedOutByHand) {
  const PrintedShapes& printed = GetParam();
  const Network<float> network = reference::make_network<float>(printed.architecture);
  EXPECT_EQ(network.shapes(printed.input), printed.shapes);
  EXPECT_EQ(parameter_count(network), printed.parameters);
}

INSTANTIATE_TEST_SUITE_P(
    Reports, ShapesOf,
    testing::Values(
        // A-17, B-03, B-14 and B-16 agree; B-12 prints the first pooling layer's output as (4, 24, 24).
        PrintedShapes{"TheNetworkOfReportsAAndB",
                      {1, 1, 28, 28},
                      {Conv2dOptions{1, 4, 5}, MaxPool2dOptions{}, Conv2dOptions{4, 8, 5}, MaxPool2dOptions{},
                       LinearOptions{128, 128}, LinearOptions{128, 10}},
                      {{1, 4, 24, 24}, {1, 4, 12, 12}, {1, 8, 8, 8}, {1, 8, 4, 4}, {1, 128}, {1, 10}},
                      104 + 808 + 16512 + 1290},
        PrintedShapes{"TheFilterBankOfReportC",  // C-03 to C-06
                      {1, 1, 28, 28},
                      {Conv2dOptions{1, 36, 17}, MaxPool2dOptions{}, LinearOptions{1296, 256}, LinearOptions{256, 128},
                       LinearOptions{128, 10}},
                      {{1, 36, 12, 12}, {1, 36, 6, 6}, {1, 256}, {1, 128}, {1, 10}},
                      36 * 290 + 1297 * 256 + 257 * 128 + 129 * 10},
        PrintedShapes{"TheDigitsNetworkOfReportC",  // C-29
                      {1, 1, 28, 28},
                      {Conv2dOptions{1, 8, 5}, Conv2dOptions{8, 8, 5}, AvgPool2dOptions{}, LinearOptions{800, 128},
                       LinearOptions{128, 10}},
                      {{1, 8, 24, 24}, {1, 8, 20, 20}, {1, 8, 10, 10}, {1, 128}, {1, 10}},
                      8 * 26 + 8 * 201 + 801 * 128 + 129 * 10},
        PrintedShapes{"TheColourNetworkOfReportC",  // C-34, there as (height, width, channels)
                      {1, 3, 32, 32},
                      {Conv2dOptions{3, 10, 5}, Conv2dOptions{10, 10, 5}, MaxPool2dOptions{}, LinearOptions{1440, 128},
                       LinearOptions{128, 10}},
                      {{1, 10, 28, 28}, {1, 10, 24, 24}, {1, 10, 12, 12}, {1, 128}, {1, 10}},
                      10 * 76 + 10 * 251 + 1441 * 128 + 129 * 10},
        PrintedShapes{"TheThreeLayerNetworkOfReportD",
                      {50, 3, 32, 32},
                      {Conv2dOptions{.in_channels = 3, .out_channels = 32, .kernel_size = 7, .padding = 3},
                       MaxPool2dOptions{}, LinearOptions{8192, 100}, LinearOptions{100, 10}},
                      {{50, 32, 32, 32}, {50, 32, 16, 16}, {50, 100}, {50, 10}},
                      32 * 147 + 32 + 32 * 256 * 100 + 100 + 1000 + 10},
        PrintedShapes{"TheGradientCheckOfReportD",  // D-23
                      {2, 3, 16, 16},
                      {Conv2dOptions{.in_channels = 3, .out_channels = 3, .kernel_size = 3, .padding = 1},
                       MaxPool2dOptions{}, LinearOptions{192, 7}, LinearOptions{7, 10}},
                      {{2, 3, 16, 16}, {2, 3, 8, 8}, {2, 7}, {2, 10}},
                      84 + 1351 + 80},
        PrintedShapes{"TheGoldenConvolutionOfReportD",  // D-04
                      {2, 3, 4, 4},
                      {Conv2dOptions{.in_channels = 3, .out_channels = 3, .kernel_size = 4, .stride = 2, .padding = 1}},
                      {{2, 3, 2, 2}},
                      147},
        PrintedShapes{
            "TheNetworkOfReportE",  // E-05
            {100, 1, 28, 28},
            {Conv2dOptions{.in_channels = 1, .out_channels = 8, .kernel_size = 3, .padding = 1}, MaxPool2dOptions{},
             Conv2dOptions{.in_channels = 8, .out_channels = 16, .kernel_size = 3, .padding = 1}, MaxPool2dOptions{},
             LinearOptions{784, 128}, DropoutOptions{.rate = 0.2}, LinearOptions{128, 10}},
            {{100, 8, 28, 28}, {100, 8, 14, 14}, {100, 16, 14, 14}, {100, 16, 7, 7}, {100, 128}, {100, 128}, {100, 10}},
            80 + 1168 + 100480 + 1290}),
    [](const auto& case_info) { return case_info.param.name; });

}  // namespace
}  // namespace backcheck
