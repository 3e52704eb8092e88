#include "experiments/c/confusion_matrix.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <string>

#include "experiments/judging/verdict.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_c {

Counts row_sums(const ConfusionMatrix& matrix) {
  Counts sums{};
  for (std::size_t k = 0; k < 10; ++k) sums[k] = std::accumulate(matrix[k].begin(), matrix[k].end(), 0);
  return sums;
}

Counts column_sums(const ConfusionMatrix& matrix) {
  Counts sums{};
  for (const Counts& row : matrix) {
    for (std::size_t k = 0; k < 10; ++k) sums[k] += row[k];
  }
  return sums;
}

int on_the_diagonal(const ConfusionMatrix& matrix) {
  int sum = 0;
  for (std::size_t k = 0; k < 10; ++k) sum += matrix[k][k];
  return sum;
}

int total(const ConfusionMatrix& matrix) {
  const Counts sums = row_sums(matrix);
  return std::accumulate(sums.begin(), sums.end(), 0);
}

const ConfusionMatrix& printed_matrix() {
  static const ConfusionMatrix matrix = [] {
    ConfusionMatrix all{};
    for (std::size_t row = 0; row < 10; ++row) {
      const std::vector<double> counts =
          parse_printed_list(published::number("C-30/row-" + std::to_string(row)).printed);
      std::transform(counts.begin(), counts.begin() + 10, all[row].begin(),
                     [](double n) { return static_cast<int>(n); });
    }
    return all;
  }();
  return matrix;
}

Nearest nearest_window(std::span<const int> labels, const Counts& wanted) {
  const std::size_t size = static_cast<std::size_t>(std::accumulate(wanted.begin(), wanted.end(), 0));
  Counts counts{};
  Nearest nearest{.first = 0, .distance = std::numeric_limits<int>::max(), .counts = {}};
  for (std::size_t n = 0; n < labels.size(); ++n) {
    ++counts[static_cast<std::size_t>(labels[n])];
    if (n >= size) --counts[static_cast<std::size_t>(labels[n - size])];
    if (n + 1 < size) continue;
    int distance = 0;
    for (std::size_t k = 0; k < 10; ++k) distance += std::abs(counts[k] - wanted[k]);
    if (distance < nearest.distance) nearest = {static_cast<Index>(n + 1 - size), distance, counts};
  }
  return nearest;
}

}  // namespace backcheck::experiments::report_c
