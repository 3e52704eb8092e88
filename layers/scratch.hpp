// Memory that a layer needs while it computes: kept from call to call, so that nothing is allocated after the first.
#pragma once

#include <vector>

#include "core/tensor.hpp"

namespace backcheck::layers {

// One buffer a thread for every Tag, on a cache-line boundary, which grows and never shrinks. It contains whatever the
// last user left there; those who share a Tag must not use it at the same time.
template <class Tag, class T>
T* scratch(Index count) {
  thread_local std::vector<T, CacheLineAllocator<T>> buffer;
  if (static_cast<Index>(buffer.size()) < count) buffer.resize(static_cast<std::size_t>(count));
  return buffer.data();
}

}  // namespace backcheck::layers
