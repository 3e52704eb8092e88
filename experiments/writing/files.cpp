#include "experiments/writing/files.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace backcheck::writing {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw std::runtime_error(what + " " + path.string() + ": " + std::strerror(errno));
}

// All bytes are on the disk before the file gets its name, so that not even a power failure leaves half a file.
void write_and_sync(const fs::path& path, std::string_view contents) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail("cannot write", path);
  bool written = true;
  while (written && !contents.empty()) {
    const ssize_t count = ::write(file, contents.data(), contents.size());
    written = count >= 0 || errno == EINTR;
    if (count > 0) contents.remove_prefix(static_cast<std::size_t>(count));
  }
  written = written && ::fsync(file) == 0;
  const int reason = errno;
  ::close(file);
  if (written) return;
  fs::remove(path);
  errno = reason;
  fail("cannot write", path);
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::error_code error;  // of opening it, below
  const fs::file_type type = fs::status(path, error).type();
  if (type != fs::file_type::regular && type != fs::file_type::none && type != fs::file_type::not_found) {
    throw std::runtime_error("cannot read " + path.string() + ": it is not a regular file");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot read", path);
  std::ostringstream contents;
  contents << file.rdbuf();  // sets its failbit for an empty file, which is none
  if (file.bad() || contents.bad()) fail("cannot read", path);
  return contents.str();
}

void write_file(const fs::path& path, std::string_view contents) {
  const fs::path aside = path.parent_path() / ("." + path.filename().string() + "." + process_name());
  write_and_sync(aside, contents);
  if (::rename(aside.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    fs::remove(aside);
    errno = reason;
    fail("cannot write", path);
  }
}

std::string process_name() { return host_name() + "." + std::to_string(::getpid()); }

bool is_left_behind(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos || !name.substr(0, dot).ends_with("." + host_name())) return false;
  const pid_t process = std::atoi(name.c_str() + dot + 1);
  return process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

void replace_folder(const fs::path& aside, const fs::path& target) {
  if (::rename(aside.c_str(), target.c_str()) == 0) return;  // there was none, or an empty one
  if (::renameat2(AT_FDCWD, aside.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) {
    fs::remove_all(aside);  // now the old version
    return;
  }
  // A file system that cannot exchange two names: for an instant there is no folder, but never half of one.
  const fs::path old = aside.string() + ".old";
  if (::rename(target.c_str(), old.c_str()) != 0) fail("cannot replace", target);
  if (::rename(aside.c_str(), target.c_str()) != 0) {
    const int reason = errno;
    if (::rename(old.c_str(), target.c_str()) != 0) fail("cannot put back " + target.string() + " from", old);
    errno = reason;
    fail("cannot replace", target);
  }
  fs::remove_all(old);
}

void require_writable(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error && !fs::is_directory(folder)) error = std::make_error_code(std::errc::not_a_directory);
  if (error) {
    throw std::runtime_error("cannot write results to " + folder.string() + ": " + error.message());
  }
  const fs::path probe = folder / (".probe." + std::to_string(::getpid()));
  try {
    write_and_sync(probe, "probe");
  } catch (const std::runtime_error&) {
    throw std::runtime_error("cannot write results to " + folder.string() + ": " + std::strerror(errno));
  }
  fs::remove(probe);
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }
  std::string hexadecimal;
  for (unsigned int i = 0; i < size; ++i) {
    for (const int digit : {digest[i] >> 4, digest[i] & 15}) hexadecimal += "0123456789abcdef"[digit];
  }
  return hexadecimal;
}

}  // namespace backcheck::writing
