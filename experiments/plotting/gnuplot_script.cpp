#include "experiments/plotting/gnuplot_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "experiments/plotting/gnuplot_elements.hpp"
#include "experiments/plotting/gnuplot_words.hpp"

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
    commands += panel_settings(panel) + element_commands(panel, data);
  }
  commands += single ? "" : "unset multiplot\n";
  commands +=
      fmt::format("unset output\nif (FORMAT eq 'svg') {{ FORMAT = 'png'; load '{0}.gp' }} else {{ undefine FORMAT }}\n",
                  figure.name);
  return {data.text(), commands};
}

}  // namespace backcheck::plotting
