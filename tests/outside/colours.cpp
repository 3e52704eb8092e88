#include "tests/outside/colours.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace backcheck::outside {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

constexpr std::string_view red = "\x1b[1;31m", green = "\x1b[1;32m", yellow = "\x1b[1;33m", grey = "\x1b[90m",
                           plain = "\x1b[0m";

// Words at the beginning of a line, after spaces; those in the middle of one have a space in front.
struct Coloured {
  std::string_view words, colour;
};
constexpr Coloured at_the_beginning[] = {
    {"right:", green},    {"wrong:", red},          {"FAIL:", red},         {"MISTRUSTED:", red}, {"NONFINITE:", red},
    {"STOCHASTIC:", red}, {"EXCEPTION:", red},      {"CRASH:", red},        {"EXIT:", red},       {"TIMEOUT:", red},
    {"MEMORY:", red},     {"most likely:", yellow}, {"repeat with:", grey}, {"case", grey},       {"skipped:", grey},
};
constexpr Coloured in_the_middle[] = {{" is right:", green}, {" is wrong:", red}};

}  // namespace

bool wants_colours() {
  if (is_set("NO_COLOR")) return false;
  return is_set("CLICOLOR_FORCE") || isatty(STDOUT_FILENO) == 1;
}

std::string coloured(const std::string& text) {
  std::string result;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    std::string line = text.substr(start, end - start);
    start = end;
    const auto colour = [&](std::size_t at, const Coloured& one) {
      line.insert(at + one.words.size(), plain).insert(at, one.colour);
    };
    const std::size_t first = line.find_first_not_of(' ');
    if (first == 0) {
      for (const Coloured& one : in_the_middle) {
        if (const std::size_t at = line.find(one.words); at != std::string::npos) colour(at, one);
      }
    } else if (first != std::string::npos) {
      for (const Coloured& one : at_the_beginning) {
        if (line.compare(first, one.words.size(), one.words) != 0) continue;
        colour(first, one);
        break;
      }
    }
    result += line;
  }
  return result;
}

}  // namespace backcheck::outside
