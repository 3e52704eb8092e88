// Verifies dropout: as a layer with its mask, and the mask itself.
#include "layers/dropout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/dropout.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<DropoutOptions>& specification = suite::dropout_specification();

VERIFY_LAYER(Dropout, layers::Dropout, reference::Dropout);
KILL_MUTANTS(Dropout, reference::Dropout, mutants::mutants_of<DropoutOptions>());

template <class L>
class DropoutMask : public ::testing::Test {
 protected:
  static constexpr Index size = 100000;
  Tensor<double> forward(double rate, const Pass& pass) const {
    Tensor<double> output;
    typename L::Cache cache;
    L{{.rate = rate}}.forward(Tensor<double>({size}, 1), {}, pass, output, cache);
    return output;
  }
};
using Implementations = ::testing::Types<layers::Dropout<double>, reference::Dropout<double>>;
TYPED_TEST_SUITE(DropoutMask, Implementations);

TYPED_TEST(DropoutMask, DropsTheRateAskedForAndScalesTheRest) {
  for (const double rate : {0.1, 0.2, 0.5, 0.8}) {
    const Tensor<double> output = this->forward(rate, {.training = true, .seed = 7});
    const auto dropped = static_cast<double>(std::count(output.begin(), output.end(), 0.0));
    const auto kept = static_cast<double>(std::count_if(output.begin(), output.end(), [&](double y) {
      return std::abs(y * (1 - rate) - 1) < 1e-15;  // two roundings, of 1 - rate and of the quotient
    }));
    // Five standard deviations of a binomial count.
    EXPECT_NEAR(dropped, rate * this->size, 5 * std::sqrt(rate * (1 - rate) * this->size)) << "rate " << rate;
    EXPECT_EQ(dropped + kept, this->size) << "rate " << rate;
  }
}

TYPED_TEST(DropoutMask, PassesEverythingUnlessTraining) {
  EXPECT_EQ(this->forward(0.5, {.training = false, .seed = 7}), Tensor<double>({this->size}, 1));
}

// factor * input, whatever the input is: both implementations give NaN the same.
TYPED_TEST(DropoutMask, HandsNaNOn) {
  TypeParam layer{{.rate = 0.5}};
  const Tensor<double> input({64}, std::numeric_limits<double>::quiet_NaN());
  Tensor<double> output;
  typename TypeParam::Cache cache;
  layer.forward(input, {}, {.training = true, .seed = 7}, output, cache);
  EXPECT_TRUE(std::all_of(output.begin(), output.end(), [](double y) { return std::isnan(y); }));
}

TYPED_TEST(DropoutMask, LeavesDroppedZerosTheirSign) {
  TypeParam layer{{.rate = 0.5}};
  const Tensor<double> input({64}, -1);
  Tensor<double> output;
  typename TypeParam::Cache cache;
  layer.forward(input, {}, {.training = true, .seed = 7}, output, cache);
  EXPECT_GT(std::count(output.begin(), output.end(), 0.0), 0);
  EXPECT_TRUE(std::all_of(output.begin(), output.end(), [](double y) { return std::signbit(y); }));
}

TYPED_TEST(DropoutMask, IsAnotherForAnotherSeed) {
  const Tensor<double> a = this->forward(0.5, {.training = true, .seed = 7});
  const Tensor<double> b = this->forward(0.5, {.training = true, .seed = 8});
  Index agreements = 0;
  for (Index i = 0; i < this->size; ++i) agreements += a[i] == b[i];
  // Independent masks agree in half of the places; five standard deviations.
  EXPECT_NEAR(static_cast<double>(agreements), 0.5 * this->size, 5 * 0.5 * std::sqrt(this->size));
}

}  // namespace
}  // namespace backcheck
