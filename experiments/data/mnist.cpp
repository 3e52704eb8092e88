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

std::optional<fs::path> find_file(const fs::path& folder, const std::array<const char*, 2>& names) {
  for (const char* name : names) {
    for (const char* suffix : {"", ".gz"}) {
      if (fs::exists(folder / (std::string(name) + suffix))) return folder / (std::string(name) + suffix);
    }
  }
  return {};
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

// Checks everything about an IDX file but its contents, cuts its header off, and returns the number of entries.
Index take_header(Bytes& bytes, const fs::path& path, const std::string& what, std::uint32_t magic) {
  const std::string file = path.string();
  const bool images = magic == 0x803;
  const std::size_t header = images ? 16 : 8;
  if (bytes.size() < header) {
    throw DataError(file + ": truncated: a header of " + std::to_string(header) + " bytes wanted, " +
                    std::to_string(bytes.size()) + " found");
  }
  if (big_endian(bytes, 0) != magic) {
    throw DataError(file + ": magic number " + hexadecimal(magic) + " (" + what + ") wanted, " +
                    hexadecimal(big_endian(bytes, 0)) + " found");
  }
  if (images && (big_endian(bytes, 8) != 28 || big_endian(bytes, 12) != 28)) {
    throw DataError(file + ": images of 28 x 28 pixels wanted, " + std::to_string(big_endian(bytes, 8)) + " x " +
                    std::to_string(big_endian(bytes, 12)) + " found");
  }
  const std::size_t count = big_endian(bytes, 4);
  if (count == 0) throw DataError(file + ": at least one of its " + what + " wanted, none found");
  const std::size_t wanted = header + count * (images ? 28 * 28 : 1);
  if (bytes.size() != wanted) {
    throw DataError(file + (bytes.size() < wanted ? ": truncated: " : ": too long: ") + std::to_string(wanted) +
                    " bytes wanted, " + std::to_string(bytes.size()) + " found");
  }
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(header));
  return static_cast<Index>(count);
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

    set.pixels = read_file(images_path, "IDX");
    sha256.add(set.pixels);
    const Index images = take_header(set.pixels, images_path, "images", 0x803);

    Bytes labels = read_file(labels_path, "IDX");
    sha256.add(labels);
    const Index count = take_header(labels, labels_path, "labels", 0x801);
    if (count != images) {
      throw DataError(labels_path.string() + ": " + std::to_string(images) + " labels wanted, one for each image of " +
                      images_path.string() + ", " + std::to_string(count) + " found");
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
