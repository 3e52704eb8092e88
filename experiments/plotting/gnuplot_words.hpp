// The words of gnuplot's language that elements, axes and titles share.
#pragma once

#include <string>
#include <string_view>

#include "experiments/plotting/figure.hpp"

namespace backcheck::plotting {

// A gnuplot string that shows `text` as it is, lines included: no character of it is a command, neither to gnuplot (in
// single quotes nothing is executed) nor, where `markup` is on, to its mark-up of text.
std::string quoted(std::string_view text, bool markup = true);
// Six digits are more than a picture shows. What is not finite has no place in one.
std::string number(double value);
std::string coordinate(const Coordinate& c);

const char* hexadecimal(Colour colour);             // "#0072B2"
const char* palette(ColourScale::Palette palette);  // its stops
std::string line_style(const Style& style);
std::string marker_style(const Style& style);
std::string fill_colour(const Style& style);
std::string entry(const std::string& title);  // in the key; none where the title is empty

}  // namespace backcheck::plotting
