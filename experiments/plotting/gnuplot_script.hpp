// A figure in gnuplot's language.
#pragma once

#include <string>

#include "experiments/plotting/figure.hpp"

namespace backcheck::plotting {

struct GnuplotScript {
  std::string data;      // the numbers, in blocks that gnuplot tells apart by their order
  std::string commands;  // draw NAME.svg and NAME.png from NAME.dat
};
// Throws std::invalid_argument where an element that must have points has none: an empty plot is a mistake, no figure.
GnuplotScript gnuplot_script(const Figure& figure);

}  // namespace backcheck::plotting
