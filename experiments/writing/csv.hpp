// Comma-separated values (RFC 4180).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace backcheck::writing {

// One line with its end; fields with commas, quotes or line ends are put in quotes.
std::string csv_line(const std::vector<std::string>& fields);

// Gives the lines of a text one after the other.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}
  // The fields of the next line; false at the end. Throws std::invalid_argument naming the line where a quote is not
  // closed or stands inside a field, or where there is a control character other than a tab.
  bool next(std::vector<std::string>& fields);
  // The number of the line that was given last, from 1 on.
  std::size_t line() const { return first_line_; }

 private:
  std::string_view text_;  // what is left of it
  std::size_t lines_read_ = 0, first_line_ = 0;
};

// All lines. Throws what CsvReader throws.
std::vector<std::vector<std::string>> parse_csv(std::string_view text);

}  // namespace backcheck::writing
