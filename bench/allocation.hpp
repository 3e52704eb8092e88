// How much memory a computation allocates.
#pragma once

#include <functional>

namespace backcheck::bench {

// The most bytes that `run` holds while it runs on one thread, of memory that it allocates with `new` and of what it
// keeps from call to call for itself. It is run in a thread of its own, which no earlier call has left memory to.
double workspace_bytes(const std::function<void()>& run);

}  // namespace backcheck::bench
