// Random numbers: published values of the generators, the statistics of what they fill, and how weights start.
#include "core/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "reference/make_network.hpp"

namespace backcheck {
namespace {

struct Moments {
  double mean, standard_deviation;
};

template <Scalar T>
Moments moments(const Tensor<T>& tensor) {
  const double n = static_cast<double>(tensor.size());
  double sum = 0, squares = 0;
  for (const T x : tensor) sum += static_cast<double>(x);
  for (const T x : tensor) squares += std::pow(static_cast<double>(x) - sum / n, 2);
  return {sum / n, std::sqrt(squares / n)};
}

// Sample means of n numbers scatter by sigma / sqrt(n) and sample deviations of normal ones by sigma / sqrt(2 n). The
// seeds are fixed, so these tests cannot fail by chance from one run to the next; 5 deviations (one in 1.7 million)
// keep the seed from having been picked to pass.
constexpr double deviations = 5;

void expect_normal(const Tensor<float>& tensor, double sigma) {
  const double n = static_cast<double>(tensor.size());
  EXPECT_NEAR(moments(tensor).mean, 0, deviations * sigma / std::sqrt(n));
  EXPECT_NEAR(moments(tensor).standard_deviation, sigma, deviations * sigma / std::sqrt(2 * n));
}

TEST(Mix, IsTheSplitMix64Sequence) {
  EXPECT_EQ(mix(0, 0), 0xe220a8397b1dcdafU);  // the first three outputs of Vigna's splitmix64.c for the seed 0
  EXPECT_EQ(mix(0, 1), 0x6e789e6aa1b965f4U);
  EXPECT_EQ(mix(0, 2), 0x06c45d188009454fU);
  EXPECT_EQ(mix(1234567, 0), 6457827717110365317U);
}

TEST(RandomBits, AreTheHashWorkedOutIndependently) {
  EXPECT_EQ(random_bits(0, 1), 0x58f54975U);
  EXPECT_EQ(random_bits(0x123456789abcdef0U, 0), 0x2c02a127U);
  EXPECT_EQ(random_bits(0x123456789abcdef0U, 1), 0x333a4814U);
  EXPECT_EQ(random_bits(0x100000000U, 7), 0x84dfe406U);
}

TEST(RandomBits, TakeEveryBitAsOftenAsNot) {
  constexpr int count = 1 << 16;
  std::vector<int> ones(32);
  for (std::uint32_t i = 0; i < count; ++i)
    for (std::uint32_t bit = 0; bit < 32; ++bit) ones[bit] += random_bits(mix(1, 2), i) >> bit & 1;
  for (const int n : ones) EXPECT_NEAR(n, count / 2, deviations * std::sqrt(count) / 2);
}

TEST(RandomBits, OfNeighbouringSeedsAgreeByChanceOnly) {
  constexpr int count = 1 << 16;
  int equal = 0;
  for (std::uint32_t i = 0; i < count; ++i) equal += (random_bits(41, i) ^ random_bits(42, i)) >> 31 == 0;
  EXPECT_NEAR(equal, count / 2, deviations * std::sqrt(count) / 2);
}

TEST(DropThreshold, IsTheRateInUnitsOfTwoToTheMinus32) {
  EXPECT_EQ(drop_threshold(0), 0U);
  EXPECT_EQ(drop_threshold(0.25), 0x40000000U);
  EXPECT_EQ(drop_threshold(0.5), 0x80000000U);
  EXPECT_EQ(drop_threshold(std::nextafter(1.0, 0.0)), 0xffffffffU);
}

TEST(FillNormal, HasTheGivenMoments) {
  Tensor<float> tensor({100'000});
  fill_normal(tensor, 0.25, 7);
  expect_normal(tensor, 0.25);
  const auto beyond = std::count_if(tensor.begin(), tensor.end(), [](float x) { return std::abs(x) > 2 * 0.25F; });
  const double n = 100'000, p = std::erfc(std::sqrt(2.0));  // 4.55 % lie beyond two deviations
  EXPECT_NEAR(static_cast<double>(beyond), n * p, deviations * std::sqrt(n * p * (1 - p)));
}

TEST(FillNormal, GivesFloatsTheRoundedDoubles) {
  Tensor<float> floats({1000});
  Tensor<double> doubles({1000});
  fill_normal(floats, 1, 3);
  fill_normal(doubles, 1, 3);
  for (Index i = 0; i < floats.size(); ++i) EXPECT_EQ(floats[i], static_cast<float>(doubles[i]));
}

TEST(FillUniform, CoversItsIntervalEvenly) {
  Tensor<double> tensor({100'000});
  fill_uniform(tensor, -1, 3, 9);
  const auto [low, high] = std::minmax_element(tensor.begin(), tensor.end());
  EXPECT_GE(*low, -1);
  EXPECT_LT(*high, 3);
  const double sigma = 4 / std::sqrt(12.0);
  EXPECT_NEAR(moments(tensor).mean, 1, deviations * sigma / std::sqrt(1e5));
  EXPECT_NEAR(moments(tensor).standard_deviation, sigma, deviations * sigma / std::sqrt(2e5));
}

// A quarter of the doubles drawn from this interval rounds up to 1 in float.
TEST(FillUniform, NeverGivesTheUpperEndInFloat) {
  Tensor<float> tensor({1000});
  fill_uniform(tensor, 1 - 0x1p-23, 1, 3);
  EXPECT_TRUE(std::all_of(tensor.begin(), tensor.end(), [](float x) { return 1 - 0x1p-23 <= x && x < 1; }));
}

TEST(Fill, DependsOnTheSeedAlone) {
  Tensor<float> first({100}), again({100}), other({100});
  fill_normal(first, 1, 3);
  fill_normal(again, 1, 3);
  fill_normal(other, 1, 4);
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
}

Network<float> convolution_and_linear() {
  return reference::make_network<float>(
      {Conv2dOptions{.in_channels = 32, .out_channels = 64, .kernel_size = 3}, ReLUOptions{}, LinearOptions{400, 100}});
}

TEST(Initializer, DrawsWeightsWithTheGivenDeviationAndNoBiases) {
  auto network = convolution_and_linear();
  initialize(network, {.kind = Initializer::Kind::gaussian, .standard_deviation = 0.01}, 5);
  expect_normal(network.parameters()[0].weight, 0.01);
  expect_normal(network.parameters()[2].weight, 0.01);
  for (const float bias : network.parameters()[0].bias) EXPECT_EQ(bias, 0);
}

TEST(Initializer, ScalesByTheInputsOfAUnitAfterHe) {
  auto network = convolution_and_linear();
  initialize(network, {.kind = Initializer::Kind::he}, 5);
  expect_normal(network.parameters()[0].weight, std::sqrt(2.0 / (32 * 9)));
  expect_normal(network.parameters()[2].weight, std::sqrt(2.0 / 400));
}

TEST(Initializer, ScalesByInputsAndOutputsAfterGlorot) {
  auto network = convolution_and_linear();
  initialize(network, {.kind = Initializer::Kind::xavier}, 5);
  expect_normal(network.parameters()[0].weight, std::sqrt(2.0 / (32 * 9 + 64 * 9)));
  expect_normal(network.parameters()[2].weight, std::sqrt(2.0 / 500));
}

TEST(Initializer, DrawsUniformlyByTheInputsOfAUnitBiasesToo) {
  auto network = convolution_and_linear();
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, 5);
  const auto expect_uniform = [](const Tensor<float>& tensor, double bound) {
    const double n = static_cast<double>(tensor.size()), sigma = bound / std::sqrt(3.0);
    for (const float x : tensor) EXPECT_LE(std::abs(x), bound);
    EXPECT_NEAR(moments(tensor).mean, 0, deviations * sigma / std::sqrt(n));
    EXPECT_NEAR(moments(tensor).standard_deviation, sigma, deviations * sigma / std::sqrt(2 * n));
  };
  expect_uniform(network.parameters()[0].weight, 1 / std::sqrt(288.0));
  expect_uniform(network.parameters()[0].bias, 1 / std::sqrt(288.0));
  expect_uniform(network.parameters()[2].weight, 1 / std::sqrt(400.0));
  expect_uniform(network.parameters()[2].bias, 1 / std::sqrt(400.0));
}

TEST(Initializer, DrawsEachLayerWhateverTheSizesBeforeIt) {
  auto small = reference::make_network<float>({LinearOptions{3, 7}, LinearOptions{7, 5}});
  auto large = reference::make_network<float>({LinearOptions{300, 7}, LinearOptions{7, 5}});
  initialize(small, {}, 5);
  initialize(large, {}, 5);
  EXPECT_EQ(small.parameters()[1].weight, large.parameters()[1].weight);
  initialize(large, {}, 6);
  EXPECT_NE(small.parameters()[1].weight, large.parameters()[1].weight);
}

TEST(Initializer, DrawsEqualLayersDifferently) {
  auto network = reference::make_network<float>({LinearOptions{5, 5}, LinearOptions{5, 5}});
  initialize(network, {}, 5);
  EXPECT_NE(network.parameters()[0].weight, network.parameters()[1].weight);
}

}  // namespace
}  // namespace backcheck
