// .npy files of anything: refused, or written again and read as the same numbers.
#include "tests/outside/exchange/npy.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace backcheck {
namespace {

template <Scalar T>
void try_numbers(std::string_view contents) {
  try {
    const Tensor<T> read = outside::parse_npy<T>(contents, "anything");
    const Tensor<T> again = outside::parse_npy<T>(outside::npy_of(read), "the same");
    const auto bytes = static_cast<std::size_t>(read.size()) * sizeof(T);
    if (again.shape() != read.shape()) std::abort();
    if (bytes > 0 && std::memcmp(again.data(), read.data(), bytes) != 0) std::abort();
  } catch (const outside::BadFile&) {
  }
}

}  // namespace
}  // namespace backcheck

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view contents(reinterpret_cast<const char*>(bytes), size);
  backcheck::try_numbers<float>(contents);
  backcheck::try_numbers<double>(contents);
  return 0;
}
