// How well a sum of N rectifiers fits a smooth function, by interpolation in closed form and by training, and what
// Report B's general form (eq. 25) lacks.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* interpolated = "interpolation, first hinge at the left end";
constexpr const char* equation_25 = "interpolation, eq. 25: hinges at 1, 2, ..., n";
constexpr const char* error = "largest error";
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

void interpolate_all(const JobContext& context, bool as_equation_25);
void fit(const JobContext& context, Index hinges);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{
      {.name = interpolated, .seconds = 0.05, .body = [](const JobContext& c) { interpolate_all(c, false); }},
      {.name = equation_25, .seconds = 0.05, .body = [](const JobContext& c) { interpolate_all(c, true); }}};
  for (const Index hinges : trained_widths) {
    runs.push_back({.name = run_name(hinges),
                    .seeds = settings.seed_count(5, 10),
                    .seconds = settings.pick(0.05, 0.3, 2.0),
                    .body = [hinges](const JobContext& c) { fit(c, hinges); }});
  }
  return runs;
}

double target(double t) { return std::sin(2 * std::numbers::pi * t); }  // on 0 <= t <= 1

// b + sum over i of slope_change[i] * ReLU(t - knot[i]), knots ascending.
struct HingeSum {
  double b = 0;
  std::vector<double> knot, slope_change;

  double operator()(double t) const {
    double sum = b;
    for (std::size_t i = 0; i < knot.size(); ++i) sum += slope_change[i] * std::max(0.0, t - knot[i]);
    return sum;
  }
};

// The sum that meets the target at its knots and at t = 1.
HingeSum interpolate(std::vector<double> knots) {
  HingeSum sum{.b = target(knots[0]), .knot = {}, .slope_change = {}};
  sum.knot = std::move(knots);
  double slope = 0;
  for (std::size_t i = 0; i < sum.knot.size(); ++i) {
    const double next = i + 1 < sum.knot.size() ? sum.knot[i + 1] : 1.0;
    const double next_slope = (target(next) - target(sum.knot[i])) / (next - sum.knot[i]);
    sum.slope_change.push_back(next_slope - slope);
    slope = next_slope;
  }
  return sum;
}

template <class Function>
double largest_error(const Function& function) {
  constexpr int points = 4096;  // 8 within the shortest piece
  double largest = 0;
  for (int i = 0; i <= points; ++i) {
    const double t = static_cast<double>(i) / points;
    largest = std::max(largest, std::abs(function(t) - target(t)));
  }
  return largest;
}

void interpolate_all(const JobContext& context, bool as_equation_25) {
  for (Index n = as_equation_25 ? 2 : 1; n <= 512; n *= 2) {
    std::vector<double> knots;
    // Eq. 25 on [0, n], scaled to [0, 1]; its last hinge, at the right end, never opens.
    for (Index i = as_equation_25 ? 1 : 0; i < n; ++i) {
      knots.push_back(static_cast<double>(i) / static_cast<double>(n));
    }
    context.record(static_cast<double>(n), error, largest_error(interpolate(knots)));
  }
}

// Linear(1, N) - ReLU - Linear(N, 1) by least squares on 128 points, all of them in each of Adam's updates.
void fit(const JobContext& context, Index hinges) {
  constexpr Index points = 128;
  const Index updates = context.settings.pick<Index>(300, 5000, 20000);
  Network<double> network = make_network<double>(published::mlp({1, hinges, 1}), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, context.seed);
  Tensor<double> inputs(Shape{points, 1}), grad_output(Shape{points, 1});
  for (Index i = 0; i < points; ++i) inputs[i] = 2 * (static_cast<double>(i) + 0.5) / points - 1;
  Optimizer<double> adam(AdamOptions{});
  const Schedule schedule{.kind = Schedule::Kind::cosine, .initial = 0.02, .final = 0, .period = updates};
  for (Index step = 0; step < updates; ++step) {
    const Tensor<double>& outputs = network.forward(inputs);
    for (Index i = 0; i < points; ++i) grad_output[i] = 2 * (outputs[i] - target((inputs[i] + 1) / 2)) / points;
    network.backward(grad_output, inputs);
    adam.step(network.parameters(), network.gradients(), schedule.learning_rate(step));
  }
  Tensor<double> input(Shape{1, 1});
  context.record(static_cast<double>(hinges), error, largest_error([&](double t) {
                   input[0] = 2 * t - 1;
                   return network.forward(input)[0];
                 }));
}

constexpr double measured_from = 16;  // hinges: with fewer, sin(2 pi t) is not yet resolved

// The slope of the least-squares line through (log n, log error); NaN where there are not two points.
double order(const Results& results, const char* run) {
  double count = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& [hinges, error_of_fit] : results.curve_of_seed(run, error, 1)) {
    if (hinges < measured_from) continue;
    const double log_hinges = std::log(hinges), log_error = std::log(error_of_fit);
    count += 1, x += log_hinges, y += log_error, xx += log_hinges * log_hinges, xy += log_hinges * log_error;
  }
  return count < 2 ? std::numeric_limits<double>::quiet_NaN() : (count * xy - x * y) / (count * xx - x * x);
}

// Whether twice the hinges leave about a quarter of the error, but in the form of eq. 25 only half.
bool equation_25_is_worse(const Results& results) {
  return order(results, interpolated) < -1.8 && order(results, equation_25) > -1.2;
}

// A dotted line of this slope on logarithmic axes, and its name below it on the left.
void add_guide(Panel& panel, int slope, double at_16, Point text) {
  const double right = 700;
  panel.elements.push_back(Line{{{16, at_16}, {right, at_16 * std::pow(right / 16, slope)}},
                                {.colour = Colour::light_grey, .dash = Dash::dotted}});
  panel.elements.push_back(Text{text[0], text[1], fmt::format("slope {}", slope), Text::Align::left, 13, Colour::grey});
}

std::vector<Figure> figures(const Results& results) {
  const double orders[] = {order(results, interpolated), order(results, equation_25)};
  std::vector<Estimate> trained;
  for (const Index hinges : trained_widths) {
    const Statistics s = summarize(results.values(run_name(hinges), error));
    if (s.finite) trained.push_back({static_cast<double>(hinges), s.mean, s.low, s.high});
  }
  if (trained.empty() || std::isnan(orders[0] + orders[1])) return {};
  Panel panel{
      .x = {.label = "hinges", .low = 0.8, .high = 700, .logarithmic = true},
      .y = {.label = "largest error",
            .low = 1e-6,
            .high = 20,
            .logarithmic = true,
            .numbers = Axis::Numbers::powers_of_ten},
      .elements = {
          Line{median_curve(results, equation_25, error), {.series = 2}, "eq. 25: hinges at 1, 2, ..., n of n", true},
          Line{median_curve(results, interpolated, error), {.series = 1}, "hinges at 0, 1, ..., n - 1 of n", true},
          ErrorBars{trained, {.series = 3}, "trained network, hinges free", false, true}}};
  for (int n = 1; n <= 512; n *= 2) panel.x.ticks.push_back({static_cast<double>(n), ""});
  add_guide(panel, -1, 0.5, {130, 0.14});
  add_guide(panel, -2, 0.01, {17, 0.0012});
  return {{.name = "F06-approximation",
           .title = equation_25_is_worse(results)
                        ? "Twice the hinges, a quarter of the error, if the first hinge is at the left end"
                        : fmt::format("The error falls as n to the power {:.2f}, in the form of eq. 25 {:.2f}",
                                      orders[0], orders[1]),
           .caption = fmt::format(
               "Largest error on [0, 1] of b + sum of c_i ReLU(t - t_i) fitted to sin(2 pi t). Interpolation: equally "
               "spaced hinges, in closed form. Eq. 25 is constant up to its first hinge. Trained: Adam on 128 points, "
               "every hinge free; mean, least and greatest of {} seeds.",
               results.values(run_name(trained_widths[0]), error).size()),
           .panels = {panel}}};
}

Markdown findings(const Results& results) {
  const double orders[] = {order(results, interpolated), order(results, equation_25)};
  if (std::isnan(orders[0] + orders[1])) return Markdown().paragraph("Not run.");
  std::vector<Markdown::Row> rows;
  Index compared = 0, worse = 0;  // widths from which on the orders are measured
  for (const Index hinges : trained_widths) {
    const Statistics trained = summarize(results.values(run_name(hinges), error));
    const double closed_form = results.mean(interpolated, error, static_cast<double>(hinges));
    if (!trained.finite || std::isnan(closed_form)) continue;
    if (static_cast<double>(hinges) >= measured_from) compared += 1, worse += trained.low > closed_form;
    rows.push_back({fmt::format("{}", hinges), fmt::format("{:.5f}", closed_form), fmt::format("{:.5f}", trained.mean),
                    fmt::format("{:.5f}", trained.low)});
  }
  return Markdown()
      .paragraph(
          "Measured from {} hinges on, the largest error falls as n to the power {:.3f} where the first hinge is at "
          "the left end, and as n to the power {:.3f} in the form of eq. 25{}.",
          measured_from, orders[0], orders[1],
          equation_25_is_worse(results)
              ? ": its hinges begin at 1, so it is constant on [0, 1] and no coefficient can mend that. The general "
                "form needs free hinges t_i and a hinge (or a linear term) at the left end"
              : "")
      .paragraph("A trained network of as many hidden units is the same family with free hinges{}:",
                 compared > 0 && worse == compared ? ", yet training does not find the good fits" : "")
      .table({"hinges", "interpolation", "trained, mean", "trained, best"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
