// Comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backcheck::writing {

// One line with its end; fields with commas, quotes or line ends are put in quotes.
std::string csv_line(const std::vector<std::string>& fields);
// All lines. Throws std::invalid_argument where a quote is not closed.
std::vector<std::vector<std::string>> parse_csv(std::string_view text);

}  // namespace backcheck::writing
