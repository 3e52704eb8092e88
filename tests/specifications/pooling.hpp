// The cases of both pooling layers: windows that touch, overlap and leave gaps, remainders, widths around the length of
// vectors.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/specification.hpp"

namespace backcheck::suite {

template <class Options>
Specification<Options> pooling(const Properties& properties) {
  return {
      .properties = properties,
      .cases =
          {
              {"OnePixel", {.kernel_size = 1, .stride = 1}, {1, 1, 1, 1}},
              {"Halves", {.kernel_size = 2, .stride = 2}, {2, 3, 4, 6}},
              {"HalvesWithRemainder", {.kernel_size = 2, .stride = 2}, {2, 2, 5, 7}},
              {"HalvesWithRemainderBelow", {.kernel_size = 2, .stride = 2}, {2, 2, 5, 6}},
              {"Overlapping", {.kernel_size = 3, .stride = 1}, {2, 2, 5, 4}},
              {"OverlappingByOne", {.kernel_size = 3, .stride = 2}, {2, 2, 7, 6}},
              {"OverlappingFour", {.kernel_size = 4, .stride = 2}, {1, 2, 8, 7}},
              {"LeavingGaps", {.kernel_size = 2, .stride = 3}, {2, 2, 8, 9}},
              {"EverySecondPixel", {.kernel_size = 1, .stride = 2}, {2, 2, 5, 4}},
              {"WholeImage", {.kernel_size = 5, .stride = 1}, {2, 3, 5, 5}},
              {"WholeHeight", {.kernel_size = 3, .stride = 3}, {2, 2, 3, 10}},
              {"Thirds", {.kernel_size = 3, .stride = 3}, {1, 2, 9, 8}},
              {"Wide", {.kernel_size = 2, .stride = 2}, {1, 1, 2, 67}},
              {"Tall", {.kernel_size = 2, .stride = 2}, {1, 1, 67, 2}},
              {"Width14", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 14}},
              {"Width16", {.kernel_size = 2, .stride = 2}, {1, 2, 4, 16}},
              {"Width30", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 30}},
              {"Width32", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 32}},
              {"Width34", {.kernel_size = 2, .stride = 2}, {1, 2, 2, 34}},
              {"Stride4", {.kernel_size = 3, .stride = 4}, {2, 2, 12, 11}},
              {"Stride5", {.kernel_size = 5, .stride = 5}, {1, 2, 11, 16}},
              {"Stride7LeavingGaps", {.kernel_size = 2, .stride = 7}, {1, 1, 17, 23}},
              {"Window12", {.kernel_size = 12, .stride = 4}, {1, 1, 16, 21}},
              {"Window17", {.kernel_size = 17, .stride = 1}, {1, 1, 18, 19}},
              {"Batch257", {.kernel_size = 2, .stride = 2}, {257, 1, 2, 4}},
              {"AwkwardChannels", {.kernel_size = 2, .stride = 2}, {3, 7, 4, 4}},
          },
      .workloads =
          {
              {"MnistPool", {.kernel_size = 2, .stride = 2}, {100, 4, 24, 24}},
              {"CifarPool", {.kernel_size = 2, .stride = 2}, {64, 32, 32, 32}},
              {"Overlapping", {.kernel_size = 3, .stride = 2}, {301, 3, 31, 29}},
          },
      .refusals =
          {
              {"Rank2", {.kernel_size = 2, .stride = 2}, {4, 16}, "(4, 16)"},
              {"WindowTooTall", {.kernel_size = 3, .stride = 1}, {1, 1, 2, 5}, "2 x 5"},
              {"WindowTooWide", {.kernel_size = 3, .stride = 1}, {1, 1, 5, 2}, "5 x 2"},
              {"StrideZero", {.kernel_size = 2, .stride = 0}, {1, 1, 4, 4}, "stride must be at least 1"},
          },
      .random = {.ranges = {{1, 4}, {1, 9}, {1, 7}, {1, 7}, {1, 14}, {1, 37}},
                 .make = [](const std::vector<Index>& d) -> Case<Options> {
                   return {"Random", {.kernel_size = d[2], .stride = d[3]}, {d[0], d[1], d[4], d[5]}};
                 }},
      .print =
          [](const Options& o) {
            return ".kernel_size = " + std::to_string(o.kernel_size) + ", .stride = " + std::to_string(o.stride);
          },
  };
}

}  // namespace backcheck::suite
