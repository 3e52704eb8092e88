// Report B, equations 23 and 24: a sum of shifted rectifiers, and the straight pieces it consists of.
#pragma once

#include <algorithm>

namespace backcheck::reference::as_published {

// Equation 23, which is right: f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6).
struct Hinge {
  double knot, coefficient;
};
inline constexpr Hinge hinges[] = {{0, 1}, {2, -3}, {4, 5}, {6, -6}};

inline double relu_sum(double x) {
  double sum = 0;
  for (const Hinge& hinge : hinges) sum += hinge.coefficient * std::max(0.0, x - hinge.knot);
  return sum;
}

// Equation 24 as printed. What is wrong: it drops the shifts, taking c * ReLU(x - t) for c * x beyond t, so that it
// jumps at 2, 4 and 6 (from 2 to -4 at x = 2) where f is continuous. The report does not give the piece x < 0; there f
// is 0.
inline double printed_pieces(double x) {
  if (x < 0) return 0;
  if (x < 2) return x;
  if (x < 4) return x - 3 * x;
  if (x < 6) return x - 3 * x + 5 * x;
  return x - 3 * x + 5 * x - 6 * x;
}

// The right pieces of f: 0, x, -2x + 6, 3x - 14, -3x + 22. Their zeros are 3, 14/3 and 22/3.
inline double correct_pieces(double x) {
  if (x < 0) return 0;
  if (x < 2) return x;
  if (x < 4) return -2 * x + 6;
  if (x < 6) return 3 * x - 14;
  return -3 * x + 22;
}

}  // namespace backcheck::reference::as_published
