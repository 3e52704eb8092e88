// Report B's sum of ReLUs (eq. 23) and the pieces it is expanded into (eq. 24), whose slopes are right and whose
// constants are missing: no training.
#include <algorithm>
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/words.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

using reference::as_published::correct_pieces;
using reference::as_published::printed_pieces;
using reference::as_published::relu_sum;

constexpr const char* curves = "on a grid";
constexpr const char* lines = "line through each piece";
constexpr const char* identities = "eq. 19 to 22";
const std::vector<double> knots{0, 2, 4, 6};

void follow(const JobContext& context) {
  for (int i = -128; i <= 1024; ++i) {  // the knots are among the points
    const double x = i / 128.0;
    context.recorder.record(x, "eq. 23", relu_sum(x));
    context.recorder.record(x, "eq. 24 corrected", correct_pieces(x));
    context.recorder.record(x, "eq. 24 as printed", printed_pieces(x));
  }
}

// From the values of eq. 23 at two points of each piece.
void measure_lines(const JobContext& context) {
  for (const double knot : knots) {
    const double left = relu_sum(knot + 0.5), right = relu_sum(knot + 1.5), slope = right - left;
    context.recorder.record(knot, "slope", slope);
    context.recorder.record(knot, "constant", left - slope * (knot + 0.5));
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
  context.recorder.record(21, "largest deviation", shifted);
  context.recorder.record(22, "largest deviation", added);
}

Published row(const char* quantity, double knot, const char* where, const char* printed, bool dropped) {
  return {.id = "B-32",
          .quantity = std::string(quantity) + " of f for " + where,
          .printed = printed,
          .meaning = dropped ? "nothing is printed beside the multiples of x" : "",
          .ours = {{.run = lines, .quantity = quantity, .x = knot}},
          .tolerance = 0,
          .cause = dropped
                       ? "c ReLU(x - t) is expanded to c x instead of c (x - t); eq. 23 evaluated at two points of the "
                         "piece gives the constant"
                       : ""};
}

std::vector<Figure> draw_pieces(const Results& results) {
  Figure figure{.name = "F06-relu-pieces",
                .title = "As printed, the pieces jump; with their constants they are the sum of ReLUs",
                .caption =
                    "f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6): Report B, eq. 23, and its "
                    "expansion, eq. 24. Circles: the knots; diamonds: the zeros 3, 14/3 and 22/3, computed."};
  add_band(figure, "sum", results, curves, "eq. 23");
  // One segment a piece, so that no line is drawn across a jump.
  std::vector<std::vector<double>> printed;
  for (const double knot : knots) {
    for (const double x : {knot, knot + 1, knot + 1.999}) printed.push_back({x, printed_pieces(x)});
    printed.push_back({});
  }
  figure.add("as printed", {"x", "f as printed"}, printed);
  std::vector<std::pair<double, double>> at_knots;
  for (const double knot : knots) at_knots.emplace_back(knot, relu_sum(knot));
  add_points(figure, "knots", at_knots);
  add_points(figure, "zeros", {{3, 0}, {14.0 / 3, 0}, {22.0 / 3, 0}});
  figure.script =
      "set xlabel 'x'\nset ylabel 'f(x)'\nset xrange [-1:8]\nset yrange [-25:20]\nset key top left\n"
      "set label 1 'x' at 0.7, 2.6\nset label 2 '-2x + 6' at 2.5, 3.2\nset label 3 '3x - 14' at 4.6, -3\n"
      "set label 4 '-3x + 22' at 6.6, 4.2\nset label 5 '-2x' at 2.6, -8.5 textcolor rgb '#D55E00'\n"
      "set label 6 '3x' at 4.6, 16.5 textcolor rgb '#D55E00'\nset label 7 '-3x' at 6.9, -18.5 textcolor rgb "
      "'#D55E00'\n" +
      plot({"DATA index 'sum' using 1:2 with lines linetype 1 lw 3 title 'eq. 23, and eq. 24 with its constants'",
            "DATA index 'as printed' using 1:2 with lines linetype 2 title 'eq. 24 as printed'",
            "DATA index 'knots' using 1:2 with points pt 6 ps 1.4 lw 2 lc rgb '#0072B2' title 'knots'",
            published_points("zeros", "zeros of f")});
  return {figure};
}

std::string text(const Results& results) {
  double corrected = 0, printed = 0;
  const auto sum = results.curve(curves, "eq. 23");
  for (const auto& [x, values] : results.curve(curves, "eq. 24 corrected")) {
    corrected = std::max(corrected, std::abs(values[0] - sum.at(x)[0]));
  }
  std::string jumps;
  for (const auto& [x, values] : results.curve(curves, "eq. 24 as printed")) {
    printed = std::max(printed, std::abs(values[0] - sum.at(x)[0]));
    if (x == 2 || x == 4 || x == 6) {
      jumps += (jumps.empty() ? "" : ", ") + fixed(values[0], 0) + " at " + fixed(x, 0) + " where f is " +
               fixed(sum.at(x)[0], 0);
    }
  }
  return "Evaluated on a grid of 1/128, eq. 24 with its constants (x, -2x + 6, 3x - 14, -3x + 22) differs from eq. 23 "
         "by " +
         fixed(corrected, 0) + " at most, eq. 24 as printed by up to " + fixed(printed, 0) + ": it is " + jumps +
         ". The identities before it, eq. 21 and 22, hold: largest deviation " +
         fixed(results.values(identities, "largest deviation", 21).at(0), 0) + " and " +
         fixed(results.values(identities, "largest deviation", 22).at(0), 0) + ".\n";
}

}  // namespace

Experiment b_relu_pieces() {
  return {.name = "b-relu-pieces",
          .title = "A sum of ReLUs is piecewise linear",
          .question = "Which pieces does Report B's sum of four ReLUs have?",
          .source = "Report B, eq. 19 to 24",
          .x_means = "x; in the table of lines, where the piece begins; of the identities, the equation",
          .published = {row("slope", 0, "0 <= x < 2", "1", false), row("constant", 0, "0 <= x < 2", "0", false),
                        row("slope", 2, "2 <= x < 4", "-2", false), row("constant", 2, "2 <= x < 4", "0", true),
                        row("slope", 4, "4 <= x < 6", "3", false), row("constant", 4, "4 <= x < 6", "0", true),
                        row("slope", 6, "6 <= x", "-3", false), row("constant", 6, "6 <= x", "0", true)},
          .jobs =
              [](const Settings&) {
                std::vector<Job> jobs;
                add_jobs(jobs, curves, 1, 0.01, follow);
                add_jobs(jobs, lines, 1, 0.01, measure_lines);
                add_jobs(jobs, identities, 1, 0.01, check_identities);
                return jobs;
              },
          .figures = draw_pieces,
          .findings = text};
}

}  // namespace backcheck::experiments
