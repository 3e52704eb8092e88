#include "experiments/support/markdown.hpp"

#include <sstream>
#include <vector>

namespace backcheck::experiments {
namespace {

// What stands between `mark` at `start` and the next one, and skips both; nothing where the line has no second one.
bool take_span(std::string_view line, std::size_t& start, std::string_view mark, std::string_view& inside) {
  if (line.substr(start, mark.size()) != mark) return false;
  const std::size_t begin = start + mark.size(), end = line.find(mark, begin);
  if (end == std::string_view::npos || end == begin || line[begin] == ' ' || line[end - 1] == ' ') return false;
  inside = line.substr(begin, end - begin);
  start = end + mark.size();
  return true;
}

std::string inline_html(std::string_view line) {
  std::string html;
  for (std::size_t i = 0; i < line.size();) {
    std::string_view inside;
    if (line[i] == '\\' && i + 1 < line.size() &&
        std::string_view("|*_`[\\").find(line[i + 1]) != std::string_view::npos) {
      html += escape_html(line.substr(i + 1, 1));
      i += 2;
    } else if (take_span(line, i, "`", inside)) {
      html += "<code>" + escape_html(inside) + "</code>";
    } else if (take_span(line, i, "**", inside)) {
      html += "<strong>" + inline_html(inside) + "</strong>";
    } else if (take_span(line, i, "*", inside)) {
      html += "<em>" + inline_html(inside) + "</em>";
    } else if (const std::size_t middle = line.find("](", i), end = line.find(')', middle);
               line[i] == '[' && middle != std::string_view::npos && end != std::string_view::npos) {
      html += "<a href=\"" + escape_html(line.substr(middle + 2, end - middle - 2)) + "\">" +
              inline_html(line.substr(i + 1, middle - i - 1)) + "</a>";
      i = end + 1;
    } else {
      html += escape_html(line.substr(i++, 1));
    }
  }
  return html;
}

// The cells of "| a | b |".
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      cell += line.substr(i++, 2);
    } else if (line[i] == '|') {
      result.push_back(std::move(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return result;
}

bool is_rule(const std::string& line) { return line.find_first_not_of("|-: ") == std::string::npos; }

std::string table_html(const std::vector<std::string>& lines) {
  std::string html = "<div class=\"scroll\"><table>\n";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 1 && is_rule(lines[i])) continue;
    const std::string tag = i == 0 ? "th" : "td";
    html += "<tr>";
    for (const std::string& cell : cells(lines[i])) html += "<" + tag + ">" + inline_html(cell) + "</" + tag + ">";
    html += "</tr>\n";
  }
  return html + "</table></div>\n";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string markdown_to_html(std::string_view markdown) {
  std::istringstream stream{std::string(markdown)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  lines.emplace_back();

  std::string html, paragraph;
  const auto close = [&] {
    if (!paragraph.empty()) html += "<p>" + inline_html(paragraph) + "</p>\n";
    paragraph.clear();
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.empty()) {
      close();
    } else if (line.starts_with("|")) {
      close();
      std::vector<std::string> table;
      while (lines[i].starts_with("|")) table.push_back(lines[i++]);
      html += table_html(table);
      --i;
    } else if (line.starts_with("- ")) {
      close();
      html += "<ul>\n";
      while (lines[i].starts_with("- ")) {
        std::string item = lines[i++].substr(2);
        while (lines[i].starts_with("  ")) item += " " + lines[i++].substr(2);
        html += "<li>" + inline_html(item) + "</li>\n";
      }
      html += "</ul>\n";
      --i;
    } else if (line.starts_with("#")) {
      close();
      html += "<h4>" + inline_html(line.substr(line.find_first_not_of("# "))) + "</h4>\n";
    } else {
      paragraph += (paragraph.empty() ? "" : " ") + line;
    }
  }
  return html;
}

}  // namespace backcheck::experiments
