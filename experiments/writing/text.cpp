#include "experiments/writing/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <typeinfo>

namespace backcheck::writing {

std::string to_text(double value) {
  if (std::isnan(value)) return "nan";
  std::array<char, 32> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end};
}

double to_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
    throw std::invalid_argument("a number wanted, " + shown(text) + " found");
  }
  return value;
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string result = "'";
  for (const char c : text.substr(0, most)) {
    const bool is_printable = c >= ' ' && c <= '~';
    result += is_printable ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return result + (text.size() > most ? "...'" : "'");
}

std::string sentence(const std::exception& error) {
  if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
    return file->path1().string() + ": " + file->code().message();
  }
  if (dynamic_cast<const std::bad_alloc*>(&error)) return "there is not enough memory";
  for (const std::type_info* type : {&typeid(std::out_of_range), &typeid(std::length_error), &typeid(std::bad_cast)}) {
    if (typeid(error) == *type) return "this should not happen: the program has a bug";
  }
  return error.what();
}

std::string duration(double seconds) {
  const long whole = std::lround(seconds);
  if (whole < 90) return std::to_string(whole) + " s";
  const long minutes = std::lround(seconds / 60);
  if (minutes < 90) return std::to_string(minutes) + " min";
  const std::string rest = std::to_string(minutes % 60);
  return std::to_string(minutes / 60) + " h " + (rest.size() < 2 ? "0" : "") + rest + " min";
}

}  // namespace backcheck::writing
