// Report B's sum of ReLUs (eq. 23) and the pieces it is expanded into (eq. 24), some of which are wrong: no training.
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/support/plots.hpp"

namespace backcheck::experiments {
namespace {

double relu(double x) { return x > 0 ? x : 0; }

// Eq. 23.
double sum_of_relus(double x) { return relu(x) - 3 * relu(x - 2) + 5 * relu(x - 4) - 6 * relu(x - 6); }

// Eq. 24 as printed: the offsets of the shifted ReLUs are dropped.
double pieces_as_printed(double x) {
  return x < 0 ? 0 : x < 2 ? x : x < 4 ? x - 3 * x : x < 6 ? x - 3 * x + 5 * x : x - 3 * x + 5 * x - 6 * x;
}

// Eq. 24 with the offsets: slopes 1, -2, 3, -3.
double pieces(double x) { return x < 0 ? 0 : x < 2 ? x : x < 4 ? -2 * x + 6 : x < 6 ? 3 * x - 14 : -3 * x + 22; }

void measure(const JobContext& context) {
  for (int i = -100; i <= 800; ++i) {
    const double x = i / 100.0;
    context.recorder.record(x, "sum", sum_of_relus(x));
    context.recorder.record(x, "pieces", pieces(x));
    context.recorder.record(x, "as printed", pieces_as_printed(x));
  }
  for (const double x : {14.0 / 3, 22.0 / 3}) context.recorder.record(x, "sum", sum_of_relus(x));
}

Published value_at(double x, const char* where, const char* printed) {
  return {.id = "B-32",
          .quantity = std::string("f(") + where + ")",
          .printed = printed,
          .meaning = "from eq. 24 with its offsets",
          .ours = {{.run = "eq. 23", .quantity = "sum", .x = x}},
          // 14/3 and 22/3 are not representable; f multiplies the error by at most 3 and adds numbers below 40.
          .tolerance = 1e-14};
}

std::vector<Figure> figures(const Results& results) {
  Figure figure{.name = "F06-relu-pieces",
                .title = "The pieces as printed in Report B jump; with their offsets they are the sum of ReLUs",
                .caption =
                    "f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6), Report B, eq. 23 and 24. "
                    "Diamonds: the zeros 3, 14/3 and 22/3."};
  add_band(figure, "sum", results, "eq. 23", "sum");
  add_band(figure, "as printed", results, "eq. 23", "as printed");
  add_points(figure, "zeros", {{3, 0}, {14.0 / 3, 0}, {22.0 / 3, 0}});
  figure.script = "set xlabel 'x'\nset ylabel 'f(x)'\nset xrange [-1:8]\nset yrange [-25:20]\nset key left\n" +
                  plot({"DATA index 'sum' using 1:2 with lines lt 1 title 'eq. 23'",
                        "DATA index 'as printed' using 1:2 with lines lt 2 title 'eq. 24 as printed'",
                        published_points("zeros", "zeros")});
  return {figure};
}

std::string findings(const Results& results) {
  double worst = 0;
  const auto sum = results.curve("eq. 23", "sum"), expanded = results.curve("eq. 23", "pieces");
  for (const auto& [x, values] : expanded) worst = std::max(worst, std::abs(values[0] - sum.at(x)[0]));
  return "The four pieces with their offsets equal the sum of ReLUs to " + std::to_string(worst) +
         " everywhere; as printed, f jumps at the knots 2, 4 and 6.";
}

}  // namespace

Experiment b_relu_pieces() {
  return {.name = "b-relu-pieces",
          .title = "A sum of ReLUs is piecewise linear",
          .question = "Which pieces does Report B's sum of four ReLUs have?",
          .source = "Report B, eq. 23 and 24",
          .x_means = "x",
          .published = {value_at(2, "2", "2"), value_at(3, "3", "0"), value_at(4, "4", "-2"),
                        value_at(14.0 / 3, "14/3", "0"), value_at(6, "6", "4"), value_at(22.0 / 3, "22/3", "0"),
                        value_at(8, "8", "-2")},
          .jobs =
              [](const Settings&) {
                std::vector<Job> jobs;
                add_jobs(jobs, "eq. 23", 1, 0.01, measure);
                return jobs;
              },
          .figures = figures,
          .findings = findings};
}

}  // namespace backcheck::experiments
