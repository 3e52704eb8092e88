// Sentences, numbers and durations as text. What prints a number uses {fmt}: "{:.2f}" for 91.80, "{:+.2f}" for +1.08,
// "{:.1e}" for 1.1e-16.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <concepts>
#include <exception>
#include <string>
#include <string_view>

namespace backcheck::writing {

template <class T>
bool is_missing(const T& value) {
  if constexpr (std::floating_point<T>) return std::isnan(value);
  return false;
}

// A sentence with holes, in the language of {fmt}; empty where one of its numbers is NaN: what was not measured cannot
// be said.
template <class... Arguments>
std::string sentence(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  return (is_missing(arguments) || ...) ? "" : fmt::format(text, std::forward<Arguments>(arguments)...);
}

// The shortest decimal text that reads back as exactly `value`; "nan", "inf", "-inf". Throws std::invalid_argument
// where `text` is not one number and nothing else.
std::string to_text(double value);
double to_number(std::string_view text);

// Text that came from elsewhere, in quotes, for a sentence of ours: at most 60 bytes of it, and what is no printable
// ASCII as \xNN.
std::string shown(std::string_view text);

// What an exception says, in words that a user may read: those of ours, not those of the standard library.
std::string sentence(const std::exception& error);

// "12 s", "3 min", "2 h 05 min"
std::string duration(double seconds);

}  // namespace backcheck::writing
