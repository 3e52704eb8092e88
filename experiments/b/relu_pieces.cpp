// Report B's sum of ReLUs (eq. 23) and the pieces it is expanded into (eq. 24), whose slopes are right and whose
// constants are missing: no training.
#include <cmath>
#include <limits>

#include "experiments/b/measured_pieces.hpp"
#include "experiments/experiment_file.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_b;
std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "b-relu-pieces",
          .position = 6,
          .title = "A sum of ReLUs is piecewise linear",
          .question = "Which pieces does Report B's sum of four ReLUs have?",
          .source = "Report B, eq. 19 to 24",
          .x_means = "x; in the table of lines, where the piece begins; of the identities, the equation",
          .published = comparisons()};
}

std::vector<Run> runs(const Settings&) {
  return {{.name = curves, .seconds = 0.01, .body = follow_equations},
          {.name = lines, .seconds = 0.01, .body = measure_lines},
          {.name = identities, .seconds = 0.01, .body = check_identities}};
}

std::vector<Comparison> comparisons() {
  return {{.number = "B-32/slopes", .ours = {{lines, "slope"}}, .tolerance = 0},
          {.number = "B-32/constants",
           .ours = {{lines, "constant"}},
           .tolerance = 0,
           .cause = "c ReLU(x - t) is expanded to c x instead of c (x - t); eq. 23 evaluated at two points of each "
                    "piece gives the constants"}};
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<Piece> pieces = measured_pieces(results);
  if (pieces.empty()) return {};
  std::vector<Text> labels;
  const auto label = [&](const Piece& piece, Colour colour) {
    const double x = piece.knot + 0.7, y = piece.slope * x + piece.constant;
    labels.push_back({x, piece.slope > 0 ? y - 3 : y + 2, piece.text(), Text::Align::left, 13, colour});
  };
  std::vector<Point> printed, knots, zeros;
  for (const Piece& piece : pieces) {
    label(piece, Colour::black);
    const Piece theirs = as_printed(piece);
    if (theirs.text() != piece.text()) label(theirs, Colour::vermillion);
    for (const double x : {piece.knot, piece.end - 0.001}) printed.push_back({x, theirs.slope * x + theirs.constant});
    printed.push_back({std::numeric_limits<double>::quiet_NaN(), 0});  // no line is drawn across a jump
    knots.push_back({piece.knot, piece.slope * piece.knot + piece.constant});
    const double zero = -piece.constant / piece.slope;
    if (piece.knot < zero && zero < piece.end) zeros.push_back({zero, 0});
  }
  return {{.name = "F06-relu-pieces",
           .title = fmt::format(
               "As printed, the pieces {}; with their constants they are {}",
               largest_difference(results, "eq. 24 as printed") > 0 ? "jump" : "do not jump",
               largest_difference(results, "eq. 24 corrected") == 0 ? "the sum of ReLUs" : "not the sum of ReLUs"),
           .caption = fmt::format(
               "f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6): Report B, eq. 23, and its expansion, "
               "eq. 24. Circles: the knots; diamonds: the zeros, computed: {}.",
               joined(names(zeros, [](const Point& zero) { return fmt::format("{:.3f}", zero[0]); }))),
           .panels = {{.x = {.label = "x", .low = -1, .high = 8},
                       .y = {.label = "f(x)", .low = -25, .high = 20},
                       .key = {.place = Key::Place::top_left},
                       .elements = elements(Line{median_curve(results, curves, "eq. 23"),
                                                 {.series = 1, .width = 3},
                                                 "eq. 23, and eq. 24 with its constants"},
                                            Line{printed, {.series = 2}, "eq. 24 as printed"},
                                            Marks{knots, {.marker = Marker::circle, .width = 2, .size = 1.4}, "knots"},
                                            published_points(zeros, "zeros of f"), labels)}}}};
}

Markdown findings(const Results& results) {
  const double corrected = largest_difference(results, "eq. 24 corrected"),
               printed = largest_difference(results, "eq. 24 as printed");
  const double eq_21 = results.mean(identities, "largest deviation", 21),
               eq_22 = results.mean(identities, "largest deviation", 22);
  std::vector<std::string> pieces, jumps;
  for (const Piece& piece : measured_pieces(results)) {
    pieces.push_back(piece.text());
    const double as_printed = results.mean(curves, "eq. 24 as printed", piece.knot),
                 right = results.mean(curves, "eq. 23", piece.knot);
    if (std::abs(as_printed - right) > 0) {
      jumps.push_back(fmt::format("{:g} at {:g} where f is {:g}", as_printed, piece.knot, right));
    }
  }
  return Markdown().paragraph(
      "Evaluated on a grid of 1/128, eq. 24 with its constants ({}) differs from eq. 23 by {:g} at most, eq. 24 as "
      "printed by up to {:g}{}. The identities before it, eq. 21 and 22, {}: largest deviation {:g} and {:g}.",
      joined(pieces), corrected, printed, jumps.empty() ? "" : ": it is " + joined(jumps),
      eq_21 == 0 && eq_22 == 0 ? "hold" : "do not hold", eq_21, eq_22);
}

}  // namespace
}  // namespace backcheck::experiments
