// What is checked of the layers of a homework.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/outside/python/homework.hpp"
#include "tests/outside/verification.hpp"

namespace backcheck::outside {

struct HomeworkLayer {
  std::string name;                    // as in core/layers.def
  std::vector<std::string> functions;  // that the convention names, forward first
  // Empty where forward is not defined.
  std::optional<LayerUnderTest> layer = {};
  std::vector<std::string> skipped = {};  // cases that would take too long, or that the convention cannot say
};

// All layers that the homework's convention has. The checks are those of layers in C++, but for what a homework does
// not promise (threads, memory, refusing shapes), on the cases that cost at most `most_flops`; in float only where that
// is what the functions compute in. Where backward alone is missing, the output is checked.
std::vector<HomeworkLayer> layers_of(const Homework& homework, const std::string& source);
constexpr double most_flops = 5000;  // of a forward pass; loops in Python do about a million a second

}  // namespace backcheck::outside
