// Examples small enough to be worked out on paper, for both twins. Where the numbers are integers or binary fractions,
// the results must be equal, not close.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "error_message.hpp"
#include "implementations.hpp"
#include "run_layer.hpp"

namespace backcheck {
namespace {

template <class Layers>
class Examples : public testing::Test {};
TYPED_TEST_SUITE(Examples, Implementations, ImplementationName);

using Doubles = Tensor<double>;

// 1, 2, 3, ... in row-major order.
Doubles counting(const Shape& shape) {
  Doubles tensor(shape);
  std::iota(tensor.begin(), tensor.end(), 1.0);
  return tensor;
}

void expect_near(const Doubles& tensor, const Doubles& wanted) {
  ASSERT_EQ(tensor.shape(), wanted.shape());
  for (Index i = 0; i < tensor.size(); ++i) EXPECT_DOUBLE_EQ(tensor[i], wanted[i]) << "at position " << i;
}

// ---- Convolution

TYPED_TEST(Examples, ConvolveAnImageOnPaper) {
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 3}};
  const auto result =
      run_layer(layer, counting({1, 1, 4, 4}), {counting({1, 1, 3, 3}), Doubles({1}, {1})}, counting({1, 1, 2, 2}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, {349, 394, 529, 574}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 4, 4}, {1, 4, 7, 6, 7, 23, 33, 24, 19, 53, 63, 42, 21, 52, 59, 36}));
  EXPECT_EQ(result.grads.weight, Doubles({1, 1, 3, 3}, {44, 54, 64, 84, 94, 104, 124, 134, 144}));
  EXPECT_EQ(result.grads.bias, Doubles({1}, {10}));
}

TYPED_TEST(Examples, ConvolveWithZerosOutsideTheImage) {
  // Windows of an image of ones, padded by one, at stride 2: they hold 2 x 2, 2 x 3, 3 x 2 and 3 x 3 of its pixels.
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 3, .stride = 2, .padding = 1}};
  const auto result =
      run_layer(layer, Doubles({1, 1, 4, 4}, 1), {Doubles({1, 1, 3, 3}, 1), Doubles({1}, 0.0)}, counting({1, 1, 2, 2}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, {4, 6, 6, 9}));
  // The second row and column of pixels lie in two windows along that axis.
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 4, 4}, {1, 3, 2, 2, 4, 10, 6, 6, 3, 7, 4, 4, 3, 7, 4, 4}));
  // weight(0, 0) meets only the last window's pixels, weight(1, 1) those of all four.
  EXPECT_EQ(result.grads.weight, Doubles({1, 1, 3, 3}, {4, 7, 7, 6, 10, 10, 6, 10, 10}));
}

TYPED_TEST(Examples, ConvolveOnlyAsFarAsTheStrideReaches) {
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 3, .stride = 2}};
  const auto result =
      run_layer(layer, counting({1, 1, 4, 4}), {counting({1, 1, 3, 3}), Doubles({1}, 0.0)}, Doubles({1, 1, 1, 1}, 2));
  EXPECT_EQ(result.output, Doubles({1, 1, 1, 1}, 348));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 4, 4}, {2, 4, 6, 0, 8, 10, 12, 0, 14, 16, 18, 0, 0, 0, 0, 0}));
}

TYPED_TEST(Examples, ConvolvePaddingWiderThanTheImage) {
  // There are nine positions of the 3 x 3 kernel around a single pixel; in each another of its weights meets the pixel.
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 3, .padding = 2}};
  const auto result =
      run_layer(layer, Doubles({1, 1, 1, 1}, 2), {counting({1, 1, 3, 3}), Doubles({1}, 0.0)}, counting({1, 1, 3, 3}));
  EXPECT_EQ(result.output, Doubles({1, 1, 3, 3}, {18, 16, 14, 12, 10, 8, 6, 4, 2}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 1, 1}, 9 + 16 + 21 + 24 + 25 + 24 + 21 + 16 + 9));
  EXPECT_EQ(result.grads.weight, Doubles({1, 1, 3, 3}, {18, 16, 14, 12, 10, 8, 6, 4, 2}));
}

TYPED_TEST(Examples, ConvolveChannelsIntoMixtures) {
  const typename TypeParam::template Conv2d<double> layer{{.in_channels = 2, .out_channels = 2}};
  const auto result =
      run_layer(layer, counting({1, 2, 2, 2}), {Doubles({2, 2, 1, 1}, {1, 2, 3, -1}), Doubles({2}, {0.5, -0.5})},
                counting({1, 2, 2, 2}));
  EXPECT_EQ(result.output, Doubles({1, 2, 2, 2}, {11.5, 14.5, 17.5, 20.5, -2.5, -0.5, 1.5, 3.5}));
  EXPECT_EQ(result.grads.input, Doubles({1, 2, 2, 2}, {16, 20, 24, 28, -3, -2, -1, 0}));
  EXPECT_EQ(result.grads.weight, Doubles({2, 2, 1, 1}, {30, 70, 70, 174}));
  EXPECT_EQ(result.grads.bias, Doubles({2}, {10, 26}));
}

TYPED_TEST(Examples, ConvolveABatchAndSumItsGradients) {
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 2}};
  const Parameters<double> params{counting({1, 1, 2, 2}), Doubles({1}, 0.0)};
  const auto result = run_layer(layer, counting({2, 1, 2, 2}), params, Doubles({2, 1, 1, 1}, {1, 10}));
  EXPECT_EQ(result.output, Doubles({2, 1, 1, 1}, {30, 70}));
  EXPECT_EQ(result.grads.weight, Doubles({1, 1, 2, 2}, {51, 62, 73, 84}));
  EXPECT_EQ(result.grads.bias, Doubles({1}, {11}));
}

TYPED_TEST(Examples, ConvolveWithoutBias) {
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 2, .bias = false}};
  const auto result =
      run_layer(layer, counting({1, 1, 2, 2}), {counting({1, 1, 2, 2}), {}}, Doubles({1, 1, 1, 1}, {2}));
  EXPECT_EQ(result.output, Doubles({1, 1, 1, 1}, {30}));
  EXPECT_EQ(result.grads.weight, Doubles({1, 1, 2, 2}, {2, 4, 6, 8}));
  EXPECT_TRUE(result.grads.bias.empty());
}

TYPED_TEST(Examples, ExpandTheKernelGradientAsReportBDoes) {
  // B-08: dE/dk11 = dE/dy11 x11 + dE/dy12 x12 + dE/dy21 x21 + dE/dy22 x22, and the other three alike.
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 2}};
  const auto result = run_layer(layer, counting({1, 1, 3, 3}), {Doubles({1, 1, 2, 2}, 1), Doubles({1}, 0.0)},
                                Doubles({1, 1, 2, 2}, {1, 10, 100, 1000}));
  EXPECT_EQ(result.grads.weight, Doubles({1, 1, 2, 2}, {5421, 6532, 8754, 9865}));
}

TYPED_TEST(Examples, CorrelateEqualSizesIntoADotProduct) {
  // E-21: the dot product is a valid correlation of equal sizes, so this convolution is a linear layer.
  const typename TypeParam::template Conv2d<double> convolution{
      {.in_channels = 2, .out_channels = 3, .kernel_size = 2}};
  const typename TypeParam::template Linear<double> linear{{.in_features = 8, .out_features = 3}};
  const Doubles bias({3}, {1, 2, 3});
  const auto correlated = run_layer(convolution, counting({2, 2, 2, 2}), {counting({3, 2, 2, 2}), bias});
  const auto multiplied = run_layer(linear, counting({2, 8}), {counting({3, 8}), bias});
  EXPECT_EQ(correlated.output.shape(), (Shape{2, 3, 1, 1}));
  EXPECT_TRUE(std::equal(correlated.output.begin(), correlated.output.end(), multiplied.output.begin(),
                         multiplied.output.end()));
  EXPECT_EQ(multiplied.output[0], 204 + 1);  // 1 + 4 + 9 + ... + 64, and the bias
}

// A filter for every tap (c, kh, kw), 1 there and 0 elsewhere. Its outputs are the columns of im2col (E-22), and its
// input gradient adds columns up where they came from, which is col2im.
struct Columns {
  Conv2dOptions options{
      .in_channels = 2, .out_channels = 18, .kernel_size = 3, .stride = 2, .padding = 1, .bias = false};
  Parameters<double> taps{Doubles({18, 2, 3, 3}), {}};
  Columns() {
    for (Index tap = 0; tap < 18; ++tap) taps.weight[tap * 18 + tap] = 1;
  }
};

double dot(const Doubles& a, const Doubles& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

TYPED_TEST(Examples, LayOutWindowsAsColumns) {
  const Columns columns;
  const typename TypeParam::template Conv2d<double> im2col{columns.options};
  const Doubles image = counting({1, 2, 5, 6});
  const Doubles column = run_layer(im2col, image, columns.taps).output;
  ASSERT_EQ(column.shape(), (Shape{1, 18, 3, 3}));
  for (Index tap = 0; tap < 18; ++tap)
    for (Index oh = 0; oh < 3; ++oh)
      for (Index ow = 0; ow < 3; ++ow) {
        const Index c = tap / 9, h = 2 * oh + tap / 3 % 3 - 1, w = 2 * ow + tap % 3 - 1;
        const bool inside = 0 <= h && h < 5 && 0 <= w && w < 6;
        EXPECT_EQ(column(Index{0}, tap, oh, ow), inside ? image(Index{0}, c, h, w) : 0);
      }
}

TYPED_TEST(Examples, AddColumnsUpAsTheAdjointOfLayingThemOut) {
  const Columns columns;
  const typename TypeParam::template Conv2d<double> im2col{columns.options};
  const Doubles image = counting({2, 2, 5, 6}), other = counting({2, 18, 3, 3});
  const auto result = run_layer(im2col, image, columns.taps, other);
  EXPECT_EQ(dot(result.output, other), dot(image, result.grads.input));  // <im2col x, y> = <x, col2im y>
}

TYPED_TEST(Examples, CountTheWindowsOfEachPixelWhereColumnsAreAddedUp) {
  // col2im is not the inverse of im2col: a pixel comes back once for each window that holds it.
  const Columns columns;
  const typename TypeParam::template Conv2d<double> im2col{columns.options};
  const Doubles ones({1, 2, 5, 6}, 1), image = counting({1, 2, 5, 6});
  const Doubles windows =
      run_layer(im2col, ones, columns.taps, run_layer(im2col, ones, columns.taps).output).grads.input;
  const Doubles back =
      run_layer(im2col, image, columns.taps, run_layer(im2col, image, columns.taps).output).grads.input;
  EXPECT_EQ(*std::max_element(windows.begin(), windows.end()), 4);  // odd rows and columns lie in two windows each way
  for (Index i = 0; i < image.size(); ++i) EXPECT_EQ(back[i], windows[i] * image[i]);
}

TYPED_TEST(Examples, CorrelateTheGradientInFullWithTheRotatedKernel) {
  // E-18: grad_input = grad_output, padded by K - 1, correlated with the kernel rotated by 180 degrees, its channels
  // and filters exchanged.
  const typename TypeParam::template Conv2d<double> layer{{.in_channels = 2, .out_channels = 3, .kernel_size = 3}};
  const typename TypeParam::template Conv2d<double> full{
      {.in_channels = 3, .out_channels = 2, .kernel_size = 3, .padding = 2, .bias = false}};
  const Doubles weight = counting({3, 2, 3, 3}), grad_output = counting({2, 3, 3, 2});
  Doubles rotated({2, 3, 3, 3});
  for (Index f = 0; f < 3; ++f)
    for (Index c = 0; c < 2; ++c)
      for (Index kh = 0; kh < 3; ++kh)
        for (Index kw = 0; kw < 3; ++kw) rotated(c, f, kh, kw) = weight(f, c, 2 - kh, 2 - kw);
  const auto result = run_layer(layer, counting({2, 2, 5, 4}), {weight, Doubles({3}, 0.0)}, grad_output);
  EXPECT_EQ(result.grads.input, run_layer(full, grad_output, {rotated, {}}).output);
}

// ---- Linear

TYPED_TEST(Examples, MultiplyVectorsOnPaper) {
  const typename TypeParam::template Linear<double> layer{{.in_features = 3, .out_features = 2}};
  const auto result = run_layer(layer, counting({2, 3}), {Doubles({2, 3}, {1, 0, -1, 2, 1, 0}), Doubles({2}, {10, 20})},
                                counting({2, 2}));
  EXPECT_EQ(result.output, Doubles({2, 2}, {8, 24, 8, 33}));
  EXPECT_EQ(result.grads.input, Doubles({2, 3}, {5, 2, -1, 11, 4, -3}));
  EXPECT_EQ(result.grads.weight, Doubles({2, 3}, {13, 17, 21, 18, 24, 30}));
  EXPECT_EQ(result.grads.bias, Doubles({2}, {4, 6}));
}

TYPED_TEST(Examples, MultiplyImagesAsTheyLieInMemory) {
  const typename TypeParam::template Linear<double> layer{{.in_features = 4, .out_features = 1, .bias = false}};
  const auto result =
      run_layer(layer, counting({2, 1, 2, 2}), {Doubles({1, 4}, {1, 10, 100, 1000}), {}}, Doubles({2, 1}, {1, 2}));
  EXPECT_EQ(result.output, Doubles({2, 1}, {4321, 8765}));
  EXPECT_EQ(result.grads.input, Doubles({2, 1, 2, 2}, {1, 10, 100, 1000, 2, 20, 200, 2000}));
  EXPECT_TRUE(result.grads.bias.empty());
}

// ---- Pooling

Doubles pooling_example_of_report_b() { return {{1, 1, 4, 4}, {4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4}}; }

TYPED_TEST(Examples, PoolTheExampleOfReportB) {
  // B-11; the report shows the mask of the first window only: 0 0 / 1 0.
  const typename TypeParam::template MaxPool2d<double> layer{{}};
  const auto result = run_layer(layer, pooling_example_of_report_b(), {}, counting({1, 1, 2, 2}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, {6, 7, 9, 5}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 4, 4}, {0, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0, 0, 0}));
}

TYPED_TEST(Examples, PoolTiesToTheFirstInRowMajorOrder) {
  const typename TypeParam::template MaxPool2d<double> layer{{}};
  const auto result = run_layer(layer, Doubles({1, 1, 2, 6}, {1, 1, 0, 3, 0, 2, 1, 1, 3, 0, 2, 2}), {},
                                Doubles({1, 1, 1, 3}, {1, 2, 3}));
  EXPECT_EQ(result.output, Doubles({1, 1, 1, 3}, {1, 3, 2}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 2, 6}, {1, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 0}));
}

TYPED_TEST(Examples, PoolOverlappingWindowsAddTheirGradients) {
  const typename TypeParam::template MaxPool2d<double> layer{{.kernel_size = 2, .stride = 1}};
  const auto result = run_layer(layer, Doubles({1, 1, 3, 3}, {1, 2, 3, 4, 9, 5, 6, 7, 8}), {}, counting({1, 1, 2, 2}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, 9));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 3, 3}, {0, 0, 0, 0, 10, 0, 0, 0, 0}));
}

TYPED_TEST(Examples, PoolNegativePixelsToANegativeMaximum) {
  const typename TypeParam::template MaxPool2d<double> layer{{}};
  const auto result = run_layer(layer, Doubles({1, 1, 2, 2}, {-4, -3, -2, -5}), {}, Doubles({1, 1, 1, 1}, {1}));
  EXPECT_EQ(result.output[0], -2);
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 2, 2}, {0, 0, 1, 0}));
}

TYPED_TEST(Examples, PoolEachChannelOfEachImageByItself) {
  const typename TypeParam::template MaxPool2d<double> layer{{}};
  const auto result = run_layer(layer, counting({2, 2, 2, 2}), {}, counting({2, 2, 1, 1}));
  EXPECT_EQ(result.output, Doubles({2, 2, 1, 1}, {4, 8, 12, 16}));
  EXPECT_EQ(result.grads.input, Doubles({2, 2, 2, 2}, {0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4}));
}

TYPED_TEST(Examples, PoolLeavesPixelsUnreadWhereTheStrideExceedsTheWindow) {
  const typename TypeParam::template MaxPool2d<double> layer{{.kernel_size = 1, .stride = 2}};
  const auto result = run_layer(layer, counting({1, 1, 3, 4}), {}, counting({1, 1, 2, 2}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, {1, 3, 9, 11}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 3, 4}, {1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0}));
}

TYPED_TEST(Examples, AverageTheExampleOfReportB) {
  const typename TypeParam::template AvgPool2d<double> layer{{}};
  const auto result = run_layer(layer, pooling_example_of_report_b(), {}, Doubles({1, 1, 2, 2}, {4, 8, 12, 16}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, {4.5, 3, 5.75, 3}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 4, 4}, {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
}

TYPED_TEST(Examples, AverageOverlappingWindowsAddTheirGradients) {
  const typename TypeParam::template AvgPool2d<double> layer{{.kernel_size = 2, .stride = 1}};
  const auto result = run_layer(layer, counting({1, 1, 3, 3}), {}, Doubles({1, 1, 2, 2}, {4, 8, 12, 16}));
  EXPECT_EQ(result.output, Doubles({1, 1, 2, 2}, {3, 4, 6, 7}));
  EXPECT_EQ(result.grads.input, Doubles({1, 1, 3, 3}, {1, 3, 2, 4, 10, 6, 3, 7, 4}));
}

// ---- Activations

TYPED_TEST(Examples, RectifyAndStopTheGradientAtZero) {
  const typename TypeParam::template ReLU<double> layer{};
  const auto result = run_layer(layer, Doubles({6}, {-2, -0.0, 0, 0x1p-1074, 0.5, 3}), {}, Doubles({6}, 7));
  EXPECT_EQ(result.output, Doubles({6}, {0, 0, 0, 0x1p-1074, 0.5, 3}));
  EXPECT_EQ(result.grads.input, Doubles({6}, {0, 0, 0, 7, 7, 7}));
}

TYPED_TEST(Examples, RectifyingDoesNotCommuteWithTheSign) {
  // A-30: -1 * ReLU(1) = -1, but ReLU(-1) = 0, so ReLU is not linear.
  const typename TypeParam::template ReLU<double> layer{};
  const auto result = run_layer(layer, Doubles({2}, {1, -1}));
  EXPECT_EQ(-1 * result.output[0], -1);
  EXPECT_EQ(result.output[1], 0);
}

TYPED_TEST(Examples, RectifyingAddsNothingLeftOfItsShift) {
  // B-20 to B-22: g(x) + ReLU(x - c) = g(x) for x <= c, here with c = 2, and is x - c more beyond.
  const typename TypeParam::template ReLU<double> layer{};
  EXPECT_EQ(run_layer(layer, Doubles({4}, {-3 - 2, 1 - 2, 2 - 2, 5 - 2})).output, Doubles({4}, {0, 0, 0, 3}));
}

TYPED_TEST(Examples, SquashKnownValues) {
  const typename TypeParam::template Sigmoid<double> layer{};
  const double ln3 = std::log(3.0);  // s(ln 3) = 3/4
  const auto result = run_layer(layer, Doubles({3}, {0, ln3, -ln3}), {}, Doubles({3}, {4, 16, 32}));
  expect_near(result.output, Doubles({3}, {0.5, 0.75, 0.25}));
  expect_near(result.grads.input, Doubles({3}, {1, 3, 6}));  // s (1 - s) = 1/4, 3/16, 3/16
}

TYPED_TEST(Examples, SquashExtremesWithoutOverflow) {
  const typename TypeParam::template Sigmoid<double> layer{};
  const auto result = run_layer(layer, Doubles({4}, {1000, -1000, 700, -700}), {}, Doubles({4}, 1));
  EXPECT_EQ(result.output[0], 1);
  EXPECT_EQ(result.output[1], 0);
  EXPECT_EQ(result.output[2], 1);
  EXPECT_DOUBLE_EQ(result.output[3], std::exp(-700.0));                            // as 1 + exp(-700) is 1
  for (const double grad : result.grads.input) EXPECT_LE(std::abs(grad), 1e-300);  // exp(-700) is 1e-304
}

TYPED_TEST(Examples, TangentIsAStretchedSigmoid) {
  // C-11: tanh(z) = 2 / (1 + exp(-2 z)) - 1
  const Doubles z({5}, {-3, -0.5, 0, 0.25, 2}), twice_z({5}, {-6, -1, 0, 0.5, 4});
  const auto tangent = run_layer(typename TypeParam::template Tanh<double>{}, z).output;
  const auto sigmoid = run_layer(typename TypeParam::template Sigmoid<double>{}, twice_z).output;
  // Both sides are within an ulp or two of numbers of at most 1.
  for (Index i = 0; i < 5; ++i) EXPECT_NEAR(tangent[i], 2 * sigmoid[i] - 1, 4 * std::numeric_limits<double>::epsilon());
}

TYPED_TEST(Examples, TangentOfKnownValues) {
  const typename TypeParam::template Tanh<double> layer{};
  const double half_ln3 = std::log(3.0) / 2;  // tanh(ln(3) / 2) = 1/2
  const auto result = run_layer(layer, Doubles({4}, {0, half_ln3, -half_ln3, 1000}), {}, Doubles({4}, 4));
  expect_near(result.output, Doubles({4}, {0, 0.5, -0.5, 1}));
  expect_near(result.grads.input, Doubles({4}, {4, 3, 3, 0}));
}

// ---- Dropout

template <class Layers>
auto drop(double rate, const Doubles& input, const Pass& pass, const Doubles& grad_output = {}) {
  return run_layer(typename Layers::template Dropout<double>{{.rate = rate}}, input, {}, grad_output, pass);
}

TYPED_TEST(Examples, DropTheGivenShareAndScaleTheRest) {
  const Index n = 100'000;
  const Doubles output = drop<TypeParam>(0.2, Doubles({n}, 8), {.training = true, .seed = mix(1, 1)}).output;
  const auto dropped = std::count(output.begin(), output.end(), 0.0);
  EXPECT_EQ(dropped + std::count(output.begin(), output.end(), 10.0), n);  // 8 / (1 - 0.2)
  // The share scatters by sqrt(0.2 * 0.8 / n); 5 of these.
  EXPECT_NEAR(static_cast<double>(dropped), 0.2 * static_cast<double>(n), 5 * std::sqrt(0.2 * 0.8 * 1e5));
}

TYPED_TEST(Examples, DropSoThatTheExpectationIsTheInput) {
  constexpr int passes = 4000;
  const Doubles input({6}, {1, -2, 3, -4, 5, 0.5});
  Doubles sum({6});
  for (std::uint64_t seed = 0; seed < passes; ++seed) {
    const Doubles output = drop<TypeParam>(0.5, input, {.training = true, .seed = mix(seed, 3)}).output;
    for (Index i = 0; i < 6; ++i) sum[i] += output[i];
  }
  // At rate 1/2 each output is 0 or twice the input: its deviation is |input|, that of the mean |input| / sqrt(passes).
  for (Index i = 0; i < 6; ++i)
    EXPECT_NEAR(sum[i] / passes, input[i], 5 * std::abs(input[i]) / std::sqrt(double{passes}));
}

TYPED_TEST(Examples, DropTheSameElementsBackward) {
  const Pass pass{.training = true, .seed = mix(5, 5)};
  const auto result = drop<TypeParam>(0.75, Doubles({1000}, 1), pass, counting({1000}));
  for (Index i = 0; i < 1000; ++i)
    EXPECT_EQ(result.grads.input[i], result.output[i] * static_cast<double>(i + 1)) << "at position " << i;
}

TYPED_TEST(Examples, DropWhatTheSharedRuleSays) {
  const Pass pass{.training = true, .seed = mix(9, 2)};
  const Doubles output = drop<TypeParam>(0.3, Doubles({1000}, 1), pass).output;
  for (Index i = 0; i < 1000; ++i) {
    EXPECT_EQ(output[i] == 0, random_bits(pass.seed, static_cast<std::uint32_t>(i)) < 0.3 * 0x1p32);
  }
}

TYPED_TEST(Examples, DropBySeed) {
  const Doubles ones({1000}, 1);
  const auto dropped = [&](std::uint64_t seed) {
    return drop<TypeParam>(0.5, ones, {.training = true, .seed = mix(seed, 0)}).output;
  };
  EXPECT_EQ(dropped(1), dropped(1));
  const Doubles first = dropped(1), second = dropped(2);
  int equal = 0;
  for (Index i = 0; i < 1000; ++i) equal += first[i] == second[i];
  EXPECT_NEAR(equal, 500, 5 * std::sqrt(1000.0) / 2);  // independent masks agree at half of the positions, +- 5 sigma
}

TYPED_TEST(Examples, DropNothingUnlessTraining) {
  const Doubles input = counting({2, 3, 4, 5});
  const auto result = drop<TypeParam>(0.9, input, {.training = false, .seed = 1}, input);
  EXPECT_EQ(result.output, input);
  EXPECT_EQ(result.grads.input, input);
}

TYPED_TEST(Examples, DropNothingAtRateZero) {
  const Doubles input = counting({2, 3, 4, 5});
  const auto result = drop<TypeParam>(0, input, {.training = true, .seed = 1}, input);
  EXPECT_EQ(result.output, input);
  EXPECT_EQ(result.grads.input, input);
}

// ---- Losses

template <class Loss>
struct LossAndGradient {
  typename Loss::Number loss;
  Tensor<typename Loss::Number> grad;
};

template <class Loss>
LossAndGradient<Loss> evaluate(const Tensor<typename Loss::Number>& logits, const std::vector<int>& labels) {
  LossAndGradient<Loss> result;
  result.loss = Loss{}(logits, labels, result.grad);
  return result;
}

TYPED_TEST(Examples, CrossEntropyOfUniformLogitsIsTheLogarithmOfTheClasses) {
  const auto [loss, grad] =
      evaluate<typename TypeParam::template SoftmaxCrossEntropy<double>>(Doubles({1, 10}, 3), {4});
  EXPECT_DOUBLE_EQ(loss, std::log(10.0));
  expect_near(grad, Doubles({1, 10}, {0.1, 0.1, 0.1, 0.1, -0.9, 0.1, 0.1, 0.1, 0.1, 0.1}));
}

TYPED_TEST(Examples, CrossEntropyOnPaper) {
  // The softmax of ln 1, ln 2, ln 5 is 1/8, 2/8, 5/8; that of 0, 0, ln 2 is 1/4, 1/4, 1/2.
  const auto [loss, grad] = evaluate<typename TypeParam::template SoftmaxCrossEntropy<double>>(
      Doubles({2, 3}, {0, std::log(2.0), std::log(5.0), 0, 0, std::log(2.0)}), {2, 0});
  EXPECT_DOUBLE_EQ(loss, (std::log(8.0 / 5) + std::log(4.0)) / 2);
  expect_near(grad, Doubles({2, 3}, {1.0 / 16, 1.0 / 8, -3.0 / 16, -3.0 / 8, 1.0 / 8, 1.0 / 4}));
}

TYPED_TEST(Examples, CrossEntropyOfExtremeLogitsIsFinite) {
  using Loss = typename TypeParam::template SoftmaxCrossEntropy<double>;
  const Doubles logits({1, 3}, {1000, 0, -1000});
  const auto right = evaluate<Loss>(logits, {0}), wrong = evaluate<Loss>(logits, {1}),
             worst = evaluate<Loss>(logits, {2});
  EXPECT_EQ(right.loss, 0);
  EXPECT_EQ(right.grad, Doubles({1, 3}, 0.0));
  EXPECT_EQ(wrong.loss, 1000);
  EXPECT_EQ(wrong.grad, Doubles({1, 3}, {1, -1, 0}));
  EXPECT_EQ(worst.loss, 2000);
  EXPECT_EQ(worst.grad, Doubles({1, 3}, {1, 0, -1}));
}

TYPED_TEST(Examples, CrossEntropyOfExtremeLogitsIsFiniteInFloat) {
  using Loss = typename TypeParam::template SoftmaxCrossEntropy<float>;
  const auto [loss, grad] = evaluate<Loss>(Tensor<float>({1, 2}, {100, -3e38F}), {0});
  EXPECT_EQ(loss, 0);
  EXPECT_EQ(grad, Tensor<float>({1, 2}, 0.0F));
}

TYPED_TEST(Examples, CrossEntropyGradientsOfAnImageSumToZero) {
  Doubles logits({3, 7});
  fill_normal(logits, 3, 1);
  const auto grad = evaluate<typename TypeParam::template SoftmaxCrossEntropy<double>>(logits, {6, 0, 3}).grad;
  for (Index n = 0; n < 3; ++n) {
    double sum = 0;
    for (Index k = 0; k < 7; ++k) sum += grad(n, k);
    EXPECT_NEAR(sum, 0, 14 * std::numeric_limits<double>::epsilon());  // 7 numbers below 1, each rounded twice
  }
}

TYPED_TEST(Examples, BinaryCrossEntropySumsOverTheClasses) {
  // s(0) = 1/2 for each of three classes: three yes-or-no questions at ln 2 each.
  using Loss = typename TypeParam::template SigmoidBinaryCrossEntropy<double>;
  const auto [loss, grad] = evaluate<Loss>(Doubles({1, 3}, 0.0), {1});
  EXPECT_DOUBLE_EQ(loss, 3 * std::log(2.0));
  expect_near(grad, Doubles({1, 3}, {0.5, -0.5, 0.5}));
}

TYPED_TEST(Examples, BinaryCrossEntropyOnPaper) {
  // s(ln 3) = 3/4, s(-ln 3) = 1/4: -ln(3/4) - ln(3/4) for the first image, -ln(1/4) - ln(1/4) for the second.
  using Loss = typename TypeParam::template SigmoidBinaryCrossEntropy<double>;
  const double ln3 = std::log(3.0);
  const auto [loss, grad] = evaluate<Loss>(Doubles({2, 2}, {ln3, -ln3, ln3, -ln3}), {0, 1});
  EXPECT_DOUBLE_EQ(loss, (2 * std::log(4.0 / 3) + 2 * std::log(4.0)) / 2);
  expect_near(grad, Doubles({2, 2}, {-0.125, 0.125, 0.375, -0.375}));
}

TYPED_TEST(Examples, BinaryCrossEntropyOfExtremeLogitsIsFinite) {
  using Loss = typename TypeParam::template SigmoidBinaryCrossEntropy<double>;
  const auto right = evaluate<Loss>(Doubles({1, 2}, {1000, -1000}), {0});
  const auto wrong = evaluate<Loss>(Doubles({1, 2}, {1000, -1000}), {1});
  EXPECT_EQ(right.loss, 0);
  EXPECT_EQ(right.grad, Doubles({1, 2}, 0.0));
  EXPECT_EQ(wrong.loss, 2000);
  EXPECT_EQ(wrong.grad, Doubles({1, 2}, {1, -1}));
}

TYPED_TEST(Examples, BinaryCrossEntropyKeepsTinyLosses) {
  using Loss = typename TypeParam::template SigmoidBinaryCrossEntropy<double>;
  EXPECT_DOUBLE_EQ(evaluate<Loss>(Doubles({1, 1}, {50}), {0}).loss, std::exp(-50.0));  // as log(1 + u) is u
}

TYPED_TEST(Examples, LossesRefuseLabelsThatDoNotFit) {
  using Softmax = typename TypeParam::template SoftmaxCrossEntropy<double>;
  using Sigmoid = typename TypeParam::template SigmoidBinaryCrossEntropy<double>;
  EXPECT_EQ(error_message([] {
              evaluate<Softmax>(Doubles({2, 3}), {0});
            }),
            "SoftmaxCrossEntropy: logits must be (N, classes) with one label each, got shape (2, 3) and 1 labels");
  EXPECT_EQ(error_message([] {
              evaluate<Softmax>(Doubles({2, 3}), {0, 3});
            }),
            "SoftmaxCrossEntropy: label 3 is not one of the classes 0 to 2");
  EXPECT_EQ(error_message([] {
              evaluate<Sigmoid>(Doubles({2, 3}), {0, -1});
            }),
            "SigmoidBinaryCrossEntropy: label -1 is not one of the classes 0 to 2");
  EXPECT_EQ(error_message([] {
              evaluate<Sigmoid>(Doubles({1, 3, 1, 1}), {0});
            }),
            "SigmoidBinaryCrossEntropy: logits must be (N, classes) with one label each, got shape (1, 3, 1, 1) and 1 "
            "labels");
}

TYPED_TEST(Examples, LayersRefuseParametersAndGradientsThatDoNotFit) {
  const typename TypeParam::template Conv2d<double> layer{{.kernel_size = 2}};
  const Doubles image({1, 1, 3, 3});
  EXPECT_EQ(error_message([&] {
              run_layer(layer, image, {Doubles({1, 1, 3, 3}), Doubles({1})});
            }),
            "Conv2d: weight must have shape (1, 1, 2, 2), got (1, 1, 3, 3)");
  EXPECT_EQ(error_message([&] {
              run_layer(layer, image, {Doubles({1, 1, 2, 2}), {}});
            }),
            "Conv2d: bias must have shape (1), got ()");
  EXPECT_EQ(error_message([&] {
              run_layer(layer, image, {Doubles({1, 1, 2, 2}), Doubles({1})}, Doubles({1, 1, 3, 3}));
            }),
            "Conv2d: grad_output must have shape (1, 1, 2, 2), got (1, 1, 3, 3)");
}

}  // namespace
}  // namespace backcheck
