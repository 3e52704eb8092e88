#include "bench/ladder/rungs.hpp"

namespace backcheck::bench::ladder {

const std::vector<Rung>& rungs() {
  static const std::vector<Rung> all = {
      {"naive", "nested loops, as the formula reads", "reference/conv2d.hpp"},
      {"reordered-loops", "innermost loop along a row: vectors, border once a row", "bench/ladder/reordered_loops.cpp"},
      {"im2col-naive-product", "windows written out as columns, then one product", "bench/ladder/im2col_naive.cpp"},
      {"im2col-blocked", "product in blocks that stay in the first-level cache", "bench/ladder/im2col_blocked.cpp"},
      {"im2col-packed", "tiles of the result in registers, factors packed", "bench/ladder/im2col_packed.cpp"},
      {"fast", "columns read from the padded image, never stored", "layers/conv2d.cpp"},
      {"winograd", "16 products for four outputs of a 3x3 kernel; its share of peak counts all 36",
       "bench/ladder/winograd.cpp"},
      {"fast", "images shared among all threads", "layers/conv2d.cpp", true}};
  return all;
}

}  // namespace backcheck::bench::ladder
