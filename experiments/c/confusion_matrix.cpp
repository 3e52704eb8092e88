#include "experiments/c/confusion_matrix.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments::report_c {

ClassCounts row_sums(const ConfusionMatrix& matrix) {
  ClassCounts sums{};
  for (std::size_t k = 0; k < 10; ++k) sums[k] = std::accumulate(matrix[k].begin(), matrix[k].end(), 0);
  return sums;
}

ClassCounts column_sums(const ConfusionMatrix& matrix) {
  ClassCounts sums{};
  for (const ClassCounts& row : matrix) {
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
  const ClassCounts sums = row_sums(matrix);
  return std::accumulate(sums.begin(), sums.end(), 0);
}

Nearest nearest_window(std::span<const int> labels, const ClassCounts& wanted) {
  const std::size_t size = static_cast<std::size_t>(std::accumulate(wanted.begin(), wanted.end(), 0));
  ClassCounts counts{};
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

int most_errors(const std::function<double(std::size_t, std::size_t)>& count_of) {
  const auto errors = [&](int truth) {
    double sum = 0;
    for (int predicted = 0; predicted < 10; ++predicted) {
      if (predicted != truth) sum += count_of(static_cast<std::size_t>(truth), static_cast<std::size_t>(predicted));
    }
    return sum;
  };
  return highest(std::array{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, errors).value_or(0);
}

plotting::Panel matrix_panel(std::string title, std::string_view format,
                             const std::function<double(std::size_t, std::size_t)>& count_of) {
  constexpr std::size_t classes[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto count = [&](std::size_t truth, std::size_t predicted) {
    const double images = count_of(truth, predicted);
    return plotting::cell(images > 0 ? images : std::numeric_limits<double>::quiet_NaN(), format);
  };
  const std::vector<std::string> digits =
      plotting::names(classes, [](std::size_t digit) { return std::to_string(digit); });
  plotting::Panel panel = plotting::heat_map({.title = std::move(title),
                                              .x_label = "predicted",
                                              .y_label = "true",
                                              .rows = digits,
                                              .columns = digits,
                                              .cells = plotting::cells(classes, classes, count),
                                              .colours = {.logarithmic = true}});
  panel.square = true;
  return panel;
}

}  // namespace backcheck::experiments::report_c
