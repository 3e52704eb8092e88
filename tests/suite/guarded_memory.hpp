// Memory in which a tensor's neighbours may not be touched.
#pragma once

#include <cstddef>
#include <string>

namespace backcheck::suite {

// While one of these lives, tensors (all that is allocated with an alignment of its own) get pages of their own between
// two that may not be touched, and start at multiples of their number's size only, not on a cache line. Where one of
// the neighbours is touched, the program says what it was doing (`doing`), and dies. One at a time.
class GuardedMemory {
 public:
  static constexpr std::ptrdiff_t at_the_end = -1;

  // A tensor starts `offset` bytes after the page before it or, by default, ends where the page after it begins.
  explicit GuardedMemory(const std::string& doing, std::ptrdiff_t offset = at_the_end);
  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;
};

}  // namespace backcheck::suite
