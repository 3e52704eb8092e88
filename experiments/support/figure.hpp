// A figure as data and a gnuplot script: the numbers in named blocks, the commands that plot them. It is drawn apart
// from the runs, and can be redrawn without them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace backcheck::experiments {

struct Figure {
  std::string name = {};          // base name of its files: "F04-one-epoch"
  std::string title = {};         // the finding, not the variables' names
  std::string caption = {};       // where the data come from, what error bars are, n
  int width = 900, height = 560;  // pixels
  // gnuplot commands, from `set xlabel` to `plot`; a block is plotted as: plot DATA index 'block' using 1:2 ...
  // Terminal, output, fonts, line colours (Okabe-Ito as linetypes 1 to 8), grid, title and caption are set before;
  // support/plots.hpp has fragments for bands, published points, heat maps and panels.
  std::string script = {};

  struct Block {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<double>> rows;  // NaN is written as a missing value; an empty row as a blank line
  };
  std::vector<Block> blocks = {};

  // Appends a block. Throws std::invalid_argument if it has no rows: an empty plot is a mistake, not a figure.
  void add(std::string block, std::vector<std::string> columns, std::vector<std::vector<double>> rows);
};

// Writes NAME.dat and NAME.gp into `folder` and has gnuplot draw NAME.svg and NAME.png there; `gnuplot NAME.gp` in that
// folder redraws them. Throws std::runtime_error, in gnuplot's words, where it complains or a picture is not one.
void draw(const Figure& figure, const std::filesystem::path& folder);

// Throws std::runtime_error with the reason unless there is a gnuplot that draws SVG and PNG.
void require_gnuplot();

}  // namespace backcheck::experiments
