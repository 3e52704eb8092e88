#include "experiments/words.hpp"

#include <cstdio>

#include "experiments/support/statistics.hpp"

namespace backcheck::experiments {
namespace {

std::string print(const char* format, int digits, double value) {
  char characters[400];  // room for the largest double with a hundred decimals
  std::snprintf(characters, sizeof characters, format, digits, value);
  return characters;
}

}  // namespace

std::string fixed(double value, int digits) { return print("%.*f", digits, value); }
std::string scientific(double value, int digits) { return print("%.*e", digits, value); }

std::string with_interval(std::span<const double> values, int digits, double scale) {
  const Summary summary = summarize(values);
  if (summary.finite == 0) return "diverged";
  const std::string mean = fixed(scale * summary.mean, digits);
  return summary.finite == 1 ? mean : mean + " ± " + fixed(scale * summary.mean_half_width, digits);
}

}  // namespace backcheck::experiments
