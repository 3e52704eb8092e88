#include <array>

#include "experiments/data/file.hpp"
#include "experiments/data/readers.hpp"

namespace backcheck::experiments {

namespace {

namespace fs = std::filesystem;

// In the order in which the checksum takes them.
constexpr std::array<std::array<const char*, 2>, 4> spellings{{{"train-images-idx3-ubyte", "train-images.idx3-ubyte"},
                                                               {"train-labels-idx1-ubyte", "train-labels.idx1-ubyte"},
                                                               {"t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte"},
                                                               {"t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte"}}};

// The contents of the four files as first published, decompressed.
const KnownContents official{.label = "MNIST",
                             .provenance = Provenance::verified,
                             .fingerprint = {"b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a", {}}};

// What a header may claim at most, which is what the memory of a reader is bounded by: MNIST itself has 60,000 images.
constexpr std::size_t most_images = 1'000'000;

// A regular file of one of the spellings, else whatever else is there.
std::optional<fs::path> find_file(const fs::path& folder, const std::array<const char*, 2>& names) {
  std::optional<fs::path> other;
  for (const char* name : names) {
    for (const char* suffix : {"", ".gz"}) {
      const fs::path path = folder / (std::string(name) + suffix);
      std::error_code ignored;
      if (fs::is_regular_file(path, ignored)) return path;
      if (!other && is_there(path)) other = path;
    }
  }
  return other;
}

fs::path require_file(const fs::path& folder, const std::array<const char*, 2>& names) {
  if (const auto path = find_file(folder, names)) return *path;
  throw DataError((folder / names[0]).string() + " is missing; looked for " + names[0] + " and " + names[1] +
                  ", with .gz and without");
}

std::string hexadecimal(std::uint32_t value) {
  std::string digits = "0x";
  for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[value >> shift & 15];
  return digits;
}

std::uint32_t big_endian(const Bytes& bytes, std::size_t position) {
  std::uint32_t value = 0;
  for (std::size_t b = 0; b < 4; ++b) value = value << 8 | bytes[position + b];
  return value;
}

// The contents of an IDX file behind its header, every byte of it fed to the digest as well.
Bytes read_idx(const fs::path& path, const std::string& what, std::uint32_t magic, Digest& digest) {
  const std::string name = path.string();
  InputFile file(path, "IDX");
  const bool images = magic == 0x803;
  const std::size_t header_size = images ? 16 : 8;
  const Bytes header = file.read(header_size);
  if (header.size() < header_size) {
    throw DataError(name + ": truncated: a header of " + std::to_string(header_size) + " bytes wanted, " +
                    std::to_string(header.size()) + " found");
  }
  if (big_endian(header, 0) != magic) {
    throw DataError(name + ": magic number " + hexadecimal(magic) + " (" + what + ") wanted, " +
                    hexadecimal(big_endian(header, 0)) + " found");
  }
  if (images && (big_endian(header, 8) != 28 || big_endian(header, 12) != 28)) {
    throw DataError(name + ": images of 28 x 28 pixels wanted, " + std::to_string(big_endian(header, 8)) + " x " +
                    std::to_string(big_endian(header, 12)) + " found");
  }
  const std::size_t count = big_endian(header, 4);
  if (count < 1 || count > most_images) {
    throw DataError(name + ": 1 to " + std::to_string(most_images) + " " + what + " wanted, " + std::to_string(count) +
                    " found");
  }
  Bytes contents = file.read_rest(count * (images ? 28 * 28 : 1));
  digest.add(header);
  digest.add(contents);
  return contents;
}

}  // namespace

std::string mnist_files() {
  std::string names;
  for (const auto& spelling : spellings) names += std::string(names.empty() ? "" : ", ") + spelling[0];
  return names + " (or spelled train-images.idx3-ubyte and so on; with .gz or without)";
}

std::optional<fs::path> find_mnist(const fs::path& dir) {
  for (const fs::path& folder : {dir, dir / "mnist", dir / "MNIST" / "raw"}) {
    for (const auto& names : spellings) {
      if (find_file(folder, names)) return folder;
    }
  }
  return {};
}

Dataset read_mnist(const fs::path& folder) {
  std::array<fs::path, 4> paths;  // all four before any is read
  for (std::size_t f = 0; f < 4; ++f) paths[f] = require_file(folder, spellings[f]);

  Dataset dataset;
  Digest sha256(Digest::Algorithm::sha256);
  for (const std::size_t part : {0, 1}) {
    const fs::path &images_path = paths[2 * part], &labels_path = paths[2 * part + 1];
    ImageSet& set = part == 0 ? dataset.train : dataset.test;
    set.height = set.width = 28;

    set.pixels = read_idx(images_path, "images", 0x803, sha256);
    const Bytes labels = read_idx(labels_path, "labels", 0x801, sha256);
    const std::size_t images = set.pixels.size() / (28 * 28);
    if (labels.size() != images) {
      throw DataError(labels_path.string() + ": " + std::to_string(images) + " labels wanted, one for each image of " +
                      images_path.string() + ", " + std::to_string(labels.size()) + " found");
    }
    for (std::size_t n = 0; n < labels.size(); ++n) {
      if (labels[n] > 9) {
        throw DataError(labels_path.string() + ": label " + std::to_string(labels[n]) + " at position " +
                        std::to_string(n) + ", labels are 0 to 9");
      }
    }
    set.labels.assign(labels.begin(), labels.end());
  }
  identify(dataset, "MNIST", {sha256.finish(), {}}, {&official, 1});
  return dataset;
}

}  // namespace backcheck::experiments
