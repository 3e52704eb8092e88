#include "experiments/plotting/gnuplot_words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace backcheck::plotting {

std::string quoted(std::string_view text, bool markup) {
  std::string result = "'";
  for (const char c : text) {
    if (markup && std::string_view("_^{}@&~\\").find(c) != std::string_view::npos) result += '\\';
    // Two quotes are one of the text, but not where a string begins: there they are an empty one.
    const bool begins = result.ends_with("'") && (result.size() == 1 || result.ends_with(".'"));
    result += c == '\n' ? "'.\"\\n\".'" : c != '\'' ? std::string(1, c) : begins ? "'.\"'\".'" : "''";
  }
  return result + "'";
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "NaN"; }

std::string coordinate(const Coordinate& c) {
  return fmt::format("{} {}", c.of_panel ? "graph" : "first", number(c.value));
}

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

}  // namespace backcheck::plotting
