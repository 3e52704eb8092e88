// Files of data sets, whole and broken, in a directory of each test's own.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "experiments/data/file.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

// A directory of its own for each test, in which it also runs.
class Readers : public testing::Test {
 public:
  Readers() : home_(fs::current_path()) {
    std::string pattern = (fs::temp_directory_path() / "backcheck-readers-XXXXXX").string();
    dir_ = mkdtemp(pattern.data());
    fs::current_path(dir_);
    if (const char* given = std::getenv("BACKCHECK_DATA")) environment_ = given;
    unsetenv("BACKCHECK_DATA");
  }
  ~Readers() override {
    unsetenv("BACKCHECK_DATA");
    if (environment_) setenv("BACKCHECK_DATA", environment_->c_str(), 1);
    fs::current_path(home_);
    fs::remove_all(dir_);
  }

  void write(const fs::path& name, const Bytes& bytes) const {
    fs::create_directories((dir_ / name).parent_path());
    if (name.extension() == ".gz") {
      const gzFile file = gzopen((dir_ / name).c_str(), "wb");
      ASSERT_EQ(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())), static_cast<int>(bytes.size()));
      ASSERT_EQ(gzclose(file), Z_OK);
    } else {
      write_raw(name, bytes);
    }
  }
  void write_raw(const fs::path& name, const Bytes& bytes) const {
    std::ofstream file(dir_ / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    ASSERT_TRUE(file.good());
  }
  Bytes read_raw(const fs::path& name) const {
    std::ifstream file(dir_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // The message of the DataError that loading the set throws, without the test's directory.
  std::string fault(DataNeed need = DataNeed::mnist) const {
    try {
      load(need, dir_);
    } catch (const DataError& error) {
      std::string message = error.what();
      for (auto at = message.find(dir_.string() + "/"); at != std::string::npos;
           at = message.find(dir_.string() + "/")) {
        message.erase(at, dir_.string().size() + 1);
      }
      EXPECT_EQ(message.find('\n'), std::string::npos);
      return message;
    }
    return "no fault";
  }

  fs::path dir_, home_;
  std::optional<std::string> environment_;
};

inline Bytes big_endian(std::initializer_list<std::uint32_t> numbers) {
  Bytes bytes;
  for (const std::uint32_t number : numbers) {
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
  }
  return bytes;
}

// `count` images, of which the n-th is n everywhere but for its first pixel, which is 99.
inline Bytes idx_images(std::uint32_t count) {
  Bytes bytes = big_endian({0x803, count, 28, 28});
  for (std::uint32_t n = 0; n < count; ++n) {
    bytes.push_back(99);
    bytes.insert(bytes.end(), 28 * 28 - 1, static_cast<std::uint8_t>(n));
  }
  return bytes;
}

inline Bytes idx_labels(const Bytes& labels) {
  Bytes bytes = big_endian({0x801, static_cast<std::uint32_t>(labels.size())});
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

class MnistReader : public Readers {
 public:
  void write_set(const fs::path& folder = "", const std::string& separator = "-", const std::string& suffix = "") {
    write(folder / ("train-images" + separator + "idx3-ubyte" + suffix), idx_images(3));
    write(folder / ("train-labels" + separator + "idx1-ubyte" + suffix), idx_labels({4, 0, 9}));
    write(folder / ("t10k-images" + separator + "idx3-ubyte" + suffix), idx_images(2));
    write(folder / ("t10k-labels" + separator + "idx1-ubyte" + suffix), idx_labels({1, 8}));
  }
};

class Cifar10Reader : public Readers {
 public:
  static constexpr std::uintmax_t batch_bytes = 30730000;
  // Six sparse files: all labels 0, all pixels black.
  void write_set(const fs::path& folder = "") {
    for (const std::string name : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                                   "data_batch_5.bin", "test_batch.bin"}) {
      write(folder / name, {});
      fs::resize_file(dir_ / folder / name, batch_bytes);
    }
  }
  void poke(const fs::path& name, std::streamoff position, char value) {
    std::fstream file(dir_ / name, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(position);
    file.put(value);
  }
};

}  // namespace backcheck::experiments
