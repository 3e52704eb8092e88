// The cases of every loss over classes.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/loss.hpp"
#include "tests/suite/specification.hpp"

namespace backcheck::suite {

// `name` is what the loss's errors begin with.
inline Specification<LossOptions> loss_over_classes(const std::string& name, Properties properties) {
  properties.loss = true;
  properties.ulps = 4;  // of the quotient, the logarithm, the mean, and the factor of the gradient
  const Shape logits{3, 4};
  return {
      .properties = properties,
      .cases =
          {
              {"OneImageTwoClasses", {name}, {1, 2}},
              {"OneImage", {name}, {1, 10}},
              {"Batch", {name, 4}, {7, 10}},
              {"FarApart", {name, 16}, {10, 3}},
              {"Batch33", {name}, {33, 10}},
              {"Classes17", {name, 8}, {2, 17}},
              {"Classes100", {name, 2}, {3, 100}},
          },
      .workloads = {{"Mnist", {name, 8}, {100, 10}}},
      .refusals =
          {
              {"LabelTooMany", {name, 1, {0, 1, 2, 3}}, logits, "4 labels"},
              {"LabelMissing", {name, 1, {0, 1}}, logits, "2 labels"},
              {"LabelBelowZero", {name, 1, {0, 1, -1}}, logits, "label -1"},
              {"LabelBeyondTheLastClass", {name, 1, {0, 1, 4}}, logits, "label 4"},
              {"Rank1", {name, 1, {0, 1, 2}}, {12}, "(12)"},
              {"Rank4", {name, 1, {0, 1, 2}}, {3, 4, 1, 1}, "(3, 4, 1, 1)"},
              {"Nothing", {name}, {}, "shape"},
          },
      .random = {.ranges = {{1, 40}, {2, 20}, {1, 16}},
                 .make = [name](const std::vector<Index>& d) -> Case<LossOptions> {
                   return {"Random", {name, static_cast<double>(d[2])}, {d[0], d[1]}};
                 }},
      .print = [](const LossOptions& o) { return ".range = " + std::to_string(o.range); },
      .exact_on_integers = [](const LossOptions&) { return false; },
      .input_range = [](const LossOptions& o) { return o.range; },
  };
}

}  // namespace backcheck::suite
