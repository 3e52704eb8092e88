// The elements of a panel in gnuplot's language.
#pragma once

#include <string>
#include <vector>

#include "experiments/plotting/figure.hpp"

namespace backcheck::plotting {

// The data file of a figure, block by block.
class DataFile {
 public:
  // What a plot command says to get at these rows. Throws std::invalid_argument where there are none.
  std::string add(const std::string& name, const std::vector<std::string>& columns,
                  const std::vector<std::vector<double>>& rows);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int blocks_ = 0;
};

// The commands that draw the panel's elements, whose numbers they add to `data`. Its axes are set before.
std::string element_commands(const Panel& panel, DataFile& data);

}  // namespace backcheck::plotting
