#include "experiments/writing/html.hpp"

#include <md4c-html.h>
#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

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

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace backcheck::writing
