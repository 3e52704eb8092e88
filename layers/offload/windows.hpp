// Which windows cover a pixel. Window o of kernel_size K and stride S covers positions o * S to o * S + K - 1.
#pragma once

#include <algorithm>

#include "core/shape.hpp"

namespace backcheck::offload {

// The windows that cover `position`, of `windows` in all: from first_window to end_window, the latter excluded. None
// where a stride above the kernel size leaves the position out.
inline Index first_window(Index position, Index K, Index S) { return position < K ? 0 : (position - K) / S + 1; }
inline Index end_window(Index position, Index S, Index windows) { return std::min(position / S + 1, windows); }

}  // namespace backcheck::offload
