#include "idx.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  backcheck::fuzz::read_idx({bytes, size}, "");
  return 0;
}
