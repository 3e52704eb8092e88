#include "experiments/b/measured_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "experiments/judging/verdict.hpp"
#include "reference/as_published/numbers.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments::report_b {

using reference::as_published::correct_pieces;
using reference::as_published::Hinge;
using reference::as_published::hinges;
using reference::as_published::printed_pieces;
using reference::as_published::relu_sum;

void follow_equations(const JobContext& context) {
  for (int i = -128; i <= 1024; ++i) {  // the knots are among the points
    const double x = i / 128.0;
    context.record(x, "eq. 23", relu_sum(x));
    context.record(x, "eq. 24 corrected", correct_pieces(x));
    context.record(x, "eq. 24 as printed", printed_pieces(x));
  }
}

void measure_lines(const JobContext& context) {
  for (const Hinge& hinge : hinges) {
    const double x = hinge.knot + 0.5, slope = relu_sum(x + 1) - relu_sum(x);
    context.record(hinge.knot, "slope", slope);
    context.record(hinge.knot, "constant", relu_sum(x) - slope * x);
  }
}

void check_identities(const JobContext& context) {
  const auto relu = [](double x) { return std::max(0.0, x); };
  double shifted = 0, added = 0;
  for (int i = -1024; i <= 256; ++i) {
    const double x = i / 128.0;
    shifted = std::max(shifted, std::abs(relu(x - 2)));
    added = std::max(added, std::abs(x * x + relu(x - 2) - x * x));
  }
  context.record(21, "largest deviation", shifted);
  context.record(22, "largest deviation", added);
}

std::string Piece::text() const {
  const std::string multiple = slope == 1 ? "x" : fmt::format("{}x", slope);
  return constant == 0 ? multiple : fmt::format("{} {} {}", multiple, constant < 0 ? "-" : "+", std::abs(constant));
}

std::vector<Piece> measured_pieces(const Results& results) {
  const auto grid = results.curve_of_seed(curves, "eq. 23", 1);
  if (grid.empty()) return {};
  std::vector<Piece> pieces;
  double end = grid.rbegin()->first;
  for (auto hinge = std::rbegin(hinges); hinge != std::rend(hinges); ++hinge) {
    const Piece piece{hinge->knot, end, results.mean(lines, "slope", hinge->knot),
                      results.mean(lines, "constant", hinge->knot)};
    if (std::isnan(piece.slope + piece.constant)) return {};
    pieces.insert(pieces.begin(), piece);
    end = piece.knot;
  }
  return pieces;
}

Piece as_printed(const Piece& piece) {
  std::size_t number = 0;
  while (hinges[number].knot != piece.knot) ++number;
  const auto entry = [&](const char* id) { return parse_printed_list(published::number(id).printed).at(number); };
  return {piece.knot, piece.end, entry("B-32/slopes"), entry("B-32/constants")};
}

double largest_difference(const Results& results, const char* quantity) {
  const auto sum = results.curve_of_seed(curves, "eq. 23", 1);
  double largest = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [x, value] : results.curve_of_seed(curves, quantity, 1)) {
    const auto found = sum.find(x);
    if (found != sum.end()) largest = std::fmax(largest, std::abs(value - found->second));
  }
  return largest;
}

}  // namespace backcheck::experiments::report_b
