// Files as bytes, and the digests that tell whose bytes they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {

using Bytes = std::vector<std::uint8_t>;

// The contents of a file: decompressed if its name ends in .gz, as they are if not. `format` is what it should hold,
// for messages ("IDX"). Throws DataError if the file cannot be read, if its name and its contents disagree on whether
// it is compressed, or if the compressed stream is broken or followed by anything.
Bytes read_file(const std::filesystem::path& path, std::string_view format);

// A message digest, fed piece by piece.
class Digest {
 public:
  enum class Algorithm { md5, sha256 };
  explicit Digest(Algorithm algorithm);
  void add(std::span<const std::uint8_t> bytes);
  // In hexadecimal. Nothing may be added afterwards.
  std::string finish();

 private:
  std::shared_ptr<void> context_;
};

// What is remembered of the files of a set, in the set's order.
struct Fingerprint {
  std::string sha256;            // of all files, one after the other
  std::vector<std::string> md5;  // of each file
};

// Contents that are recognised, by one fingerprint or the other: whichever was published.
struct KnownContents {
  std::string label;
  Provenance provenance = Provenance::unverified;
  Fingerprint fingerprint;  // either part may be empty
};

// Sets label, provenance and checksum. Contents that are none of those known are called `name` with " (unverified)".
void identify(Dataset& dataset, const std::string& name, const Fingerprint& found,
              std::span<const KnownContents> known);

}  // namespace backcheck::experiments
