// A figure as values: panels with axes, and what is drawn in them. Nothing here says how it is drawn; gnuplot.hpp has
// one way, and the same values could be given to another.
//
//   Figure figure{.name = "F15-training-curve", .title = "13 of 13 losses recur", .caption = "CIFAR-10, mean and
//   range.",
//                 .panels = {{.x = {.label = "update"}, .y = {.label = "training loss", .low = 1, .high = 2.6},
//                             .elements = {Band{.points = ours, .title = "ours"}, published_points(theirs, "Report
//                             D")}}}};
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::plotting {

using Point = std::array<double, 2>;
struct Estimate {
  double x = 0, value = 0, low = 0, high = 0;  // the value at x and the interval that it lies in
};

// Okabe and Ito's colours (2008), which the colour-blind can tell apart, and greys.
enum class Colour { blue, vermillion, green, purple, orange, sky, black, yellow, dark_grey, grey, light_grey, pale };
enum class Dash { solid, dashed, dotted };
enum class Marker { disc, circle, square, open_square, triangle, open_triangle, diamond, open_diamond, cross, star };

// Series 1 to 8 each have a colour, a dash and a marker of their own, so that no line is told by its colour alone. What
// is given besides replaces that part.
struct Style {
  int series = 1;
  std::optional<Colour> colour = {};
  std::optional<Dash> dash = {};
  std::optional<Marker> marker = {};
  std::optional<double> width = {}, size = {};  // of lines, in points; of markers, 1 being the usual size
};

// A place in a panel: in the units of its axis, or as a fraction of the panel's width or height.
struct Coordinate {
  double value = 0;
  bool of_panel = false;
  Coordinate(double in_units_of_the_axis) : value(in_units_of_the_axis) {}
  static Coordinate fraction(double of_the_panel) {
    Coordinate coordinate(of_the_panel);
    coordinate.of_panel = true;
    return coordinate;
  }
};

// The elements. A title is the entry in the key; without one there is none. NaN is a missing value, and an element
// without points is left out: it was not measured.

struct Line {
  std::vector<Point> points;  // a point with x = NaN interrupts the line
  Style style = {};
  std::string title = {};
  bool markers = false;
};
struct Band {  // the interval as a translucent band, the value as a line
  std::vector<Estimate> points;
  Style style = {};
  std::string title = {};
  double opacity = 0.2;
};
struct Marks {
  std::vector<Point> points;
  Style style = {};
  std::string title = {};
};
struct ErrorBars {  // a marker at the value, a bar over the interval
  std::vector<Estimate> points;
  Style style = {};
  std::string title = {};
  bool horizontal = false;  // the interval is along x: x is the position on the y axis
  bool joined = false;      // by a line
};
struct Bars {  // from 0 up to the value, with its interval where low < high
  std::vector<Estimate> points;
  Style style = {};
  std::string title = {};
  double width = 0.8;
};
struct Strips {  // rectangles of one height about y, from left to right
  struct Strip {
    double left = 0, right = 0, y = 0;
  };
  std::vector<Strip> strips;
  Colour colour = Colour::blue;
  std::string title = {};
  double height = 0.64;
};
struct Arrows {  // from one point to another
  struct Arrow {
    Point from, to;
  };
  std::vector<Arrow> arrows;
  Colour colour = Colour::grey;
  double width = 1;
};
struct Level {  // a straight line across the panel: at this y, or at this x
  enum class Axis { x, y } axis = Axis::y;
  double value = 0;
  Style style = {.colour = Colour::grey, .dash = Dash::dashed};
  std::string title = {};
  double height = 1;  // of a level on the x axis: up to this fraction of the panel
};
struct Box {
  Coordinate left, bottom, right, top;
  std::optional<std::string> fill = {};  // "#rrggbb"; empty where not given
  std::optional<Colour> border = {};
  double border_width = 1;
  bool behind = false;  // the other elements; in front of them otherwise
};
struct Text {
  Coordinate x, y;
  std::string text;
  enum class Align { left, centre, right } align = Align::left;
  double size = 13;  // points
  std::optional<Colour> colour = {};
  bool upright = false;  // turned by 90 degrees
  Point shift = {0, 0};  // in characters
};
struct Cells {                              // a table as coloured cells with text in them
  std::vector<std::vector<double>> values;  // [row][column]; NaN leaves a cell empty. The first row is at the top.
  std::vector<std::vector<std::string>> texts = {};  // of the same size, or empty
  std::vector<std::vector<std::string>> notes = {};  // a second, smaller line
};
struct Image {
  Index height = 0, width = 0;
  std::vector<double> values;  // (height, width), or (3, height, width) where coloured: red, green, blue, 0 to 1
  bool coloured = false;
  Point first = {0, 0}, step = {1, 1};  // coordinates of the first pixel, and from pixel to pixel
  bool smooth = false;                  // between pixels
};
using Element = std::variant<Line, Band, Marks, ErrorBars, Bars, Strips, Arrows, Level, Box, Text, Cells, Image>;

struct Axis {
  std::string label = {};
  std::optional<double> low = {}, high = {};  // where not given, as the numbers want; low > high turns the axis round
  bool logarithmic = false;
  enum class TickFormat { general, powers_of_ten, whole, none } tick_format = TickFormat::general;
  struct Tick {
    double at = 0;
    std::string label;  // the number itself where empty
  };
  std::vector<Tick> ticks = {};  // where not given, as the numbers want
  bool hidden = false;
  double label_size = 13;  // of the ticks, points
};
// Ticks at 0, 1, 2, ... with these labels.
std::vector<Axis::Tick> labelled(const std::vector<std::string>& labels);

// The numbers first, first + step, ... up to last: where a range goes on above them, to make room for the key.
std::vector<Axis::Tick> numbers(double first, double last, double step);
// An axis of things that are beside each other at 0, 1, 2, ..., such as bars; a label is broken at its blanks.
Axis categories(std::vector<std::string> labels, double label_size = 13);

// A logarithmic axis whose ticks are powers of ten.
Axis logarithmic_axis(std::string label, double low, double high);

struct Key {
  enum class Place { top_right, top_left, bottom_right, bottom_left, centre_right, above, below, none };
  Place place = Place::top_right;
  std::optional<Point> at = {};  // its top right corner instead, as fractions of the panel
  bool horizontal = false, boxed = false;
  double size = 13;
};

// How values become colours: from dark to light; from blue over white, the middle of a symmetric range, to orange; the
// same, pale, for what lies under other elements; from black to white.
struct ColourScale {
  enum class Palette { sequential, diverging, pale_diverging, grey } palette = Palette::sequential;
  std::optional<double> low = {}, high = {};
  bool logarithmic = false;
};

// A part of the figure in fractions of its width and height; `bottom` is counted from the caption up. What is not given
// is found from the labels.
struct Area {
  std::optional<double> left = {}, right = {}, bottom = {}, top = {};
};

struct Panel {
  std::string title = {};
  Axis x = {}, y = {};
  Key key = {};
  ColourScale colours = {};
  std::vector<Element> elements = {};
  Area area = {};
  bool grid = true;
  enum class Border { axes, box, none } border = Border::axes;
  bool equal_scales = false;  // a unit is as long on both axes
  bool square = false;
  std::optional<double> lines_below = {};  // room for tick labels of several lines
};

// Where panels without an area of their own lie: in a grid, row by row. The defaults put all in one row and leave room
// for axes.
struct Layout {
  std::optional<Index> columns = {};
  bool axes = true;  // false: pictures, close together
};

struct Figure {
  std::string name = {};          // base name of its files: "F04-one-epoch"
  std::string title = {};         // the finding, not the variables' names; empty where there is nothing to show
  std::string caption = {};       // where the data come from, what error bars are, n
  int width = 900, height = 560;  // pixels
  Layout layout = {};
  std::vector<Panel> panels = {};
};

// Published numbers, everywhere alike: black diamonds.
Marks published_points(std::vector<Point> points, std::string title);
// One published number across the panel: a black dashed line.
Level published_level(double value, std::string title);

// The elements of a panel, from single ones and lists of them, in this order.
template <class... Parts>
std::vector<Element> elements(Parts&&... parts) {
  std::vector<Element> all;
  const auto add = [&](auto&& part) {
    if constexpr (std::is_convertible_v<decltype(part), Element>) {
      all.push_back(std::forward<decltype(part)>(part));
    } else {
      all.insert(all.end(), part.begin(), part.end());
    }
  };
  (add(std::forward<Parts>(parts)), ...);
  return all;
}

// What each of these things is called: names(rates, to_text).
template <class Things, class Name>
std::vector<std::string> names(const Things& things, const Name& name) {
  std::vector<std::string> all;
  for (const auto& thing : things) all.push_back(name(thing));
  return all;
}

// A cell of a table: its value, and what is written in it. With one format, the text is the value, or nothing where
// that is NaN: cell(91.8, ".1f").
struct Cell {
  double value = 0;
  std::string text = {}, note = {};
};
Cell cell(double value, std::string_view format);

// The cells of a table whose rows and columns stand for these things, from a function of both.
template <class Rows, class Columns, class CellAt>
Cells cells(const Rows& rows, const Columns& columns, const CellAt& cell_at) {
  Cells cells{};
  bool has_notes = false;
  for (const auto& row : rows) {
    cells.values.emplace_back();
    cells.texts.emplace_back();
    cells.notes.emplace_back();
    for (const auto& column : columns) {
      const Cell cell = cell_at(row, column);
      cells.values.back().push_back(cell.value);
      cells.texts.back().push_back(cell.text);
      cells.notes.back().push_back(cell.note);
      has_notes |= !cell.note.empty();
    }
  }
  if (!has_notes) cells.notes.clear();
  return cells;
}

// Calls visit(row, column, x, y) with the place of each cell, for what is drawn over them.
template <class Rows, class Columns, class Visit>
void for_each_cell(const Rows& rows, const Columns& columns, const Visit& visit) {
  double y = 0;
  for (const auto& row : rows) {
    double x = 0;
    for (const auto& column : columns) visit(row, column, x++, y);
    ++y;
  }
}

// A panel for a table: rows and columns become the ticks of its axes. The texts in the cells are the caller's.
struct HeatMap {
  std::string title = {}, x_label = {}, y_label = {};
  std::vector<std::string> rows, columns;
  Cells cells;
  ColourScale colours = {};
};
Panel heat_map(HeatMap map);

// A panel of images of one size beside each other, `columns` in a row: filters, feature maps, digits.
struct Tiles {
  std::string title = {};
  Index height = 0, width = 0, columns = 8;
  std::vector<std::vector<double>> images;  // each (height, width); where coloured (3, height, width), 0 to 1
  bool coloured = false;
  ColourScale colours = {};
  std::vector<Index> framed = {};  // the numbers of images to put a frame around
};
Panel tiles(const Tiles& tiles);

}  // namespace backcheck::plotting
