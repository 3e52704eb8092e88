// bench/run --layer: on which workloads a layer of somebody else's is timed, and what is refused.
#include "bench/own.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "all_layers/reference.hpp"
#include "bench/own_layer.hpp"

namespace backcheck::bench {
namespace {

#define BACKCHECK_LAYER(Name, file) \
  struct Their##Name {              \
    template <Scalar T>             \
    using Of = reference::Name<T>;  \
  };                                \
  [[maybe_unused]] std::vector<Contender> their_##file() { return {own_layer<Their##Name, void>(#Name)}; }
#include "core/layers.def"

std::string refusal(const std::vector<Contender>& own, const std::string& shape) try {
  own_workloads(own, {shape});
  return "nothing";
} catch (const std::invalid_argument& error) {
  return error.what();
}

TEST(OwnLayer, IsTimedOnTheUsualWorkloadsOfItsKindAlone) {
  const std::vector<LayerWorkload> workloads = own_workloads(their_max_pool2d(), {});
  ASSERT_EQ(workloads.size(), 2U);
  for (const LayerWorkload& one : workloads) EXPECT_TRUE(std::holds_alternative<MaxPool2dOptions>(one.options));
}

TEST(OwnLayer, IsTimedOnAGivenShapeInsteadWithTheOptionsThatTheInputLeavesOpen) {
  const auto workloads = own_workloads(their_conv2d(), {"8x3x10x12,out_channels=4,kernel_size=5,padding=2"});
  ASSERT_EQ(workloads.size(), 1U);
  EXPECT_EQ(workloads[0].name, "8x3x10x12,out_channels=4,kernel_size=5,padding=2");
  EXPECT_EQ(workloads[0].input, (Shape{8, 3, 10, 12}));
  const Conv2dOptions wanted{.in_channels = 3, .out_channels = 4, .kernel_size = 5, .padding = 2};
  EXPECT_EQ(std::get<Conv2dOptions>(workloads[0].options), wanted);
  EXPECT_EQ(std::get<LinearOptions>(own_workloads(their_linear(), {"7x2x3,out_features=4"})[0].options),
            (LinearOptions{.in_features = 6, .out_features = 4}));
  EXPECT_EQ(std::get<DropoutOptions>(own_workloads(their_dropout(), {"9,rate=0.25"})[0].options),
            (DropoutOptions{.rate = 0.25}));
  EXPECT_EQ(own_workloads(their_relu(), {"9", "2x2"}).size(), 2U);
}

TEST(OwnLayer, SaysWhatIsWrongWithAShape) {
  const auto says = [](const std::vector<Contender>& own, const std::string& shape, const std::string& sentence) {
    EXPECT_EQ(refusal(own, shape), "--shape " + shape + ": " + sentence);
  };
  const std::string extents = "wanted 1 to 4 extents of at least 1 with an x between them, as in 64x3x32x32; got '";
  for (const std::string shape : {"", "x", "4x", "-1", "0x3", "1.5", "1x2x3x4x5", "99999999999999999999", " 3"}) {
    says(their_relu(), shape, extents + shape + "'");
  }
  says(their_relu(), "4,", "wanted NAME=NUMBER, got ''");
  says(their_relu(), "4,rate=1", "ReLU has no option 'rate' that the shape leaves open");
  says(their_linear(), "4x4", "out_features is missing: wanted out_features=NUMBER");
  says(their_linear(), "4x4,out_features=4,out_features=4", "out_features is there twice");
  says(their_linear(), "4x4,out_features=many", "out_features must be a number, got 'many'");
  says(their_conv2d(), "1x1x3x3,out_channels=1,kernel_size=3,in_channels=1",
       "Conv2d has no option 'in_channels' that the shape leaves open");
  EXPECT_NE(refusal(their_conv2d(), "1x1x3x3,out_channels=1,kernel_size=5").find("Conv2d: "), std::string::npos);
  EXPECT_NE(refusal(their_relu(), "1000000000000").find("more than half of this machine's"), std::string::npos);
  EXPECT_NE(refusal(their_relu(), "9999999999x9999999999").find("--shape 9999999999x9999999999: "), std::string::npos);
}

TEST(OwnLayer, OfAFileWithSeveralMustBeNamedWhereAShapeIsGiven) {
  std::vector<Contender> own = their_relu();
  own.push_back(their_linear().front());
  EXPECT_EQ(refusal(own, "4x4"), "--shape is of one layer, and there are several; name the one to be timed");
}

struct NewOptions : ReLUOptions {};
template <Scalar T>
struct NewLayer : reference::ReLU<T> {
  NewOptions options;
};
struct TheirNewLayer {
  template <Scalar T>
  using Of = NewLayer<T>;
};
TEST(OwnLayer, OfAnUnknownKindHasNothingToBeTimedBeside) {
  EXPECT_THROW((own_layer<TheirNewLayer, void>("NewLayer")), std::invalid_argument);
}

TEST(OwnLayer, TakesSecondsOnlyWhereMuchIsToBeDone) {
  const Contender conv = their_conv2d().front();
  EXPECT_FALSE(takes_seconds(conv, own_workloads({conv}, {"1x1x8x8,out_channels=1,kernel_size=3"})[0]));
  EXPECT_TRUE(takes_seconds(conv, own_workloads({conv}, {"512x128x64x64,out_channels=128,kernel_size=3"})[0]));
}

TEST(OwnTable, HoldsTheTimesOfTheOthersOverThoseOfTheLayerInBoldWhereTheyAreFaster) {
  Measurements measurements;
  const auto add = [&](const std::string& contender, int threads, double seconds) {
    measurements.rows[{"relu", "8x8", "forward", "float", contender, threads}].seconds = {seconds};
  };
  add("yours", 1, 0.002), add("yours", 2, 0.001);
  add("naive", 1, 0.008);
  add("fast", 1, 0.001), add("fast", 2, 0.002);
  writing::Markdown text;
  add_own_table(text, measurements);
  EXPECT_NE(text.text().find("| relu | 8x8 | forward | float | 2 / 1 | 4.00 | **0.50** / 2.00 |"), std::string::npos)
      << text.text();
}

}  // namespace
}  // namespace backcheck::bench
