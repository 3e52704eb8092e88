// Labelled images, held as the bytes they are stored as: 8 bits a pixel and channel.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
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
//   synthetic   drawn by this program
//   unverified  files whose contents are none that this program knows
//   lossy_copy  the real images in a known copy whose pixels differ a little from those published
//   verified    byte for byte what was published
enum class Provenance { synthetic, unverified, lossy_copy, verified };

struct Dataset {
  // What every table and figure calls it: "MNIST", "MNIST (unverified)", "CIFAR-10 (JPEG copy)", "synthetic digits".
  std::string label;
  Provenance provenance = Provenance::synthetic;
  ImageSet train, test;
  std::string checksum;  // SHA-256 of the contents, in hexadecimal
};

// A data set that is missing, broken or not what it should be: one sentence that names the file, what was wanted and
// what was found.
struct DataError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// How many images each part of a synthetic set has.
struct SetSizes {
  Index train = 0, test = 0;
};
// The sizes of MNIST or CIFAR-10.
SetSizes full_size(DataNeed need);

// The stand-in for a set, drawn in memory, the same for everybody: "synthetic digits" (28 x 28, strokes) or "synthetic
// colour shapes" (32 x 32 RGB). Full size without `sizes`. A smaller set is the beginning of a
// larger one. Classes are balanced: every ten images from the start on are one of each. DataNeed::none gives an empty
// set.
Dataset synthetic(DataNeed need, const std::optional<SetSizes>& sizes = {});

// The set, from the first of these that has any of its files:
//   directory              where given; that it is missing, or lacks the set, is then an error
//   $BACKCHECK_DATA        where given; that it is missing is then an error
//   ./data
// else the synthetic stand-in, of `synthetic_sizes`. In a directory DIR, MNIST may lie in DIR, DIR/mnist or
// DIR/MNIST/raw and CIFAR-10 in DIR, DIR/cifar10 or DIR/cifar-10-batches-bin. Throws DataError for files that are
// broken. DataNeed::none gives an empty set.
Dataset load(DataNeed need, const std::optional<std::filesystem::path>& directory = {},
             const std::optional<SetSizes>& synthetic_sizes = {});

// How pixels become the numbers that a network sees.
enum class Normalization {
  unit,          // x / 255
  centred,       // x / 255 - 0.5
  symmetric,     // x / 127.5 - 1
  image_mean,    // x / 255, minus the mean of the same image
  standardized,  // (x - mean) / standard deviation, both over all pixels of the training set
  channel_mean,  // x / 255, minus the mean of the same channel over the training set
};

// Gathers images[indices[0]], images[indices[1]], ... as a batch (N, channels, height, width).
class Batcher {
 public:
  // `training` is the set whose statistics the normalization uses. Throws std::invalid_argument if it is empty, or if
  // the standard deviation wanted is 0.
  Batcher(Normalization normalization, const ImageSet& training);
  // Overwrites `batch` and `labels`. Throws std::invalid_argument if the images have other channels than the training
  // set, std::out_of_range for an index that is not an image.
  template <Scalar T>
  void gather(const ImageSet& images, std::span<const Index> indices, Tensor<T>& batch, std::vector<int>& labels) const;

 private:
  Normalization normalization_;
  // A pixel becomes (x - mean) * scale; mean in units of the stored bytes, one per channel, not used for image_mean.
  std::vector<double> mean_;
  double scale_ = 1.0 / 255;
};

}  // namespace backcheck::experiments
