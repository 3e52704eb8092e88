#include "experiments/plotting/gnuplot_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace backcheck::plotting {
namespace {

// Linetypes 1 to 8 are the series. In a band that leaves its panel, `inside` keeps the edge at the end of the axis.
constexpr const char* style_commands = R"(set linetype 1 lc rgb '#0072B2' lw 2 dt solid pt 7 ps 0.7
set linetype 2 lc rgb '#D55E00' lw 2 dt (9,4) pt 5 ps 0.7
set linetype 3 lc rgb '#009E73' lw 2 dt (3,3) pt 9 ps 0.8
set linetype 4 lc rgb '#CC79A7' lw 2 dt (9,3,2,3) pt 11 ps 0.8
set linetype 5 lc rgb '#E69F00' lw 2 dt solid pt 6 ps 0.8
set linetype 6 lc rgb '#56B4E9' lw 2 dt (9,4) pt 4 ps 0.8
set linetype 7 lc rgb '#000000' lw 2 dt (3,3) pt 8 ps 0.8
set linetype 8 lc rgb '#F0E442' lw 2 dt solid pt 10 ps 0.8
set linetype cycle 8
inside(y, low, high) = y < low ? low : y > high ? high : y
)";
// What holds for every panel, after a reset.
constexpr const char* panel_commands = R"(set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
)";

const char* hexadecimal(Colour colour) {
  constexpr const char* all[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9",
                                 "#000000", "#F0E442", "#444444", "#888888", "#bbbbbb", "#dddddd"};
  return all[static_cast<std::size_t>(colour)];
}

const char* palette(ColourScale::Palette palette) {
  switch (palette) {
    case ColourScale::Palette::sequential:  // eleven stops of viridis (Smith and van der Walt, 2015)
      return "(0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', "
             "7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')";
    case ColourScale::Palette::diverging:
      return "(-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')";
    case ColourScale::Palette::pale_diverging:
      return "(0 '#9cc7e2', 0.5 '#ffffff', 1 '#f0bd97')";
    case ColourScale::Palette::grey:
      break;
  }
  return "(0 '#000000', 1 '#ffffff')";
}

// A gnuplot string that shows `text` as it is, lines included: no character of it is a command, neither to gnuplot (in
// single quotes nothing is executed) nor to its mark-up of text.
std::string quoted(std::string_view text, bool markup = true) {
  std::string result = "'";
  for (const char c : text) {
    if (markup && std::string_view("_^{}@&~\\").find(c) != std::string_view::npos) result += '\\';
    // Two quotes are one of the text, but not where a string begins: there they are an empty one.
    const bool begins = result.ends_with("'") && (result.size() == 1 || result.ends_with(".'"));
    result += c == '\n' ? "'.\"\\n\".'" : c != '\'' ? std::string(1, c) : begins ? "'.\"'\".'" : "''";
  }
  return result + "'";
}

// Six digits are more than a picture shows. What is not finite has no place in one.
std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "NaN"; }

// Lines of at most `width` characters, broken at blanks.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::istringstream words(text);
  std::vector<std::string> lines;
  for (std::string word; words >> word;) {
    if (lines.empty() || lines.back().size() + 1 + word.size() > width) {
      lines.push_back(word);
    } else {
      lines.back() += " " + word;
    }
  }
  return lines;
}

std::string line_style(const Style& style) {
  std::string text = fmt::format("linetype {}", style.series);
  if (style.colour) text += fmt::format(" lc rgb '{}'", hexadecimal(*style.colour));
  if (style.width) text += fmt::format(" lw {}", *style.width);
  constexpr const char* dashes[] = {"solid", "(9,6)", "(2,3)"};
  if (style.dash) text += fmt::format(" dt {}", dashes[static_cast<std::size_t>(*style.dash)]);
  return text;
}

std::string marker_style(const Style& style) {
  std::string text = line_style(style);
  constexpr int types[] = {7, 6, 5, 4, 9, 8, 13, 12, 2, 3};
  if (style.marker) text += fmt::format(" pt {}", types[static_cast<std::size_t>(*style.marker)]);
  if (style.size) text += fmt::format(" ps {}", *style.size);
  return text;
}

std::string fill_colour(const Style& style) {
  return style.colour ? fmt::format("fc rgb '{}'", hexadecimal(*style.colour))
                      : fmt::format("fc linetype {}", style.series);
}

std::string entry(const std::string& title) { return title.empty() ? "notitle" : "title " + quoted(title); }

std::string coordinate(const Coordinate& c) {
  return fmt::format("{} {}", c.of_panel ? "graph" : "first", number(c.value));
}

// The data file of a figure, block by block.
class DataFile {
 public:
  // What a plot command says to get at these rows.
  std::string add(const std::string& name, const std::vector<std::string>& columns,
                  const std::vector<std::vector<double>>& rows) {
    if (rows.empty()) throw std::invalid_argument("figure: '" + name + "' has no points");
    if (blocks_ > 0) text_ += "\n\n";
    text_ += fmt::format("# {}: {}\n#", blocks_, name);
    for (const std::string& column : columns) text_ += " \"" + column + "\"";
    text_ += "\n";
    for (const std::vector<double>& row : rows) {
      const bool interrupts = std::isnan(row.front());
      for (std::size_t i = 0; !interrupts && i < row.size(); ++i)
        text_ += (i ? " " : "") + (std::isfinite(row[i]) ? number(row[i]) : "nan");
      text_ += "\n";
    }
    return fmt::format("DATA index {} ", blocks_++);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int blocks_ = 0;
};

template <class E>
bool is_empty(const E& element) {
  if constexpr (requires { element.points; }) return element.points.empty();
  if constexpr (requires { element.strips; }) return element.strips.empty();
  if constexpr (requires { element.arrows; }) return element.arrows.empty();
  return false;
}

// The commands for the elements of one panel: what is set, and what is plotted.
class PanelWriter {
 public:
  PanelWriter(const Panel& panel, DataFile& data) : panel_(panel), data_(data) {
    for (const Element& element : panel.elements) {
      std::visit([this](const auto& e) { is_empty(e) ? void() : write(e); }, element);
    }
  }
  std::string commands() const {
    std::string plot;
    for (const std::string& element : plotted_) plot += (plot.empty() ? "" : ", \\\n     ") + element;
    return set_ + range_if_unseen("x", panel_.x, seen_x_) + range_if_unseen("y", panel_.y, seen_y_) + "plot " +
           (plot.empty() ? "NaN notitle" : plot) + "\n";
  }

 private:
  // gnuplot draws no axis that has nothing to take its range from: then it begins or ends where it is told, or at 1.
  static std::string range_if_unseen(const char* name, const Axis& axis, bool seen) {
    if (seen || (axis.low && axis.high)) return "";
    const auto further = [&](double from, int step) {
      return axis.logarithmic ? from * std::pow(10, step) : from + step;
    };
    const double low = axis.low.value_or(further(axis.high.value_or(1), -1));
    return fmt::format("set {}range [{}:{}]\n", name, number(low), number(axis.high.value_or(further(low, 1))));
  }
  static bool has_place(const Axis& axis, double value) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto [low, high] = std::minmax({axis.low.value_or(-infinity), axis.high.value_or(infinity)});
    return std::isfinite(value) && (!axis.logarithmic || value > 0) && low <= value && value <= high;
  }
  void see(double x, double y) {
    if (!has_place(panel_.x, x) || !has_place(panel_.y, y)) return;
    seen_x_ = seen_y_ = true;
  }
  std::string add(const std::string& title, const std::vector<std::string>& columns,
                  const std::vector<std::vector<double>>& rows) {
    std::string name = panel_.title + (panel_.title.empty() || title.empty() ? "" : ", ") + title;
    std::replace(name.begin(), name.end(), '\n', ' ');  // a comment is one line
    return data_.add(name, columns, rows);
  }
  std::string add(const std::string& title, const std::vector<Point>& points) {
    std::vector<std::vector<double>> rows;
    for (const Point& point : points) {
      see(point[0], point[1]);
      rows.push_back({point[0], point[1]});
    }
    return add(title, {panel_.x.label, panel_.y.label}, rows);
  }
  std::string add(const std::string& title, const std::vector<Estimate>& points, bool horizontal = false) {
    std::vector<std::vector<double>> rows;
    for (const Estimate& e : points) {
      see(horizontal ? e.value : e.x, horizontal ? e.x : e.value);
      rows.push_back({e.x, e.value, e.low, e.high});
    }
    return add(title, {"x", "value", "low", "high"}, rows);
  }

  void write(const Line& line) {
    plotted_.push_back(add(line.title, line.points) + "using 1:2 with " +
                       (line.markers ? "linespoints " + marker_style(line.style) : "lines " + line_style(line.style)) +
                       " " + entry(line.title));
  }
  void write(const Band& band) {
    const std::string data = add(band.title, band.points);
    const std::string low = panel_.y.low ? number(*panel_.y.low) : "-1e300",
                      high = panel_.y.high ? number(*panel_.y.high) : "1e300";
    const auto edge = [&](int column) {  // has no place on a logarithmic axis where it is not positive
      return fmt::format(
          fmt::runtime(panel_.y.logarithmic ? "(${0} > 0 ? inside(${0},{1},{2}) : NaN)" : "(inside(${0},{1},{2}))"),
          column, low, high);
    };
    plotted_.push_back(fmt::format("{}using 1:{}:{} with filledcurves {} fs transparent solid {} noborder notitle",
                                   data, edge(3), edge(4), fill_colour(band.style), band.opacity));
    plotted_.push_back(data + "using 1:2 with lines " + line_style(band.style) + " " + entry(band.title));
  }
  void write(const Marks& marks) {
    plotted_.push_back(add(marks.title, marks.points) + "using 1:2 with points " + marker_style(marks.style) + " " +
                       entry(marks.title));
  }
  void write(const ErrorBars& bars) {
    plotted_.push_back(fmt::format("{}using {} with {}error{} {} {}", add(bars.title, bars.points, bars.horizontal),
                                   bars.horizontal ? "2:1:3:4" : "1:2:3:4", bars.horizontal ? "x" : "y",
                                   bars.joined ? "lines" : "bars", marker_style(bars.style), entry(bars.title)));
  }
  void write(const Bars& bars) {
    const std::string data = add(bars.title, bars.points);
    plotted_.push_back(fmt::format("{}using 1:2:({}) with boxes {} {}", data, number(bars.width),
                                   fill_colour(bars.style), entry(bars.title)));
    const auto has_interval = [](const Estimate& e) { return e.low < e.high; };
    if (std::none_of(bars.points.begin(), bars.points.end(), has_interval)) return;
    plotted_.push_back(data +
                       "using 1:3:(0):($4-$3) with vectors heads size graph 0.004,90 nofilled lt 1 dt solid lw "
                       "1.2 lc rgb '#222222' notitle");
  }
  void write(const Strips& strips) {
    std::vector<std::vector<double>> rows;
    for (const Strips::Strip& s : strips.strips) {
      see(s.left, s.y);
      rows.push_back({s.left, s.right, s.y});
    }
    const std::string half = number(strips.height / 2);
    plotted_.push_back(
        add(strips.title, {"left", "right", "y"}, rows) +
        fmt::format("using (($1+$2)/2):3:1:2:($3-{}):($3+{}) with boxxyerror fs solid 1 noborder fc rgb '{}' {}", half,
                    half, hexadecimal(strips.colour), entry(strips.title)));
  }
  void write(const Arrows& arrows) {
    std::vector<std::vector<double>> rows;
    for (const auto& [from, to] : arrows.arrows) {
      see(from[0], from[1]);
      rows.push_back({from[0], from[1], to[0], to[1]});
    }
    plotted_.push_back(add("arrows", {"from x", "from y", "to x", "to y"}, rows) +
                       fmt::format("using 1:2:($3-$1):($4-$2) with vectors head size graph 0.008,20 filled lt 1 lc rgb "
                                   "'{}' lw {} dt solid notitle",
                                   hexadecimal(arrows.colour), arrows.width));
  }
  void write(const Level& level) {
    if (!std::isfinite(level.value)) return;
    if (level.axis == Level::Axis::y) {
      seen_y_ |= has_place(panel_.y, level.value);
      plotted_.push_back(
          fmt::format("{} with lines {} {}", number(level.value), line_style(level.style), entry(level.title)));
      return;
    }
    set_ += fmt::format("set arrow from first {}, graph 0 to first {}, graph {} nohead back {}\n", number(level.value),
                        number(level.value), number(level.height), line_style(level.style));
  }
  void write(const Box& box) {
    set_ += fmt::format(
        "set object rectangle from {}, {} to {}, {} {} {} {}\n", coordinate(box.left), coordinate(box.bottom),
        coordinate(box.right), coordinate(box.top), box.behind ? "behind" : "front",
        box.fill ? fmt::format("fc rgb {} fs solid 1", quoted(*box.fill, false)) : "fs empty",
        box.border ? fmt::format("border lc rgb '{}' lw {}", hexadecimal(*box.border), box.border_width) : "noborder");
  }
  void write(const Text& text) {
    constexpr const char* alignments[] = {"left", "center", "right"};
    set_ += fmt::format(
        "set label {} at {}, {} {}{} font ',{}'{}{} front\n", quoted(text.text), coordinate(text.x), coordinate(text.y),
        alignments[static_cast<std::size_t>(text.align)], text.upright ? " rotate by 90" : "", text.size,
        text.colour ? fmt::format(" textcolor rgb '{}'", hexadecimal(*text.colour)) : "",
        text.shift == Point{0, 0} ? "" : fmt::format(" offset character {},{}", text.shift[0], text.shift[1]));
  }
  void write(const Cells& cells) {
    std::vector<std::vector<double>> rows;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (std::size_t row = 0; row < cells.values.size(); ++row) {
      for (std::size_t column = 0; column < cells.values[row].size(); ++column) {
        const double value = cells.values[row][column];
        if (std::isfinite(value)) see(static_cast<double>(column), static_cast<double>(row));
        rows.push_back({static_cast<double>(column), static_cast<double>(row), value});
        if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
      }
    }
    low = panel_.colours.low.value_or(low), high = panel_.colours.high.value_or(high);
    if (!(low < high)) low = std::isfinite(low) ? low - 0.5 : 0, high = low + 1;
    set_colour_range(low, high);
    // Boxes, because an image whose corners are missing loses its grid.
    plotted_.push_back(add("", {"column", "row", "value"}, rows) +
                       "using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle");
    write_texts(cells, cells.texts, (low + high) / 2, 13, cells.notes.empty() ? 0 : 0.5);
    write_texts(cells, cells.notes, (low + high) / 2, 10, -0.6);
  }
  // Dark text on the light half of the palette and light text on the dark one.
  void write_texts(const Cells& cells, const std::vector<std::vector<std::string>>& texts, double middle, double size,
                   double shift) {
    const bool dark_below = panel_.colours.palette == ColourScale::Palette::sequential;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      for (std::size_t column = 0; column < texts[row].size(); ++column) {
        if (texts[row][column].empty()) continue;
        set_ += fmt::format("set label {} at {}, {} center font ',{}' textcolor rgb '{}' offset character 0,{} front\n",
                            quoted(texts[row][column]), column, row, size,
                            dark_below && cells.values[row][column] < middle ? "#ffffff" : "#000000", shift);
      }
    }
  }
  void write(const Image& image) {
    // Where no colour has a value, or all have the same, gnuplot has no range.
    const bool has_range = std::any_of(image.values.begin(), image.values.end(), [&](double value) {
      return std::isfinite(value) && value != image.values.front();
    });
    if ((panel_.colours.low && panel_.colours.high) || (!image.coloured && !has_range)) {
      set_colour_range(panel_.colours.low.value_or(0), panel_.colours.high.value_or(1));
    }
    const Index pixels = image.height * image.width;
    std::vector<std::vector<double>> rows;
    for (Index h = 0; h < image.height; ++h)
      for (Index w = 0; w < image.width; ++w) {
        rows.push_back({image.first[0] + static_cast<double>(w) * image.step[0],
                        image.first[1] + static_cast<double>(h) * image.step[1]});
        for (Index c = 0; c < (image.coloured ? 3 : 1); ++c) {
          const double value = image.values.at(static_cast<std::size_t>(c * pixels + h * image.width + w));
          rows.back().push_back(image.coloured ? std::round(255 * std::clamp(value, 0.0, 1.0)) : value);
          if (std::isfinite(value)) see(rows.back()[0], rows.back()[1]);
        }
      }
    plotted_.push_back(image.coloured ? add("", {"x", "y", "red", "green", "blue"}, rows) +
                                            "using 1:2:3:4:5 with rgbimage pixels notitle"
                                      : add("", {"x", "y", "value"}, rows) + "using 1:2:3 with image" +
                                            (image.smooth ? "" : " pixels") + " notitle");
  }
  void set_colour_range(double low, double high) {
    if (!std::isfinite(low) || !std::isfinite(high) || low == high) {
      low = panel_.colours.logarithmic ? 0.1 : 0, high = 1;
    }
    set_ += fmt::format("set palette defined {}\nset cbrange [{}:{}]\n", palette(panel_.colours.palette), number(low),
                        number(high));
    if (panel_.colours.logarithmic) set_ += "set logscale cb\n";
  }

  const Panel& panel_;
  DataFile& data_;
  std::string set_;
  std::vector<std::string> plotted_;
  bool seen_x_ = false, seen_y_ = false;  // whether anything has a place there
};

std::string axis_commands(const char* name, const Axis& axis) {
  std::string text;
  if (!axis.label.empty()) text += fmt::format("set {}label {}\n", name, quoted(axis.label));
  if (axis.low || axis.high) {
    const auto end = [](std::optional<double> value) { return value && std::isfinite(*value) ? number(*value) : "*"; };
    text += fmt::format("set {}range [{}:{}]\n", name, end(axis.low), end(axis.high));
  }
  if (axis.logarithmic) text += fmt::format("set logscale {}\n", name);
  constexpr const char* formats[] = {"%g", "10^{%T}", "%.0f", ""};
  if (axis.logarithmic || axis.tick_format != Axis::TickFormat::general) {
    text += fmt::format("set format {} '{}'\n", name, formats[static_cast<std::size_t>(axis.tick_format)]);
  }
  if (axis.hidden) return text + fmt::format("unset {}tics\n", name);
  if (axis.label_size != 13) text += fmt::format("set {}tics font ',{}'\n", name, axis.label_size);
  if (axis.ticks.empty()) return text;
  std::string ticks;
  for (const Axis::Tick& tick : axis.ticks) {
    if (!ticks.empty()) ticks += ", ";
    ticks += (tick.label.empty() ? "" : quoted(tick.label) + " ") + number(tick.at);
  }
  return text + fmt::format("set {}tics ({})\n", name, ticks);
}

std::string key_commands(const Key& key) {
  if (key.place == Key::Place::none) return "unset key\n";
  constexpr const char* places[] = {"top right",
                                    "top left",
                                    "bottom right",
                                    "bottom left",
                                    "center right",
                                    "above",
                                    "outside bottom center horizontal"};
  std::string text = "set key ";
  text +=
      key.at ? fmt::format("at graph {}, {}", (*key.at)[0], (*key.at)[1]) : places[static_cast<std::size_t>(key.place)];
  if (key.horizontal) text += " horizontal";
  if (key.boxed) text += " box opaque";
  if (key.size != 13) text += fmt::format(" font ',{}'", key.size);
  return text + "\n";
}

// Fractions of the height that the caption, an axis with its label, and the titles take.
struct Heights {
  double caption = 0, axis = 0, head = 0;
};

// Where panel number `n` of a figure with several lies; what its area gives goes before the grid of the layout.
Area area_of(const Figure& figure, std::size_t n, const Heights& heights) {
  const Layout& layout = figure.layout;
  const std::size_t in_a_row = layout.columns ? static_cast<std::size_t>(*layout.columns) : figure.panels.size();
  const auto columns = static_cast<double>(in_a_row);
  const double rows = std::ceil(static_cast<double>(figure.panels.size()) / columns);
  const double left = layout.axes ? 0.09 : 0.01, right = layout.axes ? 0.97 : 0.99;
  const double bottom = layout.axes ? heights.axis : 0.02, top = 1 - heights.head;
  const double gap_x = layout.axes ? 0.1 : 0.02, gap_y = layout.axes ? heights.axis + 0.08 : std::min(0.1, 0.3 / rows);
  const double width = (right - left - (columns - 1) * gap_x) / columns;
  const double height = (top - heights.caption - bottom - (rows - 1) * gap_y) / rows;
  const double column = static_cast<double>(n % in_a_row);
  const double row = static_cast<double>(n / in_a_row);
  const Area& own = figure.panels[n].area;
  const double own_left = own.left.value_or(left + column * (width + gap_x));
  const double own_top = own.top.value_or(top - row * (height + gap_y));
  return {own_left, own.right.value_or(own_left + width), own.bottom.value_or(own_top - height - heights.caption),
          own_top};
}

std::string margin_commands(const Area& area, const Heights& heights) {
  std::string text;
  if (area.left) text += fmt::format("set lmargin at screen {:.5g}\n", *area.left);
  if (area.right) text += fmt::format("set rmargin at screen {:.5g}\n", *area.right);
  if (area.bottom) text += fmt::format("set bmargin at screen {:.5g}\n", *area.bottom + heights.caption);
  if (area.top) text += fmt::format("set tmargin at screen {:.5g}\n", *area.top);
  return text;
}

std::string panel_settings(const Panel& panel) {
  std::string text;
  if (!panel.grid) text += "unset grid\n";
  if (panel.border == Panel::Border::box) text += "set border 15 lc rgb '#888888'\n";
  if (panel.border == Panel::Border::none) text += "set border 0\n";
  if (panel.equal_scales) text += "set size ratio -1\n";
  if (panel.square) text += "set size square\n";
  if (panel.lines_below) text += fmt::format("set bmargin {}\n", *panel.lines_below);
  return text + axis_commands("x", panel.x) + axis_commands("y", panel.y) + key_commands(panel.key);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace

GnuplotScript gnuplot_script(const Figure& figure) {
  const std::vector<std::string> caption = wrapped(figure.caption, static_cast<std::size_t>(figure.width / 7));
  const std::vector<std::string> title = wrapped(figure.title, static_cast<std::size_t>(figure.width / 11));
  const double line = 17.0 / figure.height;  // of the caption
  const Heights heights{caption.empty() ? 0 : (static_cast<double>(caption.size()) + 0.7) * line, 66.0 / figure.height,
                        (58.0 + 20.0 * static_cast<double>(title.size())) / figure.height};
  // The script runs twice, the second time because it loads itself: first for the SVG, then for the PNG, which has 3
  // pixels for 2 of the SVG's.
  std::string commands = fmt::format(
      "# Draws {0}.svg and {0}.png from {0}.dat:\n#   gnuplot {0}.gp\n"
      "reset\nset encoding utf8\n"
      "if (!exists('FORMAT')) {{ FORMAT = 'svg' }}\n"
      "if (FORMAT eq 'svg') {{ set terminal svg size {1},{2} enhanced font 'DejaVu Sans,13' background rgb 'white' "
      "standalone }}\n"
      "if (FORMAT eq 'png') {{ set terminal pngcairo size {3},{4} enhanced font 'DejaVu Sans,13' fontscale 1.5 "
      "linewidth 1.5 pointscale 2 background rgb 'white' }}\n"
      "set output '{0}.'.FORMAT\nDATA = '{0}.dat'\n{5}",
      figure.name, figure.width, figure.height, figure.width * 3 / 2, figure.height * 3 / 2, style_commands);
  const std::string title_text = quoted(joined(title), false);
  const std::string caption_commands =
      fmt::format("set label {} noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen {:.5g}\n",
                  quoted(joined(caption), false), std::max(heights.caption - line, 0.0));
  const bool single = figure.panels.size() == 1;
  if (!single) commands += fmt::format("set multiplot title {} noenhanced font ',15'\n", title_text);
  DataFile data;
  for (std::size_t n = 0; n < figure.panels.size(); ++n) {
    const Panel& panel = figure.panels[n];
    commands += std::string(n ? "\nreset\n" : "\n") + panel_commands + (n ? "" : caption_commands);
    if (single) {
      // Over the middle of the figure, wherever the panel's own middle is.
      const double shift = panel.area.left ? 0.5 - (*panel.area.left + panel.area.right.value_or(0.98)) / 2 : 0;
      commands += fmt::format("set origin 0, {0:.5g}\nset size 1, 1 - {0:.5g}\n", heights.caption) +
                  fmt::format("set title {} noenhanced font ',15' offset screen {:.5g},0\n", title_text, shift) +
                  margin_commands(panel.area, heights);
    } else {
      commands += margin_commands(area_of(figure, n, heights), heights);
      if (!panel.title.empty()) commands += fmt::format("set title {} font ',13' offset 0,-0.5\n", quoted(panel.title));
    }
    commands += panel_settings(panel) + PanelWriter(panel, data).commands();
  }
  commands += single ? "" : "unset multiplot\n";
  commands +=
      fmt::format("unset output\nif (FORMAT eq 'svg') {{ FORMAT = 'png'; load '{0}.gp' }} else {{ undefine FORMAT }}\n",
                  figure.name);
  return {data.text(), commands};
}

}  // namespace backcheck::plotting
