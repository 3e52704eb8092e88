// Replaces the global operator new and delete by such that count, thread by thread.
#include "bench/allocation.hpp"

#include <malloc.h>
#include <omp.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <thread>

namespace {

thread_local long live = 0, most = 0;  // bytes

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  live += static_cast<long>(malloc_usable_size(memory));
  most = std::max(most, live);
  return memory;
}

void release(void* memory) {
  live -= static_cast<long>(malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(step, (size + step - 1) / step * step));
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }

namespace backcheck::bench {

double workspace_bytes(const std::function<void()>& run) {
  long bytes = 0;
  std::thread([&] {
    omp_set_num_threads(1);
    const long before = live;
    run();
    most = live;  // what growing took on the way does not count
    run();
    bytes = most - before;
  }).join();
  return static_cast<double>(bytes);
}

}  // namespace backcheck::bench
