#include "reference/dropout.hpp"
#include <cmath>
#include "tests/mutants/mutant.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck::suite {

const Specification<DropoutOptions>& dropout_specification() {
  static const Specification<DropoutOptions> specification = mutants::with_known_mistakes<reference::Dropout<double>>(
      Specification<DropoutOptions>{
          .properties = {.in_input = Smoothness::linear, .homogeneous = true, .masks = true, .training = true},
          .cases =
              {
                  {"OneNumber", {.rate = 0}, {1, 1}},
                  {"RateZero", {.rate = 0}, {3, 5}},
                  {"Half", {.rate = 0.5}, {4, 9}},
                  {"Images", {.rate = 0.5}, {2, 3, 4, 5}},
                  {"Fifth", {.rate = 0.2}, {2, 3, 4, 5}},
                  {"NineTenths", {.rate = 0.9}, {10, 17}},
                  {"Size63", {.rate = 0.5}, {63}},
                  {"Size64", {.rate = 0.5}, {64}},
                  {"Size65", {.rate = 0.5}, {65}},
                  {"Size4099", {.rate = 0.5}, {4099}},
                  {"Size1025", {.rate = 0.5}, {5, 205}},
              },
          .workloads = {{"CifarFirstLayer", {.rate = 0.5}, {64, 32, 32, 32}}, {"Odd", {.rate = 0.3}, {301, 3, 61, 7}}},
          .refusals =
              {
                  {"NoElements", {.rate = 0.5}, {}, "input"},
                  {"RateOne", {.rate = 1}, {3, 3}, "rate"},
                  {"RateBelowZero", {.rate = -0.1}, {3, 3}, "rate"},
                  {"RateNaN", {.rate = std::nan("")}, {3, 3}, "rate"},
              },
          .random = {.ranges = {{0, 9}, {1, 5}, {1, 9}, {1, 5}, {2, 9}},
                     .make = [](const std::vector<Index>& d) -> Case<DropoutOptions> {
                       return {"Random", {.rate = 0.1 * static_cast<double>(d[0])}, {d[1], d[2], d[3], d[4]}};
                     }},
          .print = [](const DropoutOptions& o) { return ".rate = " + std::to_string(o.rate); },
          // The factor 1 / (1 - rate) is 1 or 2.
          .exact_on_integers = [](const DropoutOptions& o) { return o.rate == 0 || o.rate == 0.5; },
      },
      mutants::mutants_of<DropoutOptions>());
  return specification;
}

}  // namespace backcheck::suite
