#include "experiments/data/dataset.hpp"

#include <cmath>
#include <numeric>

namespace backcheck::experiments {

namespace {

// Sums of bytes are exact in 64 bits.
std::uint64_t sum(std::span<const std::uint8_t> pixels) {
  return std::accumulate(pixels.begin(), pixels.end(), std::uint64_t{0});
}

std::uint64_t sum_of_squares(std::span<const std::uint8_t> pixels) {
  std::uint64_t total = 0;
  for (const std::uint64_t pixel : pixels) total += pixel * pixel;
  return total;
}

double mean(std::span<const std::uint8_t> pixels) {
  return static_cast<double>(sum(pixels)) / static_cast<double>(pixels.size());
}

std::vector<double> channel_means(const ImageSet& images) {
  const auto C = static_cast<std::size_t>(images.channels);
  const auto HW = static_cast<std::size_t>(images.height * images.width);
  std::vector<std::uint64_t> sums(C);
  for (Index n = 0; n < images.size(); ++n) {
    for (std::size_t c = 0; c < C; ++c) sums[c] += sum(images.image(n).subspan(c * HW, HW));
  }
  std::vector<double> means;
  for (const std::uint64_t total : sums) {
    means.push_back(static_cast<double>(total) / (static_cast<double>(images.size()) * static_cast<double>(HW)));
  }
  return means;
}

}  // namespace

Batcher::Batcher(Normalization normalization, const ImageSet& training) : normalization_(normalization) {
  if (training.size() == 0 || training.image_size() == 0) {
    throw std::invalid_argument("Batcher: the training set has no images");
  }
  const auto C = static_cast<std::size_t>(training.channels);
  switch (normalization) {
    case Normalization::centred:
      mean_.assign(C, 127.5);
      break;
    case Normalization::symmetric:
      mean_.assign(C, 127.5);
      scale_ = 1 / 127.5;
      break;
    case Normalization::unit:
    case Normalization::image_mean:
      mean_.assign(C, 0);
      break;
    case Normalization::channel_mean:
      mean_ = channel_means(training);
      break;
    case Normalization::standardized: {
      const double center = mean(training.pixels);
      const double mean_square =
          static_cast<double>(sum_of_squares(training.pixels)) / static_cast<double>(training.pixels.size());
      const double deviation = std::sqrt(mean_square - center * center);
      if (!(deviation > 0)) throw std::invalid_argument("Batcher: all pixels of the training set are equal");
      mean_.assign(C, center);
      scale_ = 1 / deviation;
    }
  }
}

template <Scalar T>
void Batcher::gather(const ImageSet& images, std::span<const Index> indices, Tensor<T>& batch,
                     std::vector<int>& labels) const {
  const Index C = images.channels, HW = images.height * images.width;
  if (C != static_cast<Index>(mean_.size())) {
    throw std::invalid_argument("Batcher: images have " + std::to_string(C) + " channels, the training set has " +
                                std::to_string(mean_.size()));
  }
  batch.resize({static_cast<Index>(indices.size()), C, images.height, images.width});
  labels.resize(indices.size());
  const T scale = static_cast<T>(scale_);
  T* output = batch.data();  // batch(n, c, :, :)
  for (std::size_t n = 0; n < indices.size(); ++n) {
    const Index index = indices[n];
    if (index < 0 || index >= images.size()) {
      throw std::out_of_range("Batcher: image " + std::to_string(index) + " of a set of " +
                              std::to_string(images.size()));
    }
    labels[n] = images.labels[static_cast<std::size_t>(index)];
    const std::span<const std::uint8_t> image = images.image(index);
    const double image_mean = normalization_ == Normalization::image_mean ? mean(image) : 0;
    const std::uint8_t* pixels = image.data();  // image(c, :, :)
    for (Index c = 0; c < C; ++c, output += HW, pixels += HW) {
      const T subtracted = static_cast<T>(image_mean + mean_[static_cast<std::size_t>(c)]);
      for (Index hw = 0; hw < HW; ++hw) output[hw] = (static_cast<T>(pixels[hw]) - subtracted) * scale;
    }
  }
}

template void Batcher::gather(const ImageSet&, std::span<const Index>, Tensor<float>&, std::vector<int>&) const;
template void Batcher::gather(const ImageSet&, std::span<const Index>, Tensor<double>&, std::vector<int>&) const;

}  // namespace backcheck::experiments
