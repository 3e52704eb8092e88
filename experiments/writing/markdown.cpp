#include "experiments/writing/markdown.hpp"

#include <stdexcept>

namespace backcheck::writing {
namespace {

std::string cell(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
  return result;
}

std::string line(const Markdown::Row& cells) {
  std::string text = "|";
  for (const std::string& text_of_cell : cells) text += " " + cell(text_of_cell) + " |";
  return text + "\n";
}

}  // namespace

Markdown& Markdown::add_block(const std::string& text) {
  if (text.empty()) return *this;
  text_ += (text_.empty() ? "" : "\n") + text + "\n";
  in_list_ = false;
  return *this;
}

Markdown& Markdown::add_bullet(const std::string& text) {
  if (text.empty()) return *this;
  text_ += (text_.empty() || in_list_ ? "- " : "\n- ") + text + "\n";
  in_list_ = true;
  return *this;
}

Markdown& Markdown::heading(int level, std::string_view title) {
  return add_block(std::string(static_cast<std::size_t>(level), '#') + " " + std::string(title));
}

Markdown& Markdown::table(const Row& header, const std::vector<Row>& rows) {
  Row names;
  std::string rule = "|";
  for (const std::string& name : header) {
    const bool right = name.ends_with(':');
    names.push_back(right ? name.substr(0, name.size() - 1) : name);
    rule += right ? "---:|" : "---|";
  }
  std::string text = line(names) + rule + "\n";
  for (const Row& row : rows) {
    if (row.size() != header.size()) {
      throw std::invalid_argument(
          fmt::format("table: a row has {} cells, the header {}: {}", row.size(), header.size(), joined(row)));
    }
    text += line(row);
  }
  text.pop_back();  // add_block ends the last line
  return add_block(text);
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

}  // namespace backcheck::writing
