#include "experiments/writing/csv.hpp"

#include <stdexcept>

#include "experiments/writing/text.hpp"

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

bool CsvReader::next(std::vector<std::string>& fields) {
  if (text_.empty()) return false;
  fields.assign(1, "");
  first_line_ = ++lines_read_;
  const auto refuse = [&](const std::string& what) {
    throw std::invalid_argument("line " + std::to_string(lines_read_) + ": " + what);
  };
  enum class Field { open, quoted, closed } state = Field::open;  // closed: its second quote was read
  while (!text_.empty()) {
    const char c = text_.front();
    text_.remove_prefix(1);
    const bool ends_line = c == '\n' || (c == '\r' && text_.starts_with('\n'));
    if (ends_line && c == '\r') text_.remove_prefix(1);
    lines_read_ += ends_line && state == Field::quoted;
    if (static_cast<unsigned char>(c) < ' ' && c != '\t' && !ends_line) {
      refuse("text wanted, the control character " + shown(std::string_view(&c, 1)) + " found");
    }
    if (state == Field::quoted) {
      if (c != '"') {
        fields.back() += ends_line ? '\n' : c;
      } else if (text_.starts_with('"')) {
        fields.back() += c;
        text_.remove_prefix(1);
      } else {
        state = Field::closed;
      }
    } else if (ends_line) {
      return true;
    } else if (c == ',') {
      fields.emplace_back();
      state = Field::open;
    } else if (state == Field::closed) {
      refuse("a comma or the end of the line wanted behind a quoted field, " + shown(std::string_view(&c, 1)) +
             " found");
    } else if (c == '"') {
      if (!fields.back().empty()) refuse("there is a quote inside the field " + shown(fields.back()));
      state = Field::quoted;
    } else {
      fields.back() += c;
    }
  }
  if (state == Field::quoted) refuse("a quote is not closed");
  return true;
}

std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  CsvReader reader(text);
  for (std::vector<std::string> fields; reader.next(fields);) lines.push_back(fields);
  return lines;
}

}  // namespace backcheck::writing
