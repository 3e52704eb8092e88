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
using reference::as_published::printed_pieces;
using reference::as_published::relu_sum;

constexpr const char* curves = "on a grid";
constexpr const char* lines = "line through each piece";
constexpr const char* identities = "eq. 19 to 22";
constexpr double knots[] = {0, 2, 4, 6};

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
  std::vector<Comparison> all;
  for (const double knot : knots) {
    for (const std::string quantity : {"slope", "constant"}) {
      const std::string id = fmt::format("B-32/{}-from-{:.0f}", quantity, knot);
      all.push_back({.number = id, .ours = {{lines, quantity, knot}}, .tolerance = 0});
      if (quantity == "constant" && knot > 0) {
        all.back().cause =
            "c ReLU(x - t) is expanded to c x instead of c (x - t); eq. 23 evaluated at two points of the piece gives "
            "the "
            "constant";
      }
    }
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
  for (const double knot : knots) {
    const double left = relu_sum(knot + 0.5), right = relu_sum(knot + 1.5), slope = right - left;
    context.record(knot, "slope", slope);
    context.record(knot, "constant", left - slope * (knot + 0.5));
  }
}

// Eq. 20 to 22, with g(x) = x^2 and c = 2: the largest deviation for x <= c.
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

std::vector<Figure> figures(const Results& results) {
  const std::vector<Point> sum = median_curve(results, curves, "eq. 23");
  if (sum.empty()) return {};
  std::vector<Point> printed, at_knots;
  for (const double knot : knots) {
    for (const double x : {knot, knot + 1, knot + 1.999}) printed.push_back({x, printed_pieces(x)});
    printed.push_back({std::numeric_limits<double>::quiet_NaN(), 0});  // no line is drawn across a jump
    at_knots.push_back({knot, relu_sum(knot)});
  }
  const auto note = [](double x, double y, const char* text, bool as_printed) {
    Text label{x, y, text};
    if (as_printed) label.colour = Colour::vermillion;
    return label;
  };
  return {
      {.name = "F06-relu-pieces",
       .title = "As printed, the pieces jump; with their constants they are the sum of ReLUs",
       .caption =
           "f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6): Report B, eq. 23, and its expansion, eq. "
           "24. Circles: the knots; diamonds: the zeros 3, 14/3 and 22/3, computed.",
       .panels = {
           {.x = {.label = "x", .low = -1, .high = 8},
            .y = {.label = "f(x)", .low = -25, .high = 20},
            .key = {.place = Key::Place::top_left},
            .elements = {Line{sum, {.series = 1, .width = 3}, "eq. 23, and eq. 24 with its constants"},
                         Line{printed, {.series = 2}, "eq. 24 as printed"},
                         Marks{at_knots, {.marker = Marker::circle, .width = 2, .size = 1.4}, "knots"},
                         published_points({{3, 0}, {14.0 / 3, 0}, {22.0 / 3, 0}}, "zeros of f"),
                         note(0.7, 2.6, "x", false), note(2.5, 3.2, "-2x + 6", false), note(4.6, -3, "3x - 14", false),
                         note(6.6, 4.2, "-3x + 22", false), note(2.6, -8.5, "-2x", true), note(4.6, 16.5, "3x", true),
                         note(6.9, -18.5, "-3x", true)}}}}};
}

Markdown findings(const Results& results) {
  const auto sum = results.curve_of_seed(curves, "eq. 23", 1);
  if (sum.empty()) return Markdown().paragraph("Not run.");
  const auto largest_difference = [&](const char* quantity) {
    double largest = 0;
    for (const auto& [x, value] : results.curve_of_seed(curves, quantity, 1)) {
      const auto found = sum.find(x);
      if (found != sum.end()) largest = std::max(largest, std::abs(value - found->second));
    }
    return largest;
  };
  std::vector<std::string> jumps;
  for (const double knot : {2.0, 4.0, 6.0}) {
    jumps.push_back(fmt::format("{:.0f} at {:.0f} where f is {:.0f}", results.mean(curves, "eq. 24 as printed", knot),
                                knot, results.mean(curves, "eq. 23", knot)));
  }
  const double eq_21 = results.mean(identities, "largest deviation", 21),
               eq_22 = results.mean(identities, "largest deviation", 22);
  return Markdown().paragraph(
      "Evaluated on a grid of 1/128, eq. 24 with its constants (x, -2x + 6, 3x - 14, -3x + 22) differs from eq. 23 by "
      "{:.0f} at most, eq. 24 as printed by up to {:.0f}: it is {}. The identities before it, eq. 21 and 22, {}: "
      "largest "
      "deviation {:.0f} and {:.0f}.",
      largest_difference("eq. 24 corrected"), largest_difference("eq. 24 as printed"), joined(jumps),
      eq_21 == 0 && eq_22 == 0 ? "hold" : "do not hold", eq_21, eq_22);
}

}  // namespace
}  // namespace backcheck::experiments
