#include "bench/report_folder.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::bench {

namespace fs = std::filesystem;

std::string rows_as_csv(const Measurements& measurements) {
  std::string text = writing::csv_line({"row", "median, s", "median absolute deviation, s", "repetitions"});
  for (const auto& [name, row] : measurements.rows) {
    text += writing::csv_line({to_string(name), fmt::format("{:.4g}", median(row.seconds)),
                               fmt::format("{:.2g}", deviation(row.seconds)), std::to_string(row.seconds.size())});
  }
  return text;
}

void require_replaceable(const fs::path& folder, const Measurements& measurements) {
  writing::require_replaceable(folder, "# " + report_title);
  const fs::path rows = folder / "rows.csv";
  if (!fs::exists(rows)) return;
  std::size_t missing = 0;
  std::string first;
  const auto table = writing::parse_csv(writing::read_file(rows));
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (measurements.rows.contains(parse_row_name(table[i].at(0)))) continue;
    if (missing++ == 0) first = table[i][0];
  }
  if (missing > 0) {
    throw std::runtime_error(fmt::format(
        "{} has {} rows that were not measured this time ({}, for one); name another folder, or run all of them",
        folder.string(), missing, first));
  }
}

}  // namespace backcheck::bench
