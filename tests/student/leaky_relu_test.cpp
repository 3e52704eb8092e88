// Verifies the layer of leaky_relu.hpp, which has no twin: everything but parity runs.
#include "leaky_relu.hpp"

#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<student::LeakyReLUOptions> specification{
    .properties = {.in_input = suite::Smoothness::piecewise_linear, .homogeneous = true},
    .cases =
        {
            {"OneNumber", {}, {1, 1}},
            {"Batch", {.slope = 0.25}, {3, 5}},
            {"Images", {.slope = 0.1}, {2, 3, 4, 5}},
        },
    .workloads = {{"CifarFirstLayer", {}, {64, 32, 32, 32}}},
    .refusals = {{"NoElements", {}, {}, "no elements"}},
    .random = {.ranges = {{1, 5}, {1, 9}, {1, 5}, {1, 9}},
               .make = [](const std::vector<Index>& d) -> suite::Case<student::LeakyReLUOptions> {
                 return {"Random", {.slope = 0.1}, {d[0], d[1], d[2], d[3]}};
               }},
    .print = [](const student::LeakyReLUOptions& o) { return ".slope = " + std::to_string(o.slope); },
};

VERIFY_LAYER(LeakyReLU, student::LeakyReLU);

}  // namespace
}  // namespace backcheck
