// Labelled images, held as the bytes they are stored as: 8 bits a pixel and channel.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/loss.hpp"
#include "core/tensor.hpp"

namespace backcheck::experiments {

// The data set that an experiment is about.
enum class DataNeed { none, mnist, cifar10 };

struct ImageSet {
  Index channels = 1, height = 0, width = 0;
  std::vector<std::uint8_t> pixels;  // (N, channels, height, width)
  std::vector<int> labels;           // (N), each 0 to 9

  Index size() const { return static_cast<Index>(labels.size()); }
  Index image_size() const { return channels * height * width; }  // bytes
  std::span<const std::uint8_t> image(Index n) const {
    return std::span(pixels).subspan(static_cast<std::size_t>(n * image_size()),
                                     static_cast<std::size_t>(image_size()));
  }
};

// Where a data set comes from decides where its results may go: those of a lower rank never replace those of a higher.
enum class Provenance { synthetic, unverified, verified };

struct Dataset {
  // What every table and figure calls it: "MNIST", "MNIST (unverified)", "CIFAR-10 (JPEG copy)", "synthetic digits".
  std::string label;
  Provenance provenance = Provenance::synthetic;
  ImageSet train, test;
  std::string checksum;  // SHA-256 of the contents, in hexadecimal
};

// How pixels become the numbers that a network sees.
enum class Normalization {
  centred,       // x / 255 - 0.5
  image_mean,    // x / 255, minus the mean of the same image
  standardized,  // (x - mean) / standard deviation, both over all pixels of the training set
  channel_mean,  // x / 255, minus the mean of the same channel over the training set
};

// Gathers images[indices[0]], images[indices[1]], ... as a batch (N, channels, height, width).
class Batcher {
 public:
  // `training` is the set whose statistics the normalization uses.
  Batcher(Normalization normalization, const ImageSet& training);
  template <Scalar T>
  void gather(const ImageSet& images, std::span<const Index> indices, Tensor<T>& batch, std::vector<int>& labels) const;

 private:
  Normalization normalization_;
  std::vector<double> mean_, scale_;  // per channel
};

}  // namespace backcheck::experiments
