#include "experiments/data/file.hpp"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace backcheck::experiments {

namespace {

Bytes read_raw(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) throw DataError(path.string() + " is a directory, a file was wanted");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw DataError(path.string() + " cannot be opened: " + std::strerror(errno));
  Bytes bytes(static_cast<std::size_t>(std::filesystem::file_size(path)));
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) {
    throw DataError(path.string() + " cannot be read: " + std::to_string(bytes.size()) + " bytes wanted, " +
                    std::to_string(file.gcount()) + " found");
  }
  return bytes;
}

Bytes gunzip(Bytes compressed, const std::filesystem::path& path) {
  const auto broken = [&path](const std::string& what) {
    return DataError(path.string() + ": broken gzip stream: " + what);
  };
  z_stream stream{};
  constexpr int window_bits = 15, gzip_wrapper = 16;  // as inflateInit2 adds them up
  if (inflateInit2(&stream, window_bits + gzip_wrapper) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
  stream.next_in = compressed.data();
  stream.avail_in = static_cast<uInt>(compressed.size());

  Bytes bytes, piece(std::size_t{1} << 16);
  int status = Z_OK;
  while (status != Z_STREAM_END) {
    stream.next_out = piece.data();
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    bytes.insert(bytes.end(), piece.begin(), piece.end() - static_cast<std::ptrdiff_t>(stream.avail_out));
    if (status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)) {
      throw broken("it ends after " + std::to_string(bytes.size()) + " decompressed bytes, before its checksum");
    }
    if (status != Z_OK && status != Z_STREAM_END) throw broken(stream.msg ? stream.msg : "it needs a dictionary");
  }
  if (stream.avail_in != 0) throw broken(std::to_string(stream.avail_in) + " bytes follow its end");
  return bytes;
}

}  // namespace

Bytes read_file(const std::filesystem::path& path, std::string_view format) {
  Bytes bytes = read_raw(path);
  const bool is_gzip = bytes.size() >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
  if (path.extension() != ".gz") {
    if (is_gzip) throw DataError(path.string() + " is gzip data, not " + std::string(format));
    return bytes;
  }
  if (!is_gzip) throw DataError(path.string() + " is not gzip data, as its name says");
  return gunzip(std::move(bytes), path);
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
