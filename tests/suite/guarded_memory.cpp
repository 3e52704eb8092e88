// Replaces the operators new and delete that take an alignment, in every program that this file is linked into.
#include "tests/suite/guarded_memory.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <new>

namespace backcheck::suite {
namespace {

std::atomic<bool> guarding{false};
std::atomic<std::ptrdiff_t> offset_in_page{0};

struct Pages {
  void* start;
  std::size_t size;
};
std::mutex mutex;
std::map<void*, Pages>& guarded_pages() {
  static auto* const pages = new std::map<void*, Pages>;  // never deleted: tensors may outlive everything else
  return *pages;
}

void* allocate_guarded(std::size_t size) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  // What may hold doubles starts where a double may; other sizes are those of floats alone.
  const bool may_hold_doubles = size % sizeof(double) == 0;
  const std::ptrdiff_t asked = offset_in_page, step = may_hold_doubles ? sizeof(double) : 1;
  const std::ptrdiff_t offset = asked == GuardedMemory::at_the_end ? asked : asked / step * step;
  const std::size_t inside =
      (size + static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)) + page) / page * page;
  const Pages pages{mmap(nullptr, inside + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
                    inside + 2 * page};
  if (pages.start == MAP_FAILED) throw std::bad_alloc();
  char* const first = static_cast<char*>(pages.start) + page;
  if (mprotect(first, inside, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
  void* const block = offset == GuardedMemory::at_the_end ? first + inside - size : first + offset;
  const std::lock_guard lock(mutex);
  guarded_pages()[block] = pages;
  return block;
}

// False if the block has no guarded pages.
bool deallocate_guarded(void* block) {
  const std::lock_guard lock(mutex);
  const auto found = guarded_pages().find(block);
  if (found == guarded_pages().end()) return false;
  munmap(found->second.start, found->second.size);
  guarded_pages().erase(found);
  return true;
}

char message[2048];
struct sigaction before;

void report_and_die(int, siginfo_t*, void*) {
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message, std::strlen(message));
  sigaction(SIGSEGV, &before, nullptr);  // the same access again, now with its usual consequences
}

}  // namespace

GuardedMemory::GuardedMemory(const std::string& doing, std::ptrdiff_t offset) {
  const std::string text = "a tensor was read or written beyond its end, or before its beginning: " + doing + "\n";
  text.copy(message, sizeof message - 1);
  message[std::min(text.size(), sizeof message - 1)] = '\0';
  struct sigaction action {};
  action.sa_sigaction = report_and_die;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, &before);
  offset_in_page = offset;
  guarding = true;
}

GuardedMemory::~GuardedMemory() {
  guarding = false;
  sigaction(SIGSEGV, &before, nullptr);
}

}  // namespace backcheck::suite

// Not inlined: GCC takes an inlined free() of what an operator new returned for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
  if (backcheck::suite::guarding) return backcheck::suite::allocate_guarded(size);
  const auto multiple = static_cast<std::size_t>(alignment);  // aligned_alloc wants one
  void* const memory = std::aligned_alloc(multiple, (size + multiple - 1) / multiple * multiple);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept {
  if (memory != nullptr && !backcheck::suite::deallocate_guarded(memory)) std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
  operator delete(memory, alignment);
}
