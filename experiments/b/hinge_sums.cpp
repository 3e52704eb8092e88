#include "experiments/b/hinge_sums.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_b {
namespace {

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
HingeSum interpolation(std::vector<double> knots) {
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
double largest_error_of(const Function& function) {
  constexpr int points = 4096;  // 8 within the shortest piece
  double largest = 0;
  for (int i = 0; i <= points; ++i) {
    const double t = static_cast<double>(i) / points;
    largest = std::max(largest, std::abs(function(t) - target(t)));
  }
  return largest;
}

}  // namespace

void interpolate(const JobContext& context, bool as_equation_25) {
  for (Index n = as_equation_25 ? 2 : 1; n <= 512; n *= 2) {
    std::vector<double> knots;
    // Eq. 25 on [0, n], scaled to [0, 1]; its last hinge, at the right end, never opens.
    for (Index i = as_equation_25 ? 1 : 0; i < n; ++i) {
      knots.push_back(static_cast<double>(i) / static_cast<double>(n));
    }
    context.record(static_cast<double>(n), largest_error, largest_error_of(interpolation(knots)));
  }
}

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
  context.record(static_cast<double>(hinges), largest_error, largest_error_of([&](double t) {
                   input[0] = 2 * t - 1;
                   return network.forward(input)[0];
                 }));
}

}  // namespace backcheck::experiments::report_b
