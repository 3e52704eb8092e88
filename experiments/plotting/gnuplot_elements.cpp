#include "experiments/plotting/gnuplot_elements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "experiments/plotting/gnuplot_words.hpp"

namespace backcheck::plotting {
namespace {

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

}  // namespace

std::string DataFile::add(const std::string& name, const std::vector<std::string>& columns,
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

std::string element_commands(const Panel& panel, DataFile& data) { return PanelWriter(panel, data).commands(); }

}  // namespace backcheck::plotting
