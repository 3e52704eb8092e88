// MNIST of which the images or the labels are anything.
#pragma once

#include <array>
#include <string>

#include "experiments/data/readers.hpp"
#include "memory_file.hpp"

namespace backcheck::fuzz {

inline constexpr std::array<std::uint8_t, 16 + 28 * 28> one_image{0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28};
inline constexpr std::array<std::uint8_t, 9> one_label{0, 0, 8, 1, 0, 0, 0, 1, 7};

// A set of one image whose training images, or labels, are anything, in a file of the given suffix. The other three
// files are sound.
class HostileSet {
 public:
  HostileSet(const std::string& name, bool images, const std::string& suffix)
      : path_(folder() / name),
        train_images_(name + "/train-images-idx3-ubyte" + (images ? suffix : ""), one_image),
        train_labels_(name + "/train-labels-idx1-ubyte" + (images ? "" : suffix), one_label),
        test_images_(name + "/t10k-images-idx3-ubyte", one_image),
        test_labels_(name + "/t10k-labels-idx1-ubyte", one_label),
        hostile_(images ? train_images_ : train_labels_) {}

  void read(std::span<const std::uint8_t> bytes) {
    hostile_.set(bytes);
    try {
      const experiments::Dataset set = experiments::read_mnist(path_);
      if (set.train.size() != 1 || set.train.labels[0] > 9 || set.train.pixels.size() != 28 * 28) std::abort();
    } catch (const experiments::DataError&) {
    }
  }

 private:
  std::filesystem::path path_;
  MemoryFile train_images_, train_labels_, test_images_, test_labels_;
  MemoryFile& hostile_;
};

inline void read_idx(std::span<const std::uint8_t> bytes, const std::string& suffix) {
  static HostileSet images("images", true, suffix), labels("labels", false, suffix);
  images.read(bytes);
  labels.read(bytes);
}

}  // namespace backcheck::fuzz
