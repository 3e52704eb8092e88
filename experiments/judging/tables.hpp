// A table of results: a row for each run, with means over its seeds and their 95 % t intervals.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments {

// The values of a quantity at x, or the last ones, times `scale`, in {fmt}'s format for a number: ".1f".
struct Column {
  std::string header, quantity;
  std::string_view format;
  double scale = 1;
  std::optional<double> x = {};
};
struct RunOfTable {
  std::string run;
  writing::Markdown::Row first;  // the cells before its results, such as its name
};

// `first` is the header of the cells before the results. Cells are as with_interval() in statistics.hpp writes them.
void add_table(writing::Markdown& text, const Results& results, writing::Markdown::Row first,
               const std::vector<RunOfTable>& runs, const std::vector<Column>& columns);

}  // namespace backcheck::experiments
