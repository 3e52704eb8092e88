// How well a sum of N rectifiers fits a smooth function, by interpolation in closed form and by training, and what
// Report B's general form (eq. 25) lacks.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* interpolated = "interpolation, first hinge at the left end";
constexpr const char* equation_25 = "interpolation, eq. 25: hinges at 1, 2, ..., n";
constexpr const char* trained = "trained";
const std::vector<Index> trained_widths{1, 2, 4, 8, 16, 32, 64};

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
  HingeSum sum{.b = target(knots.front()), .knot = std::move(knots), .slope_change = {}};
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
    context.recorder.record(static_cast<double>(n), "largest error", largest_error(interpolate(knots)));
  }
}

// Linear(1, N) - ReLU - Linear(N, 1) by least squares on 128 points, all of them in each of Adam's updates.
void fit(const JobContext& context, Index hinges) {
  constexpr Index points = 128;
  const Index updates = context.settings.pick<Index>(300, 5000, 20000);
  Network<double> network = make_network<double>(presets::mlp({1, hinges, 1}), context.settings.twin);
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
  context.recorder.record(static_cast<double>(hinges), "largest error", largest_error([&](double t) {
                            input[0] = 2 * t - 1;
                            return network.forward(input)[0];
                          }));
}

// The slope of the least-squares line through (log n, log error), from n = 16 on.
double order(const Results& results, const char* run) {
  double count = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& [hinges, errors] : results.curve(run, "largest error")) {
    if (hinges < 16) continue;
    const double log_hinges = std::log(hinges), log_error = std::log(errors.front());
    count += 1, x += log_hinges, y += log_error, xx += log_hinges * log_hinges, xy += log_hinges * log_error;
  }
  return (count * xy - x * y) / (count * xx - x * x);
}

std::string run_name(Index hinges) { return trained + std::string(", ") + std::to_string(hinges) + " hinges"; }

std::vector<Figure> draw_errors(const Results& results) {
  Figure figure{.name = "F06-approximation",
                .title = "Twice the hinges, a quarter of the error, if the first hinge is at the left end",
                .caption =
                    "Largest error on [0, 1] of b + sum of c_i ReLU(t - t_i) fitted to sin(2 pi t). Interpolation: "
                    "equally spaced hinges, in closed form. Eq. 25 is constant up to its first hinge. Trained: "
                    "Adam on 128 points, every hinge free; mean, least and greatest of " +
                    std::to_string(results.values(run_name(16), "largest error").size()) + " seeds."};
  const auto add = [&](const std::string& block, const std::string& run) {
    std::vector<std::vector<double>> rows;
    for (const auto& [hinges, errors] : results.curve(run, "largest error")) rows.push_back({hinges, errors.front()});
    figure.add(block, {"hinges", "largest error"}, rows);
  };
  add("interpolated", interpolated);
  add("equation 25", equation_25);
  std::vector<std::vector<double>> rows;
  for (const Index hinges : trained_widths) {
    const std::vector<double> errors = results.values(run_name(hinges), "largest error");
    if (errors.empty()) continue;
    const Summary summary = summarize(errors);
    const auto [least, most] = std::minmax_element(errors.begin(), errors.end());
    rows.push_back({static_cast<double>(hinges), summary.mean, *least, *most});
  }
  figure.add("trained", {"hinges", "mean", "least", "most"}, rows);
  figure.script =
      "set logscale xy\nset xlabel 'hinges'\nset ylabel 'largest error'\nset format y '10^{%T}'\nset xrange [0.8:700]\n"
      "set yrange [1e-6:20]\nset xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)\nset key top right\n"
      "set label 1 'slope -1' at 130, 0.09 textcolor rgb '#777777'\n"
      "set label 2 'slope -2' at 40, 0.0005 textcolor rgb '#777777'\n" +
      plot(
          {"(x >= 16 ? 8 / x : NaN) with lines lt 1 lc rgb '#aaaaaa' dt 3 notitle",
           "(x >= 16 ? 2.5 / x**2 : NaN) with lines lt 1 lc rgb '#aaaaaa' dt 3 notitle",
           "DATA index 'equation 25' using 1:2 with linespoints linetype 2 title 'eq. 25: hinges at 1, 2, ..., n of n'",
           "DATA index 'interpolated' using 1:2 with linespoints linetype 1 title 'hinges at 0, 1, ..., n - 1 of n'",
           "DATA index 'trained' using 1:2:3:4 with yerrorlines linetype 3 title 'trained network, hinges free'"});
  return {figure};
}

std::string text(const Results& results) {
  std::string words =
      "Measured from 16 hinges on, the largest error falls as n to the power " +
      fixed(order(results, interpolated), 3) +
      " where the first hinge is at the left end, and as n to the "
      "power " +
      fixed(order(results, equation_25), 3) +
      " in the form of eq. 25: its hinges begin at 1, so it is constant on [0, 1] and no coefficient can "
      "mend that. The general form needs free hinges t_i and a hinge (or a linear term) at the left end."
      "\n\nA trained network of as many hidden units is the same family with free hinges, yet training "
      "does not find the good fits:\n\n| hinges | interpolation | trained, mean | trained, best |\n"
      "|---|---|---|---|\n";
  for (const Index hinges : trained_widths) {
    const std::vector<double> errors = results.values(run_name(hinges), "largest error");
    if (errors.empty()) continue;
    words += "| " + std::to_string(hinges) + " | " +
             fixed(results.values(interpolated, "largest error", static_cast<double>(hinges)).at(0), 5) + " | " +
             fixed(summarize(errors).mean, 5) + " | " + fixed(*std::min_element(errors.begin(), errors.end()), 5) +
             " |\n";
  }
  return words;
}

}  // namespace

Experiment b_approximation() {
  return {.name = "b-approximation",
          .title = "Approximation by rectifiers",
          .question =
              "How fast does a sum of N rectifiers approach a smooth function, and can the form that Report B "
              "generalises to (eq. 25) do it?",
          .source = "Report B, eq. 25",
          .x_means = "hinges",
          .assumptions = {"The function is sin(2 pi t) on [0, 1]; the report names none.",
                          "Eq. 25 on [0, n] with hinges at 1, 2, ..., n is scaled to [0, 1]."},
          .jobs =
              [](const Settings& settings) {
                std::vector<Job> jobs;
                add_jobs(jobs, interpolated, 1, 0.05, [](const JobContext& c) { interpolate_all(c, false); });
                add_jobs(jobs, equation_25, 1, 0.05, [](const JobContext& c) { interpolate_all(c, true); });
                for (const Index hinges : trained_widths) {
                  add_jobs(jobs, run_name(hinges), settings.seed_count(5, 10), settings.pick(0.05, 0.3, 2.0),
                           [hinges](const JobContext& c) { fit(c, hinges); });
                }
                return jobs;
              },
          .figures = draw_errors,
          .findings = text};
}

}  // namespace backcheck::experiments
