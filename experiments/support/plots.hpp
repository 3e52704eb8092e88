// Fragments of gnuplot scripts, and the blocks that go with them, for the kinds of plots that experiments share. In a
// script, DATA is the data file, TITLE the title, and linetypes 1 to 8 are the colours of Okabe and Ito, each with its
// own marker and dash. BOTTOM, AXIS and HEAD are the parts of the height that the caption, an axis and the titles take.
//
//   Figure figure{.name = "F04-one-epoch", .title = "...", .caption = "..."};
//   add_band(figure, "corrected", results, "corrected", "test accuracy", 100);
//   add_points(figure, "published", {{1, 89.12}});
//   figure.script = "set xlabel 'epoch'\nset ylabel 'test accuracy [%]'\n" +
//                   plot({band("corrected", 1, "ours"), published_points("published", "Report A")});
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

// A gnuplot string constant that shows `text` as it is, lines included, without taking "_" or "^" for a command.
std::string verbatim(std::string_view text);

// "plot " and the elements, one a line.
std::string plot(const std::vector<std::string>& elements);

// A block (x, mean, low, high): the mean over seeds and its 95 % t interval (the mean itself for a single seed), values
// that are not finite left out; `scale` multiplies. Throws std::invalid_argument if there are no such samples.
void add_band(Figure& figure, const std::string& block, const Results& results, std::string_view run,
              std::string_view quantity, double scale = 1);
// Plot elements: the interval as a translucent band, the mean as a line, both of this linetype.
std::string band(std::string_view block, int linetype, std::string_view title);

// A block (x, y), and the plot element that shows published numbers everywhere alike: as black diamonds.
void add_points(Figure& figure, const std::string& block, const std::vector<std::pair<double, double>>& points);
std::string published_points(std::string_view block, std::string_view title);

// A block (position, mean, low, high) of the last values of several runs, the positions being 0, 1, 2, ... + offset.
void add_bars(Figure& figure, const std::string& block, const Results& results, const std::vector<std::string>& runs,
              std::string_view quantity, double scale = 1, double offset = 0);
// Plot elements: bars of this width with error bars.
std::string bars(std::string_view block, int linetype, std::string_view title, double width = 0.8);
// "set xtics" (or the axis named) with these labels at 0, 1, 2, ...
std::string tics(std::string_view axis, const std::vector<std::string>& labels);

// Palettes: one from dark to light, and one whose white is the middle of a `cbrange` symmetric about 0.
extern const char* const sequential_palette;
extern const char* const diverging_palette;

// A table as coloured cells with their values in them; NaN leaves a cell empty. The first row is at the top.
struct HeatMap {
  std::vector<std::string> rows, columns;
  std::vector<std::vector<double>> values;  // [row][column]
  std::string format = "%.1f";              // of the text in a cell
  // The ends of the colour scale; that of the values where not given. Maps side by side want the same.
  std::optional<std::pair<double, double>> range = {};
};
void add_heat_map(Figure& figure, const std::string& block, const HeatMap& map);
// The script: palette, tics and plot. `more` are further plot elements, in the coordinates (column, row) from 0.
std::string heat_map(std::string_view block, const HeatMap& map, const std::vector<std::string>& more = {});

// Images of one size beside each other, `columns` in a row: filters, feature maps, digits.
struct Tiles {
  Index height = 0, width = 0, columns = 8;
  std::vector<std::vector<double>> images;  // each (height, width); for colour (3, height, width), values 0 to 1
};
void add_tiles(Figure& figure, const std::string& block, const Tiles& tiles);
// The script: no axes, one scale for all tiles; set `palette` and `cbrange` before it. Colour images need neither.
std::string tiles(std::string_view block, bool colour = false);

// Several panels with the title over all of them and the caption under them; each entry is the script of one panel,
// which may set its own title and must undo what the next one should not inherit.
std::string panels(int rows, int columns, const std::vector<std::string>& scripts);

// What every figure starts with: colours, markers, grid, borders.
extern const char* const plot_style;

}  // namespace backcheck::experiments
