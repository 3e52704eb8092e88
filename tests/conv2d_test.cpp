// Verifies the convolutions. The channel and width counts are one below, exactly and one above the blocks in which fast
// kernels compute (4, 6, 8, 14, 16, 32); the batch sizes surround the number of chunks that they sum over.
#include "reference/conv2d.hpp"

#include "suite/verify.hpp"

namespace backcheck {
namespace {

std::string print(const Conv2dOptions& o) {
  return ".in_channels = " + std::to_string(o.in_channels) + ", .out_channels = " + std::to_string(o.out_channels) +
         ", .kernel_size = " + std::to_string(o.kernel_size) + ", .stride = " + std::to_string(o.stride) +
         ", .padding = " + std::to_string(o.padding) + (o.bias ? "" : ", .bias = false");
}

const suite::Specification<Conv2dOptions> specification{
    .nature = {.in_input = suite::Smoothness::linear, .bilinear = true, .homogeneous = true},
    .cases =
        {
            {"OnePixel", {.in_channels = 1, .out_channels = 1, .kernel_size = 1}, {1, 1, 1, 1}},
            {"OneByOneKernel", {.in_channels = 3, .out_channels = 2, .kernel_size = 1}, {2, 3, 4, 5}},
            {"ThreeByThree", {.in_channels = 2, .out_channels = 3, .kernel_size = 3}, {2, 2, 5, 6}},
            {"SamePadding", {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .padding = 1}, {2, 2, 5, 4}},
            {"Stride2", {.in_channels = 2, .out_channels = 3, .kernel_size = 3, .stride = 2}, {2, 2, 7, 5}},
        },
    .workloads =
        {
            {"MnistFirstLayer", {.in_channels = 1, .out_channels = 4, .kernel_size = 5}, {100, 1, 28, 28}},
        },
    .refusals =
        {
            {"WrongChannels", {.in_channels = 3, .out_channels = 2, .kernel_size = 3}, {2, 4, 6, 6}, "4 channels"},
        },
    .random = {.ranges = {{1, 5}, {1, 9}, {1, 9}, {1, 5}, {1, 3}, {0, 3}, {1, 12}, {1, 19}},
               .make =
                   [](const std::vector<Index>& d) {
                     return suite::Case<Conv2dOptions>{"Random",
                                                       {.in_channels = d[1],
                                                        .out_channels = d[2],
                                                        .kernel_size = d[3],
                                                        .stride = d[4],
                                                        .padding = d[5]},
                                                       {d[0], d[1], d[6], d[7]}};
                   }},
    .print = print,
};

VERIFY_LAYER(Conv2d, reference::Conv2d);

}  // namespace
}  // namespace backcheck
