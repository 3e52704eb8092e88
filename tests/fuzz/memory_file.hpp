// A file in memory that has a name in a folder, for readers that want to open one.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>

namespace backcheck::fuzz {

// A folder that lives as long as the program.
inline const std::filesystem::path& folder() {
  static const struct Folder {
    Folder() {
      std::string pattern = std::filesystem::temp_directory_path() / "backcheck-fuzz-XXXXXX";
      if (mkdtemp(pattern.data()) == nullptr) std::abort();
      path = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
  } made;
  return made.path;
}

class MemoryFile {
 public:
  explicit MemoryFile(const std::string& name, std::span<const std::uint8_t> bytes = {})
      : descriptor_(memfd_create(name.c_str(), 0)) {
    if (descriptor_ < 0) std::abort();
    std::filesystem::create_directories((folder() / name).parent_path());
    std::filesystem::create_symlink("/proc/self/fd/" + std::to_string(descriptor_), folder() / name);
    set(bytes);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }

  // Zeros follow the bytes up to `size`, where that is more.
  void set(std::span<const std::uint8_t> bytes, std::size_t size = 0) {
    const auto length = static_cast<off_t>(std::max(size, bytes.size()));
    if (ftruncate(descriptor_, 0) != 0 || ftruncate(descriptor_, length) != 0 ||
        pwrite(descriptor_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
      std::abort();
    }
  }

 private:
  int descriptor_;
};

}  // namespace backcheck::fuzz
