// Files as bytes, and the digests that tell whose bytes they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {

using Bytes = std::vector<std::uint8_t>;

// Whether there is something of that name to open, or to complain about: a link that leads in a circle counts, too.
bool is_there(const std::filesystem::path& path);

// A file that is read once from its beginning: decompressed if its name ends in .gz (as gunzip does, all members and
// zeros behind the last included), as it is if not. Memory follows what was read, whatever a file says of itself.
// Everything throws DataError for a file that cannot be read or whose compressed stream is broken.
class InputFile {
 public:
  // `format` is what the file should hold, for messages ("IDX"). Throws also for anything but a regular file, which
  // could keep us waiting or never end, and if name and contents disagree on whether it is compressed.
  InputFile(const std::filesystem::path& path, std::string_view format);
  ~InputFile();

  // The next `size` bytes; fewer only where the file ends.
  Bytes read(std::size_t size);
  // The next `size` bytes, which must be the last. Throws DataError if they are not.
  Bytes read_rest(std::size_t size);

 private:
  std::size_t read_stored(std::span<std::uint8_t> piece);
  std::size_t read_decompressed(std::span<std::uint8_t> piece);
  bool refill();

  std::filesystem::path path_;
  std::ifstream file_;
  std::uintmax_t position_ = 0;        // in what read() gives
  std::unique_ptr<struct Gzip> gzip_;  // for compressed files
};

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
