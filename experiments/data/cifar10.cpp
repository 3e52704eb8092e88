#include <array>

#include "experiments/data/file.hpp"
#include "experiments/data/readers.hpp"

namespace backcheck::experiments {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 6> names{"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                                           "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"};
constexpr std::size_t records = 10000, image_size = 3 * 32 * 32, record_size = 1 + image_size;

const std::array<KnownContents, 2> known{{
    // For the files of the official archive, only MD5 digests are published.
    {.label = "CIFAR-10",
     .provenance = Provenance::verified,
     .fingerprint = {"",
                     {"5dd7e06a14cb22eb9f671a540d1b7c25", "5ea93a67294ea407fff1d09f752e9692",
                      "942cd6a4bcdd0dd3c604fbe906cb4421", "ae636b3ba5c66a11e91e8cb52e771fcb",
                      "53f37980c15c3d472c316c40844f3f0d", "803d5f7f4d78ea53de84dbe85f74fb6d"}}},
    // A copy whose images went through JPEG once: the same photographs, slightly other bytes.
    {.label = "CIFAR-10 (JPEG copy)",
     .provenance = Provenance::lossy_copy,
     .fingerprint = {"23a4758a0947c12373207ddb781150fb94a434928baada3362dfb5952e82840a", {}}},
}};

// The same images as Python pickles and as MATLAB files, which are distributed beside the binary version.
constexpr std::array<const char*, 2> other_versions{"data_batch_1", "data_batch_1.mat"};

void append(ImageSet& set, const Bytes& batch, const fs::path& path) {
  set.pixels.reserve(set.pixels.size() + records * image_size);
  for (std::size_t n = 0; n < records; ++n) {
    const auto record = std::span(batch).subspan(n * record_size, record_size);
    if (record[0] > 9) {
      throw DataError(path.string() + ": label " + std::to_string(record[0]) + " at position " + std::to_string(n) +
                      ", labels are 0 to 9");
    }
    set.labels.push_back(record[0]);
    set.pixels.insert(set.pixels.end(), record.begin() + 1, record.end());
  }
}

}  // namespace

std::string cifar10_files() {
  std::string list;
  for (const char* name : names) list += std::string(list.empty() ? "" : ", ") + name;
  return list;
}

std::optional<fs::path> find_cifar10(const fs::path& dir) {
  for (const fs::path& folder : {dir, dir / "cifar10", dir / "cifar-10-batches-bin"}) {
    for (const char* name : names) {
      if (is_there(folder / name)) return folder;
    }
  }
  for (const fs::path& folder : {dir, dir / "cifar10", dir / "cifar-10-batches-py", dir / "cifar-10-batches-mat"}) {
    for (const char* name : other_versions) {
      if (!is_there(folder / name)) continue;
      throw DataError((folder / name).string() +
                      " is of the Python or MATLAB version of CIFAR-10; the binary version was wanted, "
                      "cifar-10-binary.tar.gz, which experiments/fetch-data fetches");
    }
  }
  return {};
}

Dataset read_cifar10(const fs::path& folder) {
  for (const char* name : names) {
    if (!is_there(folder / name)) {
      throw DataError((folder / name).string() + " is missing; CIFAR-10 is the files " + cifar10_files());
    }
  }
  Dataset dataset;
  for (ImageSet* set : {&dataset.train, &dataset.test}) {
    set->channels = 3;
    set->height = set->width = 32;
  }
  Digest sha256(Digest::Algorithm::sha256);
  Fingerprint fingerprint;
  for (std::size_t f = 0; f < names.size(); ++f) {
    const fs::path path = folder / names[f];
    const Bytes batch = InputFile(path, "CIFAR-10 in its binary version").read_rest(records * record_size);
    append(f < 5 ? dataset.train : dataset.test, batch, path);
    sha256.add(batch);
    Digest md5(Digest::Algorithm::md5);
    md5.add(batch);
    fingerprint.md5.push_back(md5.finish());
  }
  fingerprint.sha256 = sha256.finish();
  identify(dataset, "CIFAR-10", fingerprint, known);
  return dataset;
}

}  // namespace backcheck::experiments
