// Working memory of a layer. A Workspace hands out pieces and takes all of them back when it goes out of scope:
//
//   Workspace workspace;
//   T* sums = workspace.take<T>(F * OH * OW);
//
// The memory stays with the thread, so that after the first call of a size nothing is allocated, and all layers share
// it, so that a network needs as much as its hungriest layer. Workspaces of one thread nest, as scopes do.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "core/tensor.hpp"

namespace backcheck::layers {

class Workspace {
 public:
  Workspace() : start_(memory().used) {}
  ~Workspace() {
    Memory& m = memory();
    m.used = start_;
    if (start_ == 0 && m.block.size() < m.most) m.block = Bytes(m.most);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  // `count` elements on a cache-line boundary, containing whatever the last user left there.
  template <class T>
  T* take(Index count) {
    static_assert(std::is_trivially_copyable_v<T>);
    Memory& m = memory();
    const std::size_t begin = m.used, bytes = (static_cast<std::size_t>(count) * sizeof(T) + 63) / 64 * 64;
    m.used += bytes;
    m.most = std::max(m.most, m.used);
    if (m.used <= m.block.size()) return reinterpret_cast<T*>(m.block.data() + begin);
    // The block grows only while nothing in it is in use; until then, a piece that does not fit has its own memory.
    return reinterpret_cast<T*>(own_.emplace_back(bytes).data());
  }

 private:
  using Bytes = std::vector<std::byte, CacheLineAllocator<std::byte>>;
  struct Memory {
    Bytes block;
    std::size_t used = 0, most = 0;
  };
  static Memory& memory() {
    thread_local Memory of_this_thread;
    return of_this_thread;
  }

  std::size_t start_;
  std::vector<Bytes> own_;
};

template <class T>
T* take_zeros(Index count, Workspace& workspace) {
  T* zeros = workspace.take<T>(count);
  std::fill(zeros, zeros + count, T(0));
  return zeros;
}

}  // namespace backcheck::layers
