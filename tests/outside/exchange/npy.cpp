#include "tests/outside/exchange/npy.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

namespace backcheck::outside {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "\x93NUMPY";
constexpr bool little_endian = std::endian::native == std::endian::little;

struct Header {
  std::string type;  // as NumPy writes it: "<f8"
  bool fortran_order = false;
  std::vector<Index> extents;
};

[[noreturn]] void refuse(const std::string& name, const std::string& why) { throw BadFile(name + ": " + why); }

// What a message shows of a file: no control characters, and not too much.
std::string printable(std::string_view text) {
  std::string shown;
  for (const char c : text.substr(0, 40)) shown += c >= ' ' && c <= '~' ? c : '?';
  return "'" + shown + (text.size() > 40 ? "...'" : "'");
}

// Reads the dictionary of Python that a header is: {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }
class HeaderReader {
 public:
  HeaderReader(std::string_view text, const std::string& name) : rest_(text), text_(text), name_(name) {}

  Header read() {
    std::optional<std::string> type;
    std::optional<bool> fortran_order;
    std::optional<std::vector<Index>> extents;
    expect('{');
    while (!accept('}')) {
      const std::string key = string();
      expect(':');
      if (key == "descr" && !type) {
        type = string();
      } else if (key == "fortran_order" && !fortran_order) {
        fortran_order = boolean();
      } else if (key == "shape" && !extents) {
        extents = integers();
      } else {
        fail();
      }
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skip_blanks();
    if (!rest_.empty() || !type || !fortran_order || !extents) fail();
    return {*type, *fortran_order, *extents};
  }

 private:
  [[noreturn]] void fail() const {
    refuse(name_, "the header must be a dictionary of 'descr' (a type), 'fortran_order' and 'shape', found " +
                      printable(text_));
  }
  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size())); }
  bool accept(char c) {
    skip_blanks();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!accept(c)) fail();
  }
  std::string string() {
    skip_blanks();
    const char quote = rest_.empty() ? ' ' : rest_.front();
    if (quote != '\'' && quote != '"') fail();
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) fail();
    std::string found(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return found;
  }
  bool boolean() {
    skip_blanks();
    for (const std::string_view word : {"True", "False"}) {
      if (!rest_.starts_with(word)) continue;
      rest_.remove_prefix(word.size());
      return word == "True";
    }
    fail();
  }
  std::vector<Index> integers() {
    std::vector<Index> found;
    expect('(');
    while (!accept(')')) {
      skip_blanks();
      Index extent = 0;
      const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), extent);
      if (error != std::errc() || extent < 0) fail();
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      found.push_back(extent);
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return found;
  }

  std::string_view rest_, text_;
  const std::string& name_;
};

Shape shape_of(const std::vector<Index>& e, const std::string& name) try {
  switch (e.size()) {
    case 0:
      return {1};
    case 1:
      return {e[0]};
    case 2:
      return {e[0], e[1]};
    case 3:
      return {e[0], e[1], e[2]};
    case 4:
      return {e[0], e[1], e[2], e[3]};
  }
  refuse(name, "a shape of at most 4 extents was wanted, found " + std::to_string(e.size()));
} catch (const std::invalid_argument&) {
  refuse(name, "the extents of its shape multiply to more numbers than any memory holds");
}

template <Scalar T>
std::string type_of(char byte_order) {
  return std::string(1, byte_order) + (std::floating_point<T> ? 'f' : 'i') + std::to_string(sizeof(T));
}

// The position in memory, row-major, of the element that is at `position` where the first index varies fastest.
Index row_major(const Shape& shape, Index position) {
  Index found = 0, stride = shape.size();
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    stride /= shape[axis];
    found += position % shape[axis] * stride;
    position /= shape[axis];
  }
  return found;
}

// The number at `bytes` of a little- or big-endian file.
template <Scalar T>
T number_at(const char* bytes, bool swapped) {
  std::array<char, sizeof(T)> copied;
  std::copy_n(bytes, sizeof(T), copied.begin());
  if (swapped) std::reverse(copied.begin(), copied.end());
  return std::bit_cast<T>(copied);
}

}  // namespace

template <Scalar T>
Tensor<T> parse_npy(std::string_view contents, const std::string& name) {
  if (!contents.starts_with(magic)) {
    refuse(name, "a .npy file was wanted, which begins with \\x93NUMPY; found " +
                     (contents.empty() ? "nothing" : printable(contents.substr(0, magic.size()))));
  }
  const auto byte = [&](std::size_t position) -> std::size_t {
    if (position >= contents.size()) refuse(name, "truncated: it ends within the header");
    return static_cast<std::uint8_t>(contents[position]);
  };
  const std::size_t major = byte(6), minor = byte(7);
  if (major < 1 || major > 3 || minor != 0) {
    refuse(name,
           "format version 1.0, 2.0 or 3.0 was wanted, found " + std::to_string(major) + "." + std::to_string(minor));
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4, begin = 8 + length_bytes;
  std::size_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) length += byte(8 + i) << (8 * i);
  if (length > contents.size() - begin) {
    refuse(name, "truncated: a header of " + std::to_string(length) + " bytes was wanted, found " +
                     std::to_string(contents.size() - begin));
  }
  const Header header = HeaderReader(contents.substr(begin, length), name).read();
  const bool is_little = header.type == type_of<T>('<');
  if (!is_little && header.type != type_of<T>('>')) {
    refuse(name, "numbers of type '" + type_of<T>('<') + "' were wanted, found " + printable(header.type));
  }
  const Shape shape = shape_of(header.extents, name);
  const std::string_view data = contents.substr(begin + length);
  const std::size_t wanted = static_cast<std::size_t>(shape.size()) * sizeof(T);
  if (data.size() != wanted) {
    refuse(name, (data.size() < wanted ? "truncated: " : "too long: ") + std::to_string(wanted) +
                     " bytes of numbers were wanted for the shape " + to_string(shape) + ", found " +
                     std::to_string(data.size()));
  }
  Tensor<T> tensor(shape);
  for (Index i = 0; i < tensor.size(); ++i) {
    const T number = number_at<T>(data.data() + static_cast<std::size_t>(i) * sizeof(T), is_little != little_endian);
    tensor[header.fortran_order ? row_major(shape, i) : i] = number;
  }
  return tensor;
}

template <Scalar T>
Tensor<T> read_npy(const fs::path& path) {
  const std::string name = path.string();
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::not_found) refuse(name, "a .npy file was wanted, there is none");
  if (type == fs::file_type::none) refuse(name, "cannot be opened: " + error.message());
  if (type != fs::file_type::regular) {
    refuse(name, std::string("a .npy file was wanted, found ") +
                     (type == fs::file_type::directory ? "a directory" : "something that is no regular file"));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse(name, std::string("cannot be opened: ") + std::strerror(errno));
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > most_bytes) {
    refuse(name, "at most " + std::to_string(most_bytes) + " bytes were wanted, found " + std::to_string(size));
  }
  std::string contents(error ? 0 : size, '\0');
  file.read(contents.data(), static_cast<std::streamsize>(contents.size()));
  if (error || file.bad()) refuse(name, "cannot be read");
  contents.resize(static_cast<std::size_t>(file.gcount()));
  return parse_npy<T>(contents, name);
}

template <Scalar T>
std::string npy_of(const Tensor<T>& tensor) {
  std::string extents;
  for (Index axis = 0; axis < tensor.shape().rank(); ++axis) extents += std::to_string(tensor.shape()[axis]) + ", ";
  if (tensor.shape().rank() > 1) extents.resize(extents.size() - 2);  // "(3, 4)", but "(3,)"
  if (tensor.shape().rank() == 1) extents.pop_back();
  std::string header = "{'descr': '" + type_of<T>(little_endian ? '<' : '>') + "', 'fortran_order': False, 'shape': (" +
                       extents + "), }";
  constexpr std::size_t alignment = 64;
  const std::size_t before = magic.size() + 4;
  header.append(alignment - 1 - (before + header.size()) % alignment, ' ');
  header += '\n';
  std::string contents(magic);
  contents += {1, 0, static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
  contents += header;
  contents.append(reinterpret_cast<const char*>(tensor.data()), static_cast<std::size_t>(tensor.size()) * sizeof(T));
  return contents;
}

#define BACKCHECK_INSTANTIATE(T)                                      \
  template Tensor<T> parse_npy(std::string_view, const std::string&); \
  template Tensor<T> read_npy(const fs::path&);                       \
  template std::string npy_of(const Tensor<T>&);
BACKCHECK_INSTANTIATE(float)
BACKCHECK_INSTANTIATE(double)
template std::string npy_of(const Tensor<Index>&);

}  // namespace backcheck::outside
