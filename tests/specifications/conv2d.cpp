// The channel and width counts are one below, exactly and one above the blocks in which fast kernels compute (4, 6, 8,
// 14, 16, 32); the batch sizes surround the number of chunks that they sum over.
#include "reference/conv2d.hpp"
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {
namespace {

std::string print(const Conv2dOptions& o) {
  return ".in_channels = " + std::to_string(o.in_channels) + ", .out_channels = " + std::to_string(o.out_channels) +
         ", .kernel_size = " + std::to_string(o.kernel_size) + ", .stride = " + std::to_string(o.stride) +
         ", .padding = " + std::to_string(o.padding) + (o.bias ? "" : ", .bias = false");
}

}  // namespace

const Specification<Conv2dOptions>& conv2d_specification() {
  static const Specification<Conv2dOptions>
      specification =
          mutants::with_known_mistakes<reference::Conv2d<double>>(
              Specification<Conv2dOptions>{
                  .properties = {.in_input = Smoothness::linear, .bilinear = true, .homogeneous = true},
                  .cases =
                      {
                          {"OnePixel", {.in_channels = 1, .out_channels = 1, .kernel_size = 1}, {1, 1, 1, 1}},
                          {"OneByOneKernel", {.in_channels = 3, .out_channels = 2, .kernel_size = 1}, {2, 3, 4, 5}},
                          {"ThreeByThree", {.in_channels = 2, .out_channels = 3, .kernel_size = 3}, {2, 2, 5, 6}},
                          {"FiveByFive", {.in_channels = 2, .out_channels = 2, .kernel_size = 5}, {2, 2, 8, 7}},
                          {"EvenKernel", {.in_channels = 2, .out_channels = 3, .kernel_size = 2}, {2, 2, 4, 5}},
                          {"Stride2",
                           {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .stride = 2},
                           {2, 2, 7, 5}},
                          {"Stride2WithRemainder",
                           {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .stride = 2, .padding = 1},
                           {2, 2, 8, 6}},
                          {"Stride3BeyondKernel2",
                           {.in_channels = 2, .out_channels = 2, .kernel_size = 2, .stride = 3},
                           {2, 2, 9, 7}},
                          {"Stride2OneByOneKernel",
                           {.in_channels = 3, .out_channels = 2, .kernel_size = 1, .stride = 2},
                           {2, 3, 5, 4}},
                          {"SamePadding",
                           {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .padding = 1},
                           {2, 2, 5, 4}},
                          {"FullPadding",
                           {.in_channels = 2, .out_channels = 2, .kernel_size = 3, .padding = 2},
                           {2, 2, 4, 3}},
                          {"PaddingBeyondKernel",
                           {.in_channels = 2, .out_channels = 2, .kernel_size = 2, .padding = 3},
                           {1, 2, 3, 3}},
                          {"KernelFillsImage", {.in_channels = 2, .out_channels = 3, .kernel_size = 4}, {2, 2, 4, 4}},
                          {"KernelFillsPaddedImage",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 5, .padding = 1},
                           {2, 1, 3, 3}},
                          {"Wide",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 3, .padding = 1},
                           {1, 1, 3, 37}},
                          {"Tall",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 3, .padding = 1},
                           {1, 1, 37, 3}},
                          {"OneImageOneChannel", {.in_channels = 1, .out_channels = 1, .kernel_size = 3}, {1, 1, 6, 6}},
                          {"Stride4",
                           {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .stride = 4},
                           {2, 2, 12, 11}},
                          {"Stride5Padded",
                           {.in_channels = 2, .out_channels = 2, .kernel_size = 7, .stride = 5, .padding = 3},
                           {1, 2, 13, 18}},
                          {"Stride7BeyondKernel2",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 2, .stride = 7},
                           {2, 1, 17, 16}},
                          {"Batch257", {.in_channels = 1, .out_channels = 1, .kernel_size = 2}, {257, 1, 2, 3}},
                          {"NoBias",
                           {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .bias = false},
                           {2, 2, 5, 5}},
                          {"Channels3To4", {.in_channels = 3, .out_channels = 4, .kernel_size = 3}, {1, 3, 5, 7}},
                          {"Channels5To7",
                           {.in_channels = 5, .out_channels = 7, .kernel_size = 3, .padding = 1},
                           {1, 5, 4, 8}},
                          {"Channels6To5",
                           {.in_channels = 6, .out_channels = 5, .kernel_size = 3, .padding = 1},
                           {1, 6, 4, 9}},
                          {"Channels7To6", {.in_channels = 7, .out_channels = 6, .kernel_size = 3}, {1, 7, 3, 10}},
                          {"Channels8To8", {.in_channels = 8, .out_channels = 8, .kernel_size = 1}, {1, 8, 3, 15}},
                          {"Channels9To9", {.in_channels = 9, .out_channels = 9, .kernel_size = 2}, {1, 9, 3, 17}},
                          {"Channels2To13", {.in_channels = 2, .out_channels = 13, .kernel_size = 3}, {1, 2, 3, 18}},
                          {"Channels2To14",
                           {.in_channels = 2, .out_channels = 14, .kernel_size = 3, .padding = 1},
                           {1, 2, 2, 14}},
                          {"Channels3To15",
                           {.in_channels = 3, .out_channels = 15, .kernel_size = 3, .padding = 1},
                           {1, 3, 2, 16}},
                          {"Channels15To16", {.in_channels = 15, .out_channels = 16, .kernel_size = 1}, {1, 15, 1, 17}},
                          {"Channels17To3",
                           {.in_channels = 17, .out_channels = 3, .kernel_size = 3, .padding = 1},
                           {1, 17, 3, 3}},
                          {"Channels2To17",
                           {.in_channels = 2, .out_channels = 17, .kernel_size = 3, .padding = 1},
                           {1, 2, 3, 13}},
                          {"Channels1To31", {.in_channels = 1, .out_channels = 31, .kernel_size = 3}, {1, 1, 3, 33}},
                          {"Channels1To32", {.in_channels = 1, .out_channels = 32, .kernel_size = 3}, {1, 1, 3, 34}},
                          {"Channels1To33", {.in_channels = 1, .out_channels = 33, .kernel_size = 3}, {1, 1, 3, 35}},
                          {"Channels33To2", {.in_channels = 33, .out_channels = 2, .kernel_size = 2}, {1, 33, 2, 3}},
                          {"Batch7", {.in_channels = 1, .out_channels = 2, .kernel_size = 2}, {7, 1, 3, 3}},
                          {"Batch8", {.in_channels = 1, .out_channels = 2, .kernel_size = 2}, {8, 1, 3, 3}},
                          {"Batch9", {.in_channels = 1, .out_channels = 2, .kernel_size = 2}, {9, 1, 3, 3}},
                          {"Batch15", {.in_channels = 1, .out_channels = 2, .kernel_size = 2}, {15, 1, 3, 3}},
                          {"Batch16", {.in_channels = 1, .out_channels = 2, .kernel_size = 2}, {16, 1, 3, 3}},
                          {"Batch17", {.in_channels = 1, .out_channels = 2, .kernel_size = 2}, {17, 1, 3, 3}},
                          {"Batch33", {.in_channels = 1, .out_channels = 1, .kernel_size = 2}, {33, 1, 3, 2}},
                      },
                  .workloads =
                      {
                          {"MnistFirstLayer",
                           {.in_channels = 1, .out_channels = 4, .kernel_size = 5},
                           {100, 1, 28, 28}},
                          {"MnistSecondLayer",
                           {.in_channels = 4, .out_channels = 8, .kernel_size = 5},
                           {100, 4, 12, 12}},
                          {"CifarFirstLayer",
                           {.in_channels = 3, .out_channels = 32, .kernel_size = 7, .padding = 3},
                           {16, 3, 32, 32}},
                          {"Stride2WithPadding",
                           {.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
                           {100, 3, 31, 31}},
                          {"Batch301",
                           {.in_channels = 2, .out_channels = 5, .kernel_size = 3, .stride = 4},
                           {301, 2, 17, 19}},
                          {"DeepLayer",
                           {.in_channels = 64, .out_channels = 64, .kernel_size = 3, .padding = 1},
                           {2, 64, 32, 32}},
                      },
                  .refusals =
                      {
                          {"WrongChannels",
                           {.in_channels = 3, .out_channels = 2, .kernel_size = 3},
                           {2, 4, 6, 6},
                           "4 channels"},
                          {"Rank2", {.in_channels = 3, .out_channels = 2, .kernel_size = 3}, {2, 108}, "(2, 108)"},
                          {"KernelTooTall",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 5},
                           {1, 1, 4, 6},
                           "4 x 6"},
                          {"KernelTooWide",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 5},
                           {1, 1, 6, 4},
                           "6 x 4"},
                          {"KernelExceedsPaddedImage",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 7, .padding = 1},
                           {1, 1, 4, 4},
                           "6 x 6"},
                          {"StrideZero",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 3, .stride = 0},
                           {1, 1, 5, 5},
                           "stride must be at least 1"},
                          {"NegativePadding",
                           {.in_channels = 1, .out_channels = 2, .kernel_size = 3, .padding = -1},
                           {1, 1, 5, 5},
                           "padding must not be negative"},
                      },
                  .random = {.ranges = {{1, 5}, {1, 9}, {1, 9}, {1, 5}, {1, 6}, {0, 3}, {1, 12}, {1, 19}},
                             .make =
                                 [](const std::vector<Index>& d) {
                                   return Case<Conv2dOptions>{"Random",
                                                              {.in_channels = d[1],
                                                               .out_channels = d[2],
                                                               .kernel_size = d[3],
                                                               .stride = d[4],
                                                               .padding = d[5]},
                                                              {d[0], d[1], d[6], d[7]}};
                                 }},
                  .print = print,
              },
              mutants::mutants_of<Conv2dOptions>());
  return specification;
}

}  // namespace backcheck::suite
