#include "experiments/c/printed_matrix.hpp"

#include <algorithm>
#include <string>

#include "experiments/judging/verdict.hpp"
#include "experiments/running/lists.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_c {

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

void add_up(const JobContext& context) {
  const double images = total(printed_matrix()), right = on_the_diagonal(printed_matrix());
  context.record(0, "images", images);
  context.record(0, "on the diagonal", right);
  context.record(0, "accuracy", right / images);
}

void search(const JobContext& context, const std::vector<int>& labels) {
  const auto record_nearest = [&](const std::string& quantity, const ClassCounts& wanted) {
    const Nearest nearest = nearest_window(labels, wanted);
    record_list(context, quantity, std::vector<double>(nearest.counts.begin(), nearest.counts.end()));
    context.record(0, quantity + ", distance", nearest.distance);
    context.record(0, quantity + ", first image", static_cast<double>(nearest.first));
  };
  record_nearest("row sums", row_sums(printed_matrix()));
  record_nearest("column sums", column_sums(printed_matrix()));
}

}  // namespace backcheck::experiments::report_c
