// Confusion matrices of ten classes, and a search for the images that one was counted on.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::experiments::report_c {

using Counts = std::array<int, 10>;              // of images, a class each
using ConfusionMatrix = std::array<Counts, 10>;  // [true class][predicted class]

Counts row_sums(const ConfusionMatrix& matrix);
Counts column_sums(const ConfusionMatrix& matrix);
int on_the_diagonal(const ConfusionMatrix& matrix);
int total(const ConfusionMatrix& matrix);

// The one that Report C prints. Which side is the truth is unstated: its rows, as scikit-learn has it.
const ConfusionMatrix& printed_matrix();

// The consecutive images, as many as `wanted` adds up to, whose class counts are nearest to it by the sum of absolute
// differences, `distance`; the first of several. Where there are fewer images, the counts
// are zero and the distance is the largest int.
struct Nearest {
  Index first = 0;
  int distance = 0;
  Counts counts{};
};
Nearest nearest_window(std::span<const int> labels, const Counts& wanted);

}  // namespace backcheck::experiments::report_c
