#include "experiments/judging/statistics.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"

namespace backcheck::experiments {
namespace {

// Tables of Student's t and of binomial intervals print four decimals.
constexpr double table = 5e-4;

TEST(Statistics, OfFiveNumbersIsAsByHand) {
  // s^2 = 10 / 4; t with 4 degrees of freedom is 2.7764 at 97.5 %.
  const Statistics s = summarize(std::vector<double>{1, 2, 3, 4, 5});
  EXPECT_EQ(s.count, 5);
  EXPECT_EQ(s.finite, 5);
  EXPECT_DOUBLE_EQ(s.mean, 3);
  EXPECT_DOUBLE_EQ(s.deviation, std::sqrt(2.5));
  EXPECT_EQ(s.low, 1);
  EXPECT_EQ(s.high, 5);
  EXPECT_NEAR(s.mean_half_width, 2.7764 * std::sqrt(2.5 / 5), table);
  EXPECT_NEAR(s.prediction_half_width, 2.7764 * std::sqrt(2.5 * 1.2), table);
}

TEST(Statistics, LeavesOutWhatIsNotFinite) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
  const Statistics s = summarize(std::vector<double>{1, inf, 3, nan, -inf});
  EXPECT_EQ(s.count, 5);
  EXPECT_EQ(s.finite, 2);
  EXPECT_DOUBLE_EQ(s.mean, 2);
}

TEST(Statistics, OfOneNumberHasNoInterval) {
  const Statistics s = summarize(std::vector<double>{7});
  EXPECT_EQ(s.mean, 7);
  EXPECT_EQ(s.deviation, 0);
  EXPECT_TRUE(std::isinf(s.mean_half_width));
  EXPECT_TRUE(std::isinf(s.prediction_half_width));
}

TEST(Statistics, OfNothingIsNotANumber) {
  const Statistics s = summarize({});
  EXPECT_EQ(s.finite, 0);
  EXPECT_TRUE(std::isnan(s.mean));
}

TEST(Statistics, OfEqualNumbersHasNoWidth) {
  const Statistics s = summarize(std::vector<double>(7, 0.1));
  EXPECT_EQ(s.deviation, 0);
  EXPECT_EQ(s.prediction_half_width, 0);
}

// What the verdict WITHIN promises: one more run of the same kind falls inside in 95 % of all cases, however few the
// seeds.
TEST(Statistics, PredictionIntervalHoldsOneMoreRunIn95PerCent) {
  constexpr Index trials = 4000;
  for (const Index n : {2, 5, 10}) {
    Tensor<double> numbers({trials, n + 1});
    fill_normal(numbers, 3.0, static_cast<std::uint64_t>(n));
    Index inside = 0;
    for (Index trial = 0; trial < trials; ++trial) {
      const double* runs = numbers.data() + trial * (n + 1);
      const Statistics s = summarize({runs, static_cast<std::size_t>(n)});
      inside += std::abs(runs[n] - s.mean) <= s.prediction_half_width;
    }
    // Four standard deviations of a binomial count: less than one in ten thousand seeds would fail.
    const double expected = 0.95 * trials, deviation = std::sqrt(0.95 * 0.05 * trials);
    EXPECT_NEAR(static_cast<double>(inside), expected, 4 * deviation) << "n = " << n;
  }
}

TEST(Statistics, MedianIsTheMiddleOfWhatIsFinite) {
  EXPECT_EQ(median(std::vector<double>{3, 1, std::nan(""), 2}), 2);
  EXPECT_EQ(median(std::vector<double>{1, 2, 3, 10}), 2.5);
  EXPECT_TRUE(std::isnan(median({})));
  EXPECT_EQ(median_absolute_deviation(std::vector<double>{1, 2, 3, 10}), 1);  // distances 1.5, 0.5, 0.5, 7.5
}

TEST(Statistics, DifferencesArePairedAndScaled) {
  EXPECT_EQ(differences(std::vector<double>{3, 5, 7}, std::vector<double>{1, 2}, 10), (std::vector<double>{20, 30}));
}

TEST(Distance, OfRatiosIsZeroWhereAllAreOneAndTheSameUpAndDown) {
  EXPECT_EQ(distance_of_ratios(std::vector{1.0, 1.0}), 0);
  EXPECT_DOUBLE_EQ(distance_of_ratios(std::vector{2.0, 0.5}), std::log(2.0));
  EXPECT_TRUE(std::isnan(distance_of_ratios(std::vector{1.0, std::nan("")})));
}

TEST(Lowest, IsTheFirstOfTheLowestAndEmptyWhereNothingWasMeasured) {
  const std::vector<double> numbers{std::nan(""), 3, 1, 1.5};
  const auto itself = [](double number) { return number; };
  EXPECT_EQ(lowest(numbers, itself), 1);
  EXPECT_EQ(highest(numbers, itself), 3);
  EXPECT_EQ(lowest(std::vector{4, 5}, [](int) { return 7.0; }), 4);
  EXPECT_FALSE(lowest(numbers, [](double) { return std::nan(""); }).has_value());
  EXPECT_FALSE(lowest(std::vector<double>{}, itself).has_value());
}

TEST(WithInterval, SaysTheMeanItsIntervalAndWhatIsMissing) {
  // t with one degree of freedom is 12.7062 at 97.5 %; half-width t * 0.01.
  EXPECT_EQ(with_interval(std::vector<double>{0.90, 0.92}, ".1f", 100), "91.0 ± 12.7");
  EXPECT_EQ(with_interval(std::vector<double>{1.08}, "+.2f"), "+1.08");
  EXPECT_EQ(with_interval(std::vector<double>{std::nan("")}, ".1f"), "diverged");
  EXPECT_EQ(with_interval({}, ".1f"), "not run");
}

TEST(BinomialInterval, IsThatOfClopperAndPearson) {
  const Interval eight = binomial_interval(8, 10);
  EXPECT_NEAR(eight.low, 0.4439, table);
  EXPECT_NEAR(eight.high, 0.9748, table);
  const Interval none = binomial_interval(0, 10);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 1 - std::pow(0.025, 0.1), 1e-12);  // (1 - p)^10 = 0.025 in closed form; rounding only
  EXPECT_EQ(binomial_interval(10, 10).high, 1);
}

TEST(BinomialInterval, RefusesWhatIsNotAProportion) {
  EXPECT_THROW(binomial_interval(11, 10), std::invalid_argument);
  EXPECT_THROW(binomial_interval(-1, 10), std::invalid_argument);
  EXPECT_THROW(binomial_interval(0, 0), std::invalid_argument);
}

TEST(ExponentOfPowerLaw, IsThatOfItsPoints) {
  using Points = std::vector<std::array<double, 2>>;
  EXPECT_NEAR(exponent_of_power_law(Points{{1, 3}, {2, 12}, {4, 48}}), 2, 1e-12);
  EXPECT_NEAR(exponent_of_power_law(Points{{1, 8}, {2, 2}, {4, 2}}), -1, 1e-12);  // the best of no exact ones
  EXPECT_TRUE(std::isnan(exponent_of_power_law(Points{{1, 3}})));
}

}  // namespace
}  // namespace backcheck::experiments
