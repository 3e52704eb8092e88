#include "experiments/judging/tables.hpp"

#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments {

void add_table(writing::Markdown& text, const Results& results, writing::Markdown::Row first,
               const std::vector<RunOfTable>& runs, const std::vector<Column>& columns) {
  std::vector<writing::Markdown::Row> rows;
  for (const Column& column : columns) first.push_back(column.header);
  for (const auto& [run, cells] : runs) {
    rows.push_back(cells);
    for (const Column& column : columns) {
      rows.back().push_back(with_interval(results.values(run, column.quantity, column.x), column.format, column.scale));
    }
  }
  text.table(first, rows);
}

}  // namespace backcheck::experiments
