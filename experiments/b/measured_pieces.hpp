// The straight pieces of Report B's sum of ReLUs (eq. 23), measured; what eq. 24 expands them to; and the identities
// before it.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

// The runs.
constexpr const char* curves = "on a grid";
constexpr const char* lines = "line through each piece";
constexpr const char* identities = "eq. 19 to 22";

// On a grid of 1/128, at x: "eq. 23", "eq. 24 as printed", "eq. 24 corrected".
void follow_equations(const JobContext& context);
// From the values of eq. 23 at two points of each piece, x being the knot where it begins: "slope", "constant".
void measure_lines(const JobContext& context);
// Evaluates eq. 21 and 22 with g(x) = x^2 and c = 2: "largest deviation" for x <= c, recorded at the equation's number.
void check_identities(const JobContext& context);

// slope * x + constant from its knot to its end, the next knot or the end of the grid.
struct Piece {
  double knot, end, slope, constant;

  std::string text() const;  // "-2x + 6"
};
std::vector<Piece> measured_pieces(const Results& results);  // none where one is missing
Piece as_printed(const Piece& piece);

// How far an expansion of eq. 23 is from it, at most; NaN where nothing was measured.
double largest_difference(const Results& results, const char* quantity);

}  // namespace backcheck::experiments::report_b
