// Sizes around the blocks of fast kernels and of the sum over the batch.
#include "reference/linear.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<LinearOptions>& linear_specification() {
  static const Specification<LinearOptions>
      specification =
          mutants::with_known_mistakes<reference::Linear<double>>(
              Specification<LinearOptions>{
                  .properties = {.in_input = Smoothness::linear, .bilinear = true, .homogeneous = true},
                  .cases =
                      {
                          {"OneNumber", {.in_features = 1, .out_features = 1}, {1, 1}},
                          {"OneExample", {.in_features = 5, .out_features = 3}, {1, 5}},
                          {"OneInput", {.in_features = 1, .out_features = 4}, {3, 1}},
                          {"OneOutput", {.in_features = 6, .out_features = 1}, {3, 6}},
                          {"Square", {.in_features = 4, .out_features = 4}, {4, 4}},
                          {"Images", {.in_features = 24, .out_features = 5}, {2, 2, 3, 4}},
                          {"NoBias", {.in_features = 7, .out_features = 5, .bias = false}, {3, 7}},
                          {"Features3To7", {.in_features = 3, .out_features = 7}, {5, 3}},
                          {"Features8To8", {.in_features = 8, .out_features = 8}, {8, 8}},
                          {"Features9To13", {.in_features = 9, .out_features = 13}, {2, 9}},
                          {"Features14To15", {.in_features = 14, .out_features = 15}, {2, 14}},
                          {"Features15To16", {.in_features = 15, .out_features = 16}, {6, 15}},
                          {"Features16To17", {.in_features = 16, .out_features = 17}, {7, 16}},
                          {"Features17To31", {.in_features = 17, .out_features = 31}, {3, 17}},
                          {"Features32To33", {.in_features = 32, .out_features = 33}, {4, 32}},
                          {"Features33To32", {.in_features = 33, .out_features = 32}, {5, 33}},
                          {"Features65To3", {.in_features = 65, .out_features = 3}, {2, 65}},
                          {"Batch9", {.in_features = 4, .out_features = 3}, {9, 4}},
                          {"Batch16", {.in_features = 4, .out_features = 3}, {16, 4}},
                          {"Batch17", {.in_features = 4, .out_features = 3}, {17, 4}},
                          {"Batch257", {.in_features = 3, .out_features = 2}, {257, 3}},
                          {"Batch33", {.in_features = 4, .out_features = 3}, {33, 4}},
                      },
                  .workloads =
                      {
                          {"LongAndOdd", {.in_features = 4099, .out_features = 7}, {301, 4099}},
                          {"MnistHidden", {.in_features = 784, .out_features = 128}, {100, 784}},
                          {"FilterBankHidden", {.in_features = 1296, .out_features = 256}, {100, 1296}},
                          {"CifarHidden", {.in_features = 8192, .out_features = 100}, {64, 32, 16, 16}},
                      },
                  .refusals =
                      {
                          {"TooFewFeatures", {.in_features = 5, .out_features = 2}, {3, 4}, "4 features"},
                          {"ImagesOfOtherSize", {.in_features = 24, .out_features = 2}, {2, 2, 3, 3}, "(2, 2, 3, 3)"},
                          {"Rank1", {.in_features = 5, .out_features = 2}, {5}, "(5)"},
                          {"NoOutputs",
                           {.in_features = 5, .out_features = 0},
                           {1, 5},
                           "out_features must be at least 1"},
                      },
                  .random = {.ranges = {{1, 20}, {1, 40}, {1, 40}},
                             .make = [](const std::vector<Index>& d) -> Case<LinearOptions> {
                               return {"Random", {.in_features = d[1], .out_features = d[2]}, {d[0], d[1]}};
                             }},
                  .print =
                      [](const LinearOptions& o) {
                        return ".in_features = " + std::to_string(o.in_features) +
                               ", .out_features = " + std::to_string(o.out_features) +
                               (o.bias ? "" : ", .bias = false");
                      },
              },
              mutants::mutants_of<LinearOptions>());
  return specification;
}

}  // namespace backcheck::suite
