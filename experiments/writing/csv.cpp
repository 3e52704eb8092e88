#include "experiments/writing/csv.hpp"

#include <stdexcept>

namespace backcheck::writing {

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) line += ',';
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  bool quotes = false, line_open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!line_open) {
      lines.push_back({""});
      line_open = true;
    }
    std::string& field = lines.back().back();
    if (quotes) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += text[++i];
      } else {
        quotes = false;
      }
    } else if (c == '"') {
      quotes = true;
    } else if (c == ',') {
      lines.back().emplace_back();
    } else if (c == '\n') {
      line_open = false;
    } else if (c != '\r') {
      field += c;
    }
  }
  if (quotes) throw std::invalid_argument("a quote is not closed");
  return lines;
}

}  // namespace backcheck::writing
