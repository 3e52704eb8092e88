#include "experiments/data/file.hpp"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace backcheck::experiments {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;  // for which the type is not not_found
  return fs::status(path, ignored).type() != fs::file_type::not_found;
}

// A compressed stream between the file and its reader.
struct Gzip {
  Gzip() {
    constexpr int window_bits = 15, gzip_wrapper = 16;  // as inflateInit2 adds them up
    if (inflateInit2(&stream, window_bits + gzip_wrapper) != Z_OK) throw std::bad_alloc();
  }
  ~Gzip() { inflateEnd(&stream); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  z_stream stream{};
  std::array<std::uint8_t, 1 << 16> stored{};  // what inflate reads from
  bool in_member = true;                       // between a member's header and its checksum
};

namespace {

constexpr std::array<std::uint8_t, 2> gzip_magic{0x1f, 0x8b};

void require_regular_file(const fs::path& path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::regular) return;
  if (type == fs::file_type::none) throw DataError(path.string() + " cannot be opened: " + error.message());
  if (type == fs::file_type::not_found) throw DataError(path.string() + " does not exist");
  const bool is_directory = type == fs::file_type::directory;
  throw DataError(path.string() +
                  (is_directory ? " is a directory, a file was wanted" : " is not a regular file, one was wanted"));
}

DataError broken_stream(const fs::path& path, const std::string& what) {
  return DataError(path.string() + ": broken gzip stream: " + what);
}

}  // namespace

InputFile::InputFile(const fs::path& path, std::string_view format) : path_(path) {
  require_regular_file(path);
  errno = 0;
  file_.open(path, std::ios::binary);
  if (!file_) throw DataError(path.string() + " cannot be opened: " + std::strerror(errno));
  std::array<std::uint8_t, 2> magic{};
  const bool is_gzip = read_stored(magic) == magic.size() && magic == gzip_magic;
  const bool is_named_gzip = path.extension() == ".gz";
  if (is_gzip && !is_named_gzip) throw DataError(path.string() + " is gzip data, not " + std::string(format));
  if (!is_gzip && is_named_gzip) throw DataError(path.string() + " is not gzip data, as its name says");
  file_.clear();
  file_.seekg(0);
  if (is_gzip) gzip_ = std::make_unique<Gzip>();
}

InputFile::~InputFile() = default;

Bytes InputFile::read(std::size_t size) {
  Bytes bytes, piece(std::min(size, std::size_t{1} << 16));
  while (bytes.size() < size) {
    const auto wanted = std::span(piece).first(std::min(size - bytes.size(), piece.size()));
    const std::size_t found = gzip_ ? read_decompressed(wanted) : read_stored(wanted);
    if (found == 0) break;
    bytes.insert(bytes.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(found));
    position_ += found;
  }
  return bytes;
}

Bytes InputFile::read_rest(std::size_t size) {
  const std::uintmax_t wanted = position_ + size;
  const auto require_size = [&](std::uintmax_t found, const std::string& text) {
    if (found == wanted) return;
    throw DataError(path_.string() + (found < wanted ? ": truncated: " : ": too long: ") + std::to_string(wanted) +
                    " bytes wanted, " + text + " found");
  };
  if (!gzip_) {  // how much there is can be known before it is read
    std::error_code error;
    const std::uintmax_t found = fs::file_size(path_, error);
    if (!error) require_size(found, std::to_string(found));
  }
  Bytes bytes = read(size);
  require_size(position_, std::to_string(position_));
  if (!read(1).empty()) require_size(position_, "more");
  return bytes;
}

// The next bytes of the file itself, at most as many as the piece holds; 0 at the end only.
std::size_t InputFile::read_stored(std::span<std::uint8_t> piece) {
  errno = 0;
  file_.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
  if (file_.bad()) throw DataError(path_.string() + " cannot be read: " + std::strerror(errno));
  return static_cast<std::size_t>(file_.gcount());
}

// Fills what inflate reads from, and goes on to the next member behind one and its padding; false where there is none.
bool InputFile::refill() {
  bool padded = false;
  z_stream& stream = gzip_->stream;
  while (true) {
    if (stream.avail_in == 0) {
      stream.avail_in = static_cast<uInt>(read_stored(gzip_->stored));
      stream.next_in = gzip_->stored.data();
    }
    if (gzip_->in_member) return true;
    if (stream.avail_in == 0) return false;
    if (*stream.next_in != 0) break;
    padded = true;
    ++stream.next_in;
    --stream.avail_in;
  }
  if (padded || *stream.next_in != gzip_magic[0]) throw broken_stream(path_, "something else follows its end");
  inflateReset(&stream);
  return gzip_->in_member = true;
}

// As read_stored, decompressed.
std::size_t InputFile::read_decompressed(std::span<std::uint8_t> piece) {
  z_stream& stream = gzip_->stream;
  stream.next_out = piece.data();
  stream.avail_out = static_cast<uInt>(piece.size());
  while (stream.avail_out == piece.size() && refill()) {
    if (stream.avail_in == 0) {
      throw broken_stream(path_,
                          "it ends after " + std::to_string(position_) + " decompressed bytes, before its checksum");
    }
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_STREAM_END) gzip_->in_member = false;
    if (status != Z_OK && status != Z_STREAM_END) {
      throw broken_stream(path_, stream.msg ? stream.msg : "it needs a dictionary");
    }
  }
  return piece.size() - stream.avail_out;
}

Digest::Digest(Algorithm algorithm)
    : context_(EVP_MD_CTX_new(), [](void* context) { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }) {
  const EVP_MD* type = algorithm == Algorithm::md5 ? EVP_md5() : EVP_sha256();
  if (!context_ || EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_.get()), type, nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot compute " + std::string(EVP_MD_get0_name(type)) + " digests");
  }
}

void Digest::add(std::span<const std::uint8_t> bytes) {
  if (EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(), bytes.size()) != 1) {
    throw std::runtime_error("OpenSSL failed to compute a digest");
  }
}

std::string Digest::finish() {
  std::uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), digest, &size) != 1) {
    throw std::runtime_error("OpenSSL failed to compute a digest");
  }
  std::string hexadecimal;
  for (const std::uint8_t byte : std::span(digest).first(size)) {
    hexadecimal += "0123456789abcdef"[byte >> 4];
    hexadecimal += "0123456789abcdef"[byte & 15];
  }
  return hexadecimal;
}

void identify(Dataset& dataset, const std::string& name, const Fingerprint& found,
              std::span<const KnownContents> known) {
  dataset.checksum = found.sha256;
  dataset.label = name + " (unverified)";
  dataset.provenance = Provenance::unverified;
  for (const KnownContents& contents : known) {
    const Fingerprint& wanted = contents.fingerprint;
    if ((!wanted.sha256.empty() && wanted.sha256 == found.sha256) || (!wanted.md5.empty() && wanted.md5 == found.md5)) {
      dataset.label = contents.label;
      dataset.provenance = contents.provenance;
    }
  }
}

}  // namespace backcheck::experiments
