// The normalizations, against numbers worked out by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {
namespace {

// Two images of two channels and 1 x 2 pixels.
ImageSet two_images() {
  return {.channels = 2, .height = 1, .width = 2, .pixels = {0, 255, 51, 102, 255, 255, 0, 204}, .labels = {7, 3}};
}

template <Scalar T>
struct Batch {
  Tensor<T> images;
  std::vector<int> labels;
};

template <Scalar T>
Batch<T> gather(Normalization normalization, const std::vector<Index>& indices, const ImageSet& images = two_images(),
                const ImageSet& training = two_images()) {
  Batch<T> batch;
  Batcher(normalization, training).gather(images, indices, batch.images, batch.labels);
  return batch;
}

void expect_elements(const Tensor<double>& tensor, const std::vector<double>& expected) {
  ASSERT_EQ(tensor.size(), static_cast<Index>(expected.size()));
  for (Index i = 0; i < tensor.size(); ++i) {
    EXPECT_DOUBLE_EQ(tensor[i], expected[static_cast<std::size_t>(i)]) << "element " << i;
  }
}

TEST(Batcher, GathersInTheOrderOfTheIndices) {
  const auto batch = gather<double>(Normalization::centred, {1, 0, 1});
  EXPECT_EQ(batch.images.shape(), (Shape{3, 2, 1, 2}));
  EXPECT_EQ(batch.labels, (std::vector{3, 7, 3}));
  expect_elements(batch.images, {0.5, 0.5, -0.5, 0.3, -0.5, 0.5, -0.3, -0.1, 0.5, 0.5, -0.5, 0.3});
}

TEST(Batcher, ScalesToTheUnitIntervalOrAboutZero) {
  expect_elements(gather<double>(Normalization::unit, {1}).images, {1, 1, 0, 0.8});
  expect_elements(gather<double>(Normalization::symmetric, {1}).images, {1, 1, -1, 0.6});
}

TEST(Batcher, SubtractsTheMeanOfEachImage) {
  // Means of the images: 408 / 4 = 102, that is 0.4, and 714 / 4 = 178.5, that is 0.7.
  const auto batch = gather<double>(Normalization::image_mean, {0, 1});
  expect_elements(batch.images, {-0.4, 0.6, -0.2, 0.0, 0.3, 0.3, -0.7, 0.1});
}

TEST(Batcher, SubtractsTheMeanOfEachChannelOfTheTrainingSet) {
  // First channel: (0 + 255 + 255 + 255) / 4, that is 0.75; second: (51 + 102 + 0 + 204) / 4, that is 0.35.
  const auto batch = gather<double>(Normalization::channel_mean, {0, 1});
  expect_elements(batch.images, {-0.75, 0.25, -0.15, 0.05, 0.25, 0.25, -0.35, 0.45});
}

TEST(Batcher, StandardizesByTheMomentsOfTheTrainingSet) {
  const ImageSet training{.channels = 2, .height = 1, .width = 2, .pixels = {10, 30, 10, 30}, .labels = {0}};
  // Mean 20, deviation 10, whatever the images themselves are.
  const auto batch = gather<double>(Normalization::standardized, {1}, two_images(), training);
  expect_elements(batch.images, {23.5, 23.5, -2.0, 18.4});
}

TEST(Batcher, MakesTheTrainingSetHaveMeanZeroAndVarianceOne) {
  const auto batch = gather<double>(Normalization::standardized, {0, 1});
  double sum = 0, squares = 0;
  for (const double element : batch.images) sum += element, squares += element * element;
  // Eight elements of magnitude up to 2, each a few roundings off.
  EXPECT_NEAR(sum, 0, 1e-14);
  EXPECT_NEAR(squares, 8, 1e-13);
}

TEST(Batcher, GivesFloatsWithinOneRoundingOfDoubles) {
  for (const auto normalization :
       {Normalization::unit, Normalization::centred, Normalization::symmetric, Normalization::image_mean,
        Normalization::standardized, Normalization::channel_mean}) {
    const auto floats = gather<float>(normalization, {0, 1});
    const auto doubles = gather<double>(normalization, {0, 1});
    for (Index i = 0; i < floats.images.size(); ++i) {
      // The mean, the difference, the scale and the product are rounded once each, at magnitudes up to 2.
      EXPECT_NEAR(floats.images[i], doubles.images[i], 4 * 2 * 6e-8);
    }
  }
}

TEST(Batcher, ReusesABatchOfAnotherSize) {
  Tensor<float> batch(Shape{5, 1, 9, 9}, std::nanf(""));
  std::vector<int> labels(5, -1);
  const std::vector<Index> indices{0};
  Batcher(Normalization::centred, two_images()).gather(two_images(), indices, batch, labels);
  EXPECT_EQ(batch.shape(), (Shape{1, 2, 1, 2}));
  EXPECT_EQ(labels, (std::vector{7}));
  for (const float element : batch) EXPECT_TRUE(std::isfinite(element));
}

TEST(Batcher, RefusesWhatItCannotGather) {
  EXPECT_THROW(gather<float>(Normalization::centred, {2}), std::out_of_range);
  EXPECT_THROW(gather<float>(Normalization::centred, {-1}), std::out_of_range);
  ImageSet grey = two_images();
  grey.channels = 1, grey.width = 4;
  EXPECT_THROW(gather<float>(Normalization::centred, {0}, grey), std::invalid_argument);
  EXPECT_THROW(Batcher(Normalization::centred, ImageSet{}), std::invalid_argument);
  grey.pixels.assign(grey.pixels.size(), 9);
  EXPECT_THROW(Batcher(Normalization::standardized, grey), std::invalid_argument);
}

}  // namespace
}  // namespace backcheck::experiments
