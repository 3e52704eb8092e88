#include "experiments/running/build.hpp"

#include <limits>

#include "experiments/writing/files.hpp"
#include "source_checksum.hpp"  // is made when the program is built: source_checksum.cmake

namespace backcheck::experiments {
namespace {

std::string instruction_set() {
#if defined(__AVX512F__)
  return "AVX-512";
#elif defined(__AVX2__)
  return "AVX2";
#elif defined(__x86_64__)
  return "SSE2";
#elif defined(__aarch64__)
  return "Arm NEON";
#else
  return "unknown";
#endif
}

}  // namespace

const std::string& source_checksum() {
  static const std::string checksum = BACKCHECK_SOURCE_CHECKSUM;
  return checksum;
}

const std::string& program_checksum() {
  static const std::string checksum =
      writing::sha256(writing::read_file("/proc/self/exe", std::numeric_limits<std::uintmax_t>::max()));
  return checksum;
}

const Build& this_build() {
  static const Build build = {BACKCHECK_COMPILER, BACKCHECK_FLAGS, instruction_set()};
  return build;
}

std::string to_text(const Build& build) { return build.compiler + ", " + build.flags + ", " + build.instruction_set; }

}  // namespace backcheck::experiments
