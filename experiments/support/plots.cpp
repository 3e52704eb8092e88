#include "experiments/support/plots.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "experiments/support/files.hpp"
#include "experiments/support/statistics.hpp"

namespace backcheck::experiments {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::string data(std::string_view block) { return "DATA index '" + std::string(block) + "' "; }

std::vector<double> row_of(double x, const std::vector<double>& values, double scale) {
  const Summary s = summarize(values);
  if (s.finite == 0) return {x, missing, missing, missing};
  const double half = s.finite > 1 ? s.mean_half_width : 0;
  return {x, scale * s.mean, scale * (s.mean - half), scale * (s.mean + half)};
}

}  // namespace

const char* const plot_style = R"(set linetype 1 lc rgb '#0072B2' lw 2 dt solid pt 7 ps 0.7
set linetype 2 lc rgb '#D55E00' lw 2 dt (9,4) pt 5 ps 0.7
set linetype 3 lc rgb '#009E73' lw 2 dt (3,3) pt 9 ps 0.8
set linetype 4 lc rgb '#CC79A7' lw 2 dt (9,3,2,3) pt 11 ps 0.8
set linetype 5 lc rgb '#E69F00' lw 2 dt solid pt 6 ps 0.8
set linetype 6 lc rgb '#56B4E9' lw 2 dt (9,4) pt 4 ps 0.8
set linetype 7 lc rgb '#000000' lw 2 dt (3,3) pt 8 ps 0.8
set linetype 8 lc rgb '#F0E442' lw 2 dt solid pt 10 ps 0.8
set linetype cycle 8
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key top right Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
)";

// Eleven and three stops of viridis (Smith and van der Walt, 2015) and of a blue-white-orange scale.
const char* const sequential_palette =
    "set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', "
    "7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')\n";
const char* const diverging_palette =
    "set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')\n";

std::string verbatim(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (std::string_view("_^{}@&~\\").find(c) != std::string_view::npos) result += '\\';
    result += c == '\n' ? "'.\"\\n\".'" : std::string(c == '\'' ? 2 : 1, c);
  }
  return result + "'";
}

std::string plot(const std::vector<std::string>& elements) {
  std::string script = "plot ";
  for (const std::string& element : elements) script += (&element == &elements.front() ? "" : ", \\\n     ") + element;
  return script + "\n";
}

void add_band(Figure& figure, const std::string& block, const Results& results, std::string_view run,
              std::string_view quantity, double scale) {
  std::vector<std::vector<double>> rows;
  for (const auto& [x, values] : results.curve(run, quantity)) rows.push_back(row_of(x, values, scale));
  figure.add(block, {"x", "mean", "low", "high"}, std::move(rows));
}

std::string band(std::string_view block, int linetype, std::string_view title) {
  const std::string type = std::to_string(linetype);
  return data(block) + "using 1:3:4 with filledcurves fc linetype " + type +
         " fs transparent solid 0.2 noborder notitle, \\\n     " + data(block) + "using 1:2 with lines linetype " +
         type + " title " + verbatim(title);
}

void add_points(Figure& figure, const std::string& block, const std::vector<std::pair<double, double>>& points) {
  std::vector<std::vector<double>> rows;
  for (const auto& [x, y] : points) rows.push_back({x, y});
  figure.add(block, {"x", "y"}, std::move(rows));
}

std::string published_points(std::string_view block, std::string_view title) {
  return data(block) + "using 1:2 with points pt 13 ps 1.2 lc rgb '#000000' title " + verbatim(title);
}

void add_bars(Figure& figure, const std::string& block, const Results& results, const std::vector<std::string>& runs,
              std::string_view quantity, double scale, double offset) {
  std::vector<std::vector<double>> rows;
  for (const std::string& run : runs) {
    const double position = static_cast<double>(rows.size()) + offset;
    rows.push_back(row_of(position, results.values(run, quantity), scale));
  }
  figure.add(block, {"position", "mean", "low", "high"}, std::move(rows));
}

std::string bars(std::string_view block, int linetype, std::string_view title, double width) {
  return data(block) + "using 1:2:(" + to_text(width) + ") with boxes fc linetype " + std::to_string(linetype) +
         " title " + verbatim(title) + ", \\\n     " + data(block) +
         "using 1:3:(0):($4-$3) with vectors heads size graph 0.004,90 nofilled lt 1 dt solid lw 1.2 lc rgb '#222222' "
         "notitle";
}

std::string tics(std::string_view axis, const std::vector<std::string>& labels) {
  std::string script = "set " + std::string(axis) + "tics (";
  for (std::size_t i = 0; i < labels.size(); ++i) {
    script += (i ? ", " : "") + verbatim(labels[i]) + " " + std::to_string(i);
  }
  return script + ")\n";
}

void add_heat_map(Figure& figure, const std::string& block, const HeatMap& map) {
  std::vector<std::vector<double>> rows;
  for (std::size_t row = 0; row < map.values.size(); ++row) {
    for (std::size_t column = 0; column < map.values[row].size(); ++column) {
      rows.push_back({static_cast<double>(column), static_cast<double>(row), map.values[row][column]});
    }
  }
  figure.add(block, {"column", "row", "value"}, std::move(rows));
}

std::string heat_map(std::string_view block, const HeatMap& map, const std::vector<std::string>& more) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto& row : map.values) {
    for (const double value : row) {
      if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    }
  }
  if (map.range) std::tie(low, high) = *map.range;
  if (!(low < high)) low = std::isfinite(low) ? low - 0.5 : 0, high = low + 1;
  const std::string middle = to_text((low + high) / 2), format = "'" + map.format + "'";
  // Dark text on the light half of the palette and light text on the dark one; gnuplot skips text at NaN.
  const auto texts = [&](const std::string& condition, const char* colour) {
    return data(block) + "using 1:(" + condition + " ? $2 : NaN):(sprintf(" + format + ", $3)) with labels tc rgb '" +
           colour + "' notitle";
  };
  // Boxes, because an image whose corners are missing loses its grid.
  std::vector<std::string> elements = {
      data(block) + "using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle",
      texts("$3 >= " + middle, "#000000"), texts("$3 < " + middle, "#ffffff")};
  elements.insert(elements.end(), more.begin(), more.end());
  return sequential_palette + tics("x", map.columns) + tics("y", map.rows) + "set cbrange [" + to_text(low) + ":" +
         to_text(high) + "]\nset xrange [-0.5:" + to_text(static_cast<double>(map.columns.size()) - 0.5) +
         "]\nset yrange [" + to_text(static_cast<double>(map.rows.size()) - 0.5) + ":-0.5]\nunset grid\n" +
         plot(elements);
}

void add_tiles(Figure& figure, const std::string& block, const Tiles& tiles) {
  const std::size_t pixels = static_cast<std::size_t>(tiles.height * tiles.width);
  const Index count = static_cast<Index>(tiles.images.size()), columns = std::min(tiles.columns, count);
  if (count == 0) throw std::invalid_argument("figure " + figure.name + ": no tiles in block '" + block + "'");
  const std::size_t channels = tiles.images.front().size() / pixels;
  const Index grid_rows = (count + columns - 1) / columns;
  const Index height = grid_rows * (tiles.height + 1) - 1, width = columns * (tiles.width + 1) - 1;
  // Between tiles: nothing, or white where there is colour.
  const std::vector<double> gap = channels == 3 ? std::vector<double>(3, 255) : std::vector<double>(1, missing);
  std::vector<std::vector<double>> rows;
  for (Index h = 0; h < height; ++h) {
    for (Index w = 0; w < width; ++w) {
      const Index tile = h / (tiles.height + 1) * columns + w / (tiles.width + 1);
      const Index ih = h % (tiles.height + 1), iw = w % (tiles.width + 1);
      std::vector<double> row = {static_cast<double>(w), static_cast<double>(h)};
      if (tile >= count || ih == tiles.height || iw == tiles.width) {
        row.insert(row.end(), gap.begin(), gap.end());
      } else {
        const std::vector<double>& image = tiles.images[static_cast<std::size_t>(tile)];
        if (image.size() != channels * pixels) {
          throw std::invalid_argument("figure " + figure.name + ": the tiles of block '" + block + "' differ in size");
        }
        for (std::size_t c = 0; c < channels; ++c) {
          const double value = image[c * pixels + static_cast<std::size_t>(ih * tiles.width + iw)];
          row.push_back(channels == 3 ? std::round(255 * std::clamp(value, 0.0, 1.0)) : value);
        }
      }
      rows.push_back(std::move(row));
    }
  }
  figure.add(block,
             channels == 3 ? std::vector<std::string>{"x", "y", "red", "green", "blue"}
                           : std::vector<std::string>{"x", "y", "value"},
             std::move(rows));
}

std::string tiles(std::string_view block, bool colour) {
  return "unset border\nunset tics\nunset grid\nset size ratio -1\nset yrange [*:*] reverse\nset autoscale xfix\n"
         "set autoscale yfix\n" +
         plot({data(block) +
               (colour ? "using 1:2:3:4:5 with rgbimage pixels notitle" : "using 1:2:3 with image pixels notitle")});
}

std::string panels(int rows, int columns, const std::vector<std::string>& scripts) {
  std::string script = "set multiplot layout " + std::to_string(rows) + "," + std::to_string(columns) +
                       " title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen "
                       "0.1,AXIS+0.08\nunset title\n";
  for (const std::string& panel : scripts) {
    script += "\n" + panel;
    if (&panel == &scripts.front()) script += "\nunset label 999\n";  // the caption is drawn once
  }
  return script;
}

}  // namespace backcheck::experiments
