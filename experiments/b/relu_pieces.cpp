// Report B's sum of ReLUs (eq. 23) and the pieces it is expanded into (eq. 24), whose slopes are right and whose
// constants are missing: no training.
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/experiment_file.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

using reference::as_published::correct_pieces;
using reference::as_published::Hinge;
using reference::as_published::hinges;
using reference::as_published::printed_pieces;
using reference::as_published::relu_sum;

constexpr const char* curves = "on a grid";
constexpr const char* lines = "line through each piece";
constexpr const char* identities = "eq. 19 to 22";

std::string piece_id(const char* quantity, double knot) { return fmt::format("B-32/{}-from-{}", quantity, knot); }
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

void follow(const JobContext& context);
void measure_lines(const JobContext& context);
void check_identities(const JobContext& context);

std::vector<Run> runs(const Settings&) {
  return {{.name = curves, .seconds = 0.01, .body = follow},
          {.name = lines, .seconds = 0.01, .body = measure_lines},
          {.name = identities, .seconds = 0.01, .body = check_identities}};
}

std::vector<Comparison> comparisons() {
  const std::string cause =
      "c ReLU(x - t) is expanded to c x instead of c (x - t); eq. 23 evaluated at two points of the piece gives the "
      "constant";
  std::vector<Comparison> all;
  for (const Hinge& hinge : hinges) {
    const double knot = hinge.knot;
    all.push_back({.number = piece_id("slope", knot), .ours = {{lines, "slope", knot}}, .tolerance = 0});
    all.push_back({.number = piece_id("constant", knot),
                   .ours = {{lines, "constant", knot}},
                   .tolerance = 0,
                   .cause = knot > 0 ? cause : ""});
  }
  return all;
}

void follow(const JobContext& context) {
  for (int i = -128; i <= 1024; ++i) {  // the knots are among the points
    const double x = i / 128.0;
    context.record(x, "eq. 23", relu_sum(x));
    context.record(x, "eq. 24 corrected", correct_pieces(x));
    context.record(x, "eq. 24 as printed", printed_pieces(x));
  }
}

// From the values of eq. 23 at two points of each piece.
void measure_lines(const JobContext& context) {
  for (const Hinge& hinge : hinges) {
    const double x = hinge.knot + 0.5, slope = relu_sum(x + 1) - relu_sum(x);
    context.record(hinge.knot, "slope", slope);
    context.record(hinge.knot, "constant", relu_sum(x) - slope * x);
  }
}

// Eq. 21 and 22, with g(x) = x^2 and c = 2: the largest deviation for x <= c.
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

// "-2x + 6"
std::string line_text(double slope, double constant) {
  const std::string multiple = slope == 1 ? "x" : fmt::format("{}x", slope);
  return constant == 0 ? multiple : fmt::format("{} {} {}", multiple, constant < 0 ? "-" : "+", std::abs(constant));
}

// A straight piece of eq. 23, as measured, from its knot on.
struct Piece {
  double knot, slope, constant;

  std::string text() const { return line_text(slope, constant); }
};
std::vector<Piece> measured_pieces(const Results& results) {
  std::vector<Piece> pieces;
  for (const Hinge& hinge : hinges) {
    const Piece piece{hinge.knot, results.mean(lines, "slope", hinge.knot),
                      results.mean(lines, "constant", hinge.knot)};
    if (!std::isnan(piece.slope + piece.constant)) pieces.push_back(piece);
  }
  return pieces;
}

// How far this expansion of eq. 23 is from it, at most; NaN where nothing was measured.
double largest_difference(const Results& results, const char* quantity) {
  const auto sum = results.curve_of_seed(curves, "eq. 23", 1);
  double largest = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [x, value] : results.curve_of_seed(curves, quantity, 1)) {
    const auto found = sum.find(x);
    if (found != sum.end()) largest = std::fmax(largest, std::abs(value - found->second));
  }
  return largest;
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<Point> sum = median_curve(results, curves, "eq. 23");
  const std::vector<Piece> pieces = measured_pieces(results);
  if (sum.empty() || pieces.size() < std::size(hinges)) return {};
  std::vector<Text> labels;
  const auto label = [&](const Piece& piece, Colour colour) {
    const double x = piece.knot + 0.7, y = piece.slope * x + piece.constant;
    labels.push_back({x, piece.slope > 0 ? y - 3 : y + 2, piece.text(), Text::Align::left, 13, colour});
  };
  std::vector<Point> printed, knots, zeros;
  std::vector<std::string> zero_texts;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const double end = i + 1 < pieces.size() ? pieces[i + 1].knot : sum.back()[0];
    for (const double x : {piece.knot, end - 0.001}) printed.push_back({x, printed_pieces(x)});
    printed.push_back({std::numeric_limits<double>::quiet_NaN(), 0});  // no line is drawn across a jump
    knots.push_back({piece.knot, relu_sum(piece.knot)});
    label(piece, Colour::black);
    const Piece as_printed{piece.knot, published::value(piece_id("slope", piece.knot)),
                           published::value(piece_id("constant", piece.knot))};
    if (as_printed.text() != piece.text()) label(as_printed, Colour::vermillion);
    const double zero = -piece.constant / piece.slope;
    if (zero <= piece.knot || zero >= end) continue;
    zeros.push_back({zero, 0});
    zero_texts.push_back(fmt::format("{:.3f}", zero));
  }
  Panel panel{.x = {.label = "x", .low = -1, .high = 8},
              .y = {.label = "f(x)", .low = -25, .high = 20},
              .key = {.place = Key::Place::top_left},
              .elements = {Line{sum, {.series = 1, .width = 3}, "eq. 23, and eq. 24 with its constants"},
                           Line{printed, {.series = 2}, "eq. 24 as printed"},
                           Marks{knots, {.marker = Marker::circle, .width = 2, .size = 1.4}, "knots"}}};
  if (!zeros.empty()) panel.elements.push_back(published_points(zeros, "zeros of f"));
  for (const Text& text : labels) panel.elements.push_back(text);
  return {{.name = "F06-relu-pieces",
           .title = fmt::format(
               "As printed, the pieces {}; with their constants they are {}",
               largest_difference(results, "eq. 24 as printed") > 0 ? "jump" : "do not jump",
               largest_difference(results, "eq. 24 corrected") == 0 ? "the sum of ReLUs" : "not the sum of ReLUs"),
           .caption = fmt::format(
               "f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6): Report B, eq. 23, and its expansion, "
               "eq. 24. Circles: the knots; diamonds: the zeros, computed: {}.",
               joined(zero_texts)),
           .panels = {panel}}};
}

Markdown findings(const Results& results) {
  const double corrected = largest_difference(results, "eq. 24 corrected"),
               printed = largest_difference(results, "eq. 24 as printed");
  const double eq_21 = results.mean(identities, "largest deviation", 21),
               eq_22 = results.mean(identities, "largest deviation", 22);
  if (std::isnan(corrected + printed + eq_21 + eq_22)) return Markdown().paragraph("Not run.");
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
