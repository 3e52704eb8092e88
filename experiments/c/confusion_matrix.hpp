// Confusion matrices of ten classes, and a search for the images that one was counted on.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/shape.hpp"
#include "experiments/plotting/figure.hpp"

namespace backcheck::experiments::report_c {

using ClassCounts = std::array<int, 10>;              // of images, a class each
using ConfusionMatrix = std::array<ClassCounts, 10>;  // [true class][predicted class]

ClassCounts row_sums(const ConfusionMatrix& matrix);
ClassCounts column_sums(const ConfusionMatrix& matrix);
int on_the_diagonal(const ConfusionMatrix& matrix);
int total(const ConfusionMatrix& matrix);

// The consecutive images, as many as `wanted` adds up to, whose class counts are nearest to it by the sum of absolute
// differences, `distance`; the first of several. Where there are fewer images, the counts
// are zero and the distance is the largest int.
struct Nearest {
  Index first = 0;
  int distance = 0;
  ClassCounts counts{};
};
Nearest nearest_window(std::span<const int> labels, const ClassCounts& wanted);

// The class on which a matrix has most of its errors.
int most_errors(const std::function<double(std::size_t truth, std::size_t predicted)>& count_of);

// The counts as a table; classes that are never confused have an empty cell. `format` is {fmt}'s for one count.
plotting::Panel matrix_panel(std::string title, std::string_view format,
                             const std::function<double(std::size_t truth, std::size_t predicted)>& count_of);

}  // namespace backcheck::experiments::report_c
