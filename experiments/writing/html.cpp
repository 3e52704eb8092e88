#include "experiments/writing/html.hpp"

#include <md4c-html.h>
#include <openssl/evp.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

namespace backcheck::writing {
namespace {

// A scheme is what stands before a colon that no slash, question mark or number sign precedes (RFC 3986).
bool is_harmless(std::string_view address) {
  const std::size_t end = address.find_first_of(":/?#");
  return end == std::string_view::npos || address[end] != ':' || address.substr(0, end) == "https";
}

// md4c writes every address as href="..." or src="...", escaped.
std::string without_harmful_links(const std::string& html) {
  std::string result;
  std::size_t start = 0;
  constexpr std::string_view marks[] = {"<a href=\"", "<img src=\""};
  while (start < html.size()) {
    std::size_t next = std::string::npos, length = 0;
    for (const std::string_view mark : marks) {
      const std::size_t found = html.find(mark, start);
      if (found < next) next = found, length = mark.size();
    }
    if (next == std::string::npos) break;
    const std::size_t begin = next + length, end = html.find('"', begin);
    result += html.substr(start, begin - start);
    const std::string address = html.substr(begin, end - begin);
    result += is_harmless(address) ? address : "#";
    start = end;
  }
  return result + html.substr(std::min(start, html.size()));
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
      default:
        html += c;
    }
  }
  return html;
}

std::string markdown_to_html(std::string_view markdown) {
  std::string html;
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* result) {
    static_cast<std::string*>(result)->append(text, size);
  };
  if (md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &html, MD_FLAG_TABLES | MD_FLAG_NOHTML,
              0) != 0) {
    throw std::runtime_error("md4c cannot read this Markdown: " + std::string(markdown.substr(0, 60)));
  }
  html = without_harmful_links(html);
  // A wide table scrolls in a box of its own.
  for (const auto& [from, to] :
       {std::pair<std::string_view, std::string_view>{"<table>", "<div class=\"scroll\"><table>"},
        {"</table>", "</table></div>"}}) {
    for (std::size_t at = html.find(from); at != std::string::npos; at = html.find(from, at + to.size())) {
      html.replace(at, from.size(), to);
    }
  }
  return html;
}

bool is_plain_drawing(std::string_view svg) {
  static const std::set<std::string_view> elements = {
      "svg", "title", "desc",  "defs",   "g",     "path",     "polygon", "polyline",    "rect",
      "use", "text",  "tspan", "circle", "image", "clipPath", "filter",  "feComposite", "feFlood"};
  constexpr std::string_view start = "<?xml ", spaces = " \t\r\n";
  const std::size_t declaration_end = svg.find("?>");
  if (!svg.starts_with(start) || declaration_end == std::string_view::npos) return false;
  std::vector<std::string_view> open;
  bool has_closed = false;
  // Text has no tag in it, and no quoted value has a bracket.
  for (std::size_t at = svg.find('<', declaration_end); at != std::string_view::npos;) {
    const std::size_t end = svg.find('>', at), next = svg.find('<', at + 1);
    if (end == std::string_view::npos || next < end) return false;
    std::string_view tag = svg.substr(at + 1, end - at - 1);
    at = next;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
      has_closed = open.empty();
      continue;
    }
    if (has_closed) return false;
    const bool is_empty = tag.ends_with('/');
    if (is_empty) tag.remove_suffix(1);
    const std::string_view name = tag.substr(0, tag.find_first_of(spaces));
    if (!elements.contains(name) || (open.empty() && name != "svg")) return false;
    if (!is_empty) open.push_back(name);
    tag.remove_prefix(name.size());
    while (true) {  // its attributes: NAME = 'VALUE'
      const auto skip_spaces = [&] { tag.remove_prefix(std::min(tag.find_first_not_of(spaces), tag.size())); };
      skip_spaces();
      if (tag.empty()) break;
      const std::string_view attribute = tag.substr(0, tag.find_first_of(" \t\r\n="));
      tag.remove_prefix(attribute.size());
      skip_spaces();
      if (!tag.starts_with('=')) return false;
      tag.remove_prefix(1);
      skip_spaces();
      if (!tag.starts_with('"') && !tag.starts_with('\'')) return false;
      const std::size_t close = tag.find(tag.front(), 1);
      if (close == std::string_view::npos) return false;
      const std::string_view value = tag.substr(1, close - 1);
      tag.remove_prefix(close + 1);
      if (attribute.starts_with("on") || attribute == "style") return false;
      const bool is_address = attribute == "href" || attribute == "xlink:href";
      if (is_address && !value.starts_with('#') && !value.starts_with("data:image/png;base64,")) return false;
      if (value.find("url(") != std::string_view::npos && !value.starts_with("url(#")) return false;
    }
  }
  return has_closed;
}

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace backcheck::writing
