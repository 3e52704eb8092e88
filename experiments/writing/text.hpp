// Numbers and durations as text. Everything else that prints a number uses {fmt}: "{:.2f}" for 91.80, "{:+.2f}" for
// +1.08,
// "{:.1e}" for 1.1e-16.
#pragma once

#include <string>
#include <string_view>

namespace backcheck::writing {

// The shortest decimal text that reads back as exactly `value`; "nan", "inf", "-inf". Throws std::invalid_argument
// where `text` is not one number and nothing else.
std::string to_text(double value);
double to_number(std::string_view text);

// "12 s", "3 min", "2 h 05 min"
std::string duration(double seconds);

}  // namespace backcheck::writing
