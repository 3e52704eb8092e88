// Files and folders that appear whole or not at all, and their checksums.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace backcheck::writing {

// What is read back is text, and never as long as this.
constexpr std::uintmax_t longest_text = 64 << 20;  // bytes

// Throws std::runtime_error naming the file where it cannot be read, or is longer than `longest` bytes: before that
// much memory is taken.
std::string read_file(const std::filesystem::path& path, std::uintmax_t longest = longest_text);

// Written beside the target, then renamed over it, so that a reader and an interrupted run see the old file or the new
// one. Throws std::runtime_error naming the file.
void write_file(const std::filesystem::path& path, std::string_view contents);

// "HOST.PID", the end of the names of files and folders that are being written: no other process has them.
std::string process_name();
// Whether this is the name of what a process of this machine was writing when it was killed.
bool is_left_behind(const std::string& name);

// Where a new version of `target` is made: beside it, under a name that nothing else has.
std::filesystem::path aside_of(const std::filesystem::path& target);

// A new folder that takes the place of another one when all its files are there, or is gone with them.
class NewFolder {
 public:
  // Throws std::runtime_error naming the folder where it cannot be made.
  explicit NewFolder(std::filesystem::path aside);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  // Puts it in the place of `target`, on the same file system, whose old version disappears with all its files. Throws
  // std::runtime_error.
  void replace(const std::filesystem::path& target);

 private:
  std::filesystem::path path_;
};

// Throws std::runtime_error with a sentence unless `folder` may be replaced by a report whose summary.md begins with
// `first_line`: it is one already, or empty, or not there.
void require_replaceable(const std::filesystem::path& folder, std::string_view first_line);

// Keeps other processes, on this machine at least, out of `folder` as long as this lives: all of them, or those alone
// that do not share it as this one does. It is the folder itself that is locked, so no file is left behind. Throws
// std::runtime_error with a sentence where another one has it; a file system without locks is used without.
class FolderLock {
 public:
  enum class Kind { alone, shared };
  FolderLock(const std::filesystem::path& folder, Kind kind);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  int file_;
};

// Creates `folder` and its parents and makes sure that files can be written there. Throws std::runtime_error with a
// sentence for the user where not.
void require_writable(const std::filesystem::path& folder);

// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace backcheck::writing
