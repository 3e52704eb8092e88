// The little Markdown that findings are written in, as HTML.
#pragma once

#include <string>
#include <string_view>

namespace backcheck::experiments {

// Text that HTML shows as it is, between tags and in attributes.
std::string escape_html(std::string_view text);

// Paragraphs, lists ("- "), headings ("### "), tables ("| "), **strong**, *emphasis*, `code` and [text](address).
// Whatever else it contains is text, markup included.
std::string markdown_to_html(std::string_view markdown);

}  // namespace backcheck::experiments
