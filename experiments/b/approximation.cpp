// How well a sum of N rectifiers fits a smooth function, by interpolation in closed form and by training, and what
// Report B's general form (eq. 25) lacks.
#include <cmath>

#include "experiments/b/hinge_sums.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* interpolated = "interpolation, first hinge at the left end";
constexpr const char* equation_25 = "interpolation, eq. 25: hinges at 1, 2, ..., n";
using report_b::largest_error;
constexpr Index trained_widths[] = {1, 2, 4, 8, 16, 32, 64};
std::string run_name(Index hinges) { return fmt::format("trained, {} hinges", hinges); }

Experiment declaration() {
  return {.name = "b-approximation",
          .position = 7,
          .title = "Approximation by rectifiers",
          .question =
              "How fast does a sum of N rectifiers approach a smooth function, and can the form that Report B "
              "generalises to (eq. 25) do it?",
          .source = "Report B, eq. 25",
          .x_means = "hinges",
          .assumptions = {"The function is sin(2 pi t) on [0, 1]; the report names none.",
                          "Eq. 25 on [0, n] with hinges at 1, 2, ..., n is scaled to [0, 1]."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{
      {.name = interpolated, .seconds = 0.05, .body = [](const JobContext& c) { report_b::interpolate(c, false); }},
      {.name = equation_25, .seconds = 0.05, .body = [](const JobContext& c) { report_b::interpolate(c, true); }}};
  for (const Index hinges : trained_widths) {
    runs.push_back({.name = run_name(hinges),
                    .seeds = settings.seed_count(5, 10),
                    .seconds = settings.pick(0.05, 0.3, 2.0),
                    .body = [hinges](const JobContext& c) { report_b::fit(c, hinges); }});
  }
  return runs;
}

constexpr double measured_from = 16;  // hinges: with fewer, sin(2 pi t) is not yet resolved

double order(const Results& results, const char* run) {
  std::vector<Point> errors = seed_curve(results, run, largest_error, 1);
  std::erase_if(errors, [](const Point& point) { return point[0] < measured_from; });
  return exponent_of_power_law(errors);
}

// Whether twice the hinges leave about a quarter of the error, but in the form of eq. 25 only half.
bool equation_25_is_worse(const Results& results) {
  return order(results, interpolated) < -1.8 && order(results, equation_25) > -1.2;
}

// A dotted line of this slope on logarithmic axes, and its name below it on the left.
std::vector<Element> guide(int slope, double at_16, Point text) {
  return {Line{{{16, at_16}, {700, at_16 * std::pow(700.0 / 16, slope)}},
               {.colour = Colour::light_grey, .dash = Dash::dotted}},
          Text{text[0], text[1], fmt::format("slope {}", slope), Text::Align::left, 13, Colour::grey}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Estimate> trained;
  for (const Index hinges : trained_widths) {
    trained.push_back(with_range(static_cast<double>(hinges), results.values(run_name(hinges), largest_error)));
  }
  const auto line = [&](const char* run, int series, std::string title) {
    return Line{median_curve(results, run, largest_error), {.series = series}, std::move(title), true};
  };
  Axis hinges{.label = "hinges", .low = 0.8, .high = 700, .logarithmic = true};
  for (int n = 1; n <= 512; n *= 2) hinges.ticks.push_back({static_cast<double>(n), ""});
  return {
      {.name = "F06-approximation",
       .title = equation_25_is_worse(results)
                    ? "Twice the hinges, a quarter of the error, if the first hinge is at the left end"
                    : sentence("The error falls as n to the power {:.2f}, in the form of eq. 25 {:.2f}",
                               order(results, interpolated), order(results, equation_25)),
       .caption = fmt::format(
           "Largest error on [0, 1] of b + sum of c_i ReLU(t - t_i) fitted to sin(2 pi t). Interpolation: equally "
           "spaced hinges, in closed form. Eq. 25 is constant up to its first hinge. Trained: Adam on 128 points, "
           "every hinge free; mean, least and greatest of {} seeds.",
           results.values(run_name(trained_widths[0]), largest_error).size()),
       .panels = {{.x = hinges,
                   .y = logarithmic_axis("largest error", 1e-6, 20),
                   .elements = elements(line(equation_25, 2, "eq. 25: hinges at 1, 2, ..., n of n"),
                                        line(interpolated, 1, "hinges at 0, 1, ..., n - 1 of n"),
                                        ErrorBars{trained, {.series = 3}, "trained network, hinges free", false, true},
                                        guide(-1, 0.5, {130, 0.14}), guide(-2, 0.01, {17, 0.0012}))}}}};
}

Markdown findings(const Results& results) {
  std::vector<Markdown::Row> rows;
  Index compared = 0, worse = 0;  // widths from which on the orders are measured
  for (const Index hinges : trained_widths) {
    const Statistics trained = summarize(results.values(run_name(hinges), largest_error));
    const double closed_form = results.mean(interpolated, largest_error, static_cast<double>(hinges));
    if (!trained.finite || std::isnan(closed_form)) continue;
    if (static_cast<double>(hinges) >= measured_from) compared += 1, worse += trained.low > closed_form;
    rows.push_back({fmt::format("{}", hinges), fmt::format("{:.5f}", closed_form), fmt::format("{:.5f}", trained.mean),
                    fmt::format("{:.5f}", trained.low)});
  }
  Markdown text;
  text.paragraph(
      "Measured from {} hinges on, the largest error falls as n to the power {:.3f} where the first hinge is at the "
      "left end, and as n to the power {:.3f} in the form of eq. 25{}.",
      measured_from, order(results, interpolated), order(results, equation_25),
      equation_25_is_worse(results)
          ? ": its hinges begin at 1, so it is constant on [0, 1] and no coefficient can mend that. The general "
            "form needs free hinges t_i and a hinge (or a linear term) at the left end"
          : "");
  if (rows.empty()) return text;
  return text
      .paragraph("A trained network of as many hidden units is the same family with free hinges{}:",
                 compared > 0 && worse == compared ? ", yet training does not find the good fits" : "")
      .table({"hinges", "interpolation", "trained, mean", "trained, best"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
