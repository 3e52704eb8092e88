// The cases of every layer that is one function of each element: sizes around the length of vectors and of blocks.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/specification.hpp"

namespace backcheck::suite {

template <class Options>
Specification<Options> element_wise(const Properties& properties) {
  return {
      .properties = properties,
      .cases =
          {
              {"OneNumber", {}, {1, 1}},
              {"Vector", {}, {7}},
              {"Batch", {}, {3, 5}},
              {"Images", {}, {2, 3, 4, 5}},
              {"Size15", {}, {15}},
              {"Size16", {}, {16}},
              {"Size17", {}, {17}},
              {"Size33", {}, {3, 11}},
              {"Size1023", {}, {3, 11, 31}},
              {"Size1025", {}, {5, 205}},
              {"Size4099", {}, {4099}},
          },
      .workloads = {{"CifarFirstLayer", {}, {64, 32, 32, 32}}, {"Odd", {}, {301, 3, 61, 7}}},
      .refusals = {{"NoElements", {}, {}, "input"}},
      .random = {.ranges = {{1, 5}, {1, 9}, {1, 5}, {1, 9}},
                 .make = [](const std::vector<Index>& d) -> Case<Options> {
                   return {"Random", {}, {d[0], d[1], d[2], d[3]}};
                 }},
      .print = [](const Options&) { return std::string(); },
      .exact_on_integers = [=](const Options&) { return properties.in_input == Smoothness::piecewise_linear; },
  };
}

}  // namespace backcheck::suite
