// Colours of a terminal for what tests/verify prints.
#pragma once

#include <string>

namespace backcheck::outside {

// Whether the standard output is a terminal whose user wants colours: NO_COLOR and CLICOLOR_FORCE decide where they are
// set, as in other programs.
bool wants_colours();

// The verdicts, and the words that lines begin with, in colours; the same text otherwise.
std::string coloured(const std::string& text);

}  // namespace backcheck::outside
