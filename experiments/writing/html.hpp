// HTML from text and from Markdown.
#pragma once

#include <string>
#include <string_view>

namespace backcheck::writing {

// Text that HTML shows as it is, between tags and in attributes.
std::string escape_html(std::string_view text);

// Markdown with tables, by md4c. HTML in it is shown as text, and links to anything but files beside the page, parts of
// it and https addresses lead nowhere.
std::string markdown_to_html(std::string_view markdown);

// Whether this is a whole SVG made of nothing but what gnuplot draws with: no script, nothing from elsewhere.
bool is_plain_drawing(std::string_view svg);

// RFC 4648.
std::string base64(std::string_view bytes);

}  // namespace backcheck::writing
