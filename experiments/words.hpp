// Numbers as findings and figures print them.
#pragma once

#include <span>
#include <string>

namespace backcheck::experiments {

std::string fixed(double value, int digits);       // "91.80"
std::string scientific(double value, int digits);  // "1.1e-16"

// The mean and half the width of its 95 % t interval over seeds, "91.8 ± 0.4"; the mean alone for a single value;
// "diverged" where none is finite.
std::string with_interval(std::span<const double> values, int digits, double scale = 1);

}  // namespace backcheck::experiments
