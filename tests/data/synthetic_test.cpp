// The synthetic sets: the same for everybody, balanced, and neither too easy nor too hard.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {
namespace {

constexpr SetSizes small{.train = 200, .test = 100};

class Synthetic : public testing::TestWithParam<DataNeed> {};
INSTANTIATE_TEST_SUITE_P(Sets, Synthetic, testing::Values(DataNeed::mnist, DataNeed::cifar10), [](const auto& set) {
  return set.param == DataNeed::mnist ? std::string("Digits") : std::string("ColourShapes");
});

// Drawn without anything that IEEE 754 leaves open, hence the same bytes with every compiler, flag and machine.
TEST(SyntheticSets, HaveTheSameBytesEverywhere) {
  EXPECT_EQ(synthetic(DataNeed::mnist, small).checksum,
            "00ea49b09ba70493ea7b62f2e5ea06ff6654d5809758bba483eb0926c4940cea");
  EXPECT_EQ(synthetic(DataNeed::cifar10, small).checksum,
            "77ea837fe3d9775c0d331a6555ef4aa2731480d478514052bc05f51d1ac2bfb6");
}

TEST(SyntheticSets, AreAsLargeAsWhatTheyStandInFor) {
  EXPECT_EQ(full_size(DataNeed::mnist).train, 60000);
  EXPECT_EQ(full_size(DataNeed::mnist).test, 10000);
  EXPECT_EQ(full_size(DataNeed::cifar10).train, 50000);
  EXPECT_EQ(full_size(DataNeed::cifar10).test, 10000);
  EXPECT_EQ(full_size(DataNeed::none).train, 0);
}

TEST(SyntheticSets, AreEmptyForWhoNeedsNone) { EXPECT_EQ(synthetic(DataNeed::none).train.size(), 0); }

TEST_P(Synthetic, SaysWhatItIs) {
  const Dataset set = synthetic(GetParam(), small);
  const bool digits = GetParam() == DataNeed::mnist;
  EXPECT_EQ(set.label, digits ? "synthetic digits" : "synthetic colour shapes");
  EXPECT_EQ(set.provenance, Provenance::synthetic);
  for (const ImageSet* part : {&set.train, &set.test}) {
    EXPECT_EQ(part->image_size(), digits ? 28 * 28 : 3 * 32 * 32);
    EXPECT_EQ(part->pixels.size(), part->labels.size() * static_cast<std::size_t>(part->image_size()));
  }
  EXPECT_EQ(set.train.size(), small.train);
  EXPECT_EQ(set.test.size(), small.test);
}

TEST_P(Synthetic, HasEachClassOnceInEveryTen) {
  const Dataset set = synthetic(GetParam(), small);
  const std::vector<int>& labels = set.train.labels;
  std::set<std::vector<int>> orders;
  for (auto ten = labels.begin(); ten != labels.end(); ten += 10) {
    orders.emplace(ten, ten + 10);
    for (int label = 0; label < 10; ++label) EXPECT_EQ(std::count(ten, ten + 10, label), 1);
  }
  EXPECT_GT(orders.size(), 15u);  // in a random order: of 20 out of 3,628,800, five alike is not chance
}

TEST_P(Synthetic, BeginsWithTheSmallerSet) {
  const Dataset larger = synthetic(GetParam(), SetSizes{.train = 30, .test = 20});
  const Dataset smaller = synthetic(GetParam(), SetSizes{.train = 15, .test = 5});
  for (const auto part : {&Dataset::train, &Dataset::test}) {
    EXPECT_TRUE(std::ranges::equal((smaller.*part).labels,
                                   std::span((larger.*part).labels).first((smaller.*part).labels.size())));
    EXPECT_TRUE(std::ranges::equal((smaller.*part).pixels,
                                   std::span((larger.*part).pixels).first((smaller.*part).pixels.size())));
  }
}

TEST_P(Synthetic, HasNoImageTwice) {
  const Dataset set = synthetic(GetParam(), small);
  std::set<std::vector<std::uint8_t>> images;
  for (const ImageSet* part : {&set.train, &set.test}) {
    for (Index n = 0; n < part->size(); ++n) images.emplace(part->image(n).begin(), part->image(n).end());
  }
  EXPECT_EQ(static_cast<Index>(images.size()), small.train + small.test);
}

TEST(SyntheticDigits, LieWithinTheImage) {
  const ImageSet digits = synthetic(DataNeed::mnist, SetSizes{.train = 1000, .test = 0}).train;
  for (Index n = 0; n < digits.size(); ++n) {
    const auto image = digits.image(n);
    const auto is_ink = [](std::uint8_t pixel) { return pixel > 128; };
    for (std::size_t i = 0; i < 28; ++i) {
      for (const std::size_t edge : {i, 27 * 28 + i, i * 28, i * 28 + 27}) EXPECT_FALSE(is_ink(image[edge])) << n;
    }
    EXPECT_GT(std::count_if(image.begin(), image.end(), is_ink), 20) << n;
  }
}

}  // namespace
}  // namespace backcheck::experiments
