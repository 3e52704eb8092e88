// Loops over the threads that OpenMP may use: omp_get_max_threads(), which callers set.
#pragma once

#include <omp.h>

#include "core/shape.hpp"

namespace backcheck::layers {

// Below this number of operations a fork and join (about a microsecond) costs more than a second thread saves.
inline constexpr double worth_a_fork = 100'000;

// body(i) for every i < count, in parallel where `operations`, those of the whole loop, are worth it. The iterations
// must not depend on each other; results are then the same for every number of threads.
template <class Body>
void parallel_for(Index count, double operations, const Body& body) {
  if (count < 2 || operations < worth_a_fork || omp_get_max_threads() == 1) {
    for (Index i = 0; i < count; ++i) body(i);
    return;
  }
#pragma omp parallel for schedule(static)
  for (Index i = 0; i < count; ++i) body(i);
}

// 0 .. count in `parts` parts of nearly the same size.
struct Partition {
  Index begin(Index part) const { return count * part / parts; }
  Index size(Index part) const { return begin(part + 1) - begin(part); }
  Index largest() const { return (count + parts - 1) / parts; }
  Index count, parts;
};
// As few parts as possible, of at most `largest`.
inline Partition split_into_at_most(Index largest, Index count) { return {count, (count + largest - 1) / largest}; }

// body(begin, end) for consecutive blocks that make up 0 .. count, as parallel_for: for loops over elements.
template <class Body>
void parallel_blocks(Index count, double operations_each, const Body& body) {
  const Index block = 4096;
  parallel_for((count + block - 1) / block, static_cast<double>(count) * operations_each, [&](Index b) {
    const Index begin = b * block;
    body(begin, begin + block < count ? begin + block : count);
  });
}

}  // namespace backcheck::layers
