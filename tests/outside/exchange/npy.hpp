// Tensors as the .npy files of NumPy: format versions 1.0, 2.0 and 3.0, floating-point numbers of 4 or 8 bytes in
// either byte order, the last index fastest or the first (Fortran order). Source: NumPy's documentation,
// numpy.lib.format.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/tensor.hpp"

namespace backcheck::outside {

// A file that is not what was wanted: one sentence that names it, what was wanted and what was found.
class BadFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// T is float or double. A file without extents, "()", is one number: shape (1). Throws BadFile unless the file is a
// regular one of at most `most_bytes` that holds numbers of type T, up to four extents, and as many numbers as they
// say.
template <Scalar T>
Tensor<T> read_npy(const std::filesystem::path& path);
constexpr std::uintmax_t most_bytes = 1 << 28;

// The same for what a file contains; `name` is what messages call it.
template <Scalar T>
Tensor<T> parse_npy(std::string_view contents, const std::string& name);

// What a file of this tensor contains: version 1.0, this machine's byte order, row-major. T may also be Index.
template <Scalar T>
std::string npy_of(const Tensor<T>& tensor);

}  // namespace backcheck::outside
