// Small 3x3 convolutions of one image, over channels and sizes: where do nested loops win?
#pragma once

#include <fmt/format.h>

#include <string>

#include "core/shape.hpp"

namespace backcheck::bench {

inline constexpr Index crossover_channels[] = {1, 2, 4, 8, 16, 32};  // in and out
inline constexpr Index crossover_sizes[] = {3, 4, 6, 8, 12, 16};     // height and width

// "crossover-4-channels-8x8"
inline std::string crossover_name(Index channels, Index size) {
  return fmt::format("crossover-{}-channels-{}x{}", channels, size, size);
}

}  // namespace backcheck::bench
