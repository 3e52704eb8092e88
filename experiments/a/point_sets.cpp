#include "experiments/a/point_sets.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <stdexcept>

namespace backcheck::experiments {

std::string_view name(PointSet set) {
  switch (set) {
    case PointSet::line:
      return "line";
    case PointSet::moons:
      return "moons";
    case PointSet::exclusive_or:
      return "XOR";
    case PointSet::rings:
      return "rings";
  }
  throw std::invalid_argument("PointSet: unknown set");
}

Examples<double> make_points(PointSet set, Index count, double noise, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::normal_distribution<double> normal(0, noise);
  Examples<double> points{Tensor<double>(Shape{count, 2}), {}};
  for (Index n = 0; n < count; ++n) {
    const int label = static_cast<int>(n % 2);
    const double u = uniform(engine), v = uniform(engine), sign = label ? 1 : -1;
    double x = 0, y = 0;
    switch (set) {
      case PointSet::line: {  // x + y > 0 is class 1
        const double across = sign * u, along = 2.4 * v - 1.2;
        x = (across + along) / std::numbers::sqrt2, y = (across - along) / std::numbers::sqrt2;
        break;
      }
      case PointSet::moons: {
        const double angle = std::numbers::pi * u;
        x = label ? 0.5 - std::cos(angle) : std::cos(angle) - 0.5;
        y = label ? 0.25 - std::sin(angle) : std::sin(angle) - 0.25;
        break;
      }
      case PointSet::exclusive_or: {
        const double side = n % 4 < 2 ? 1 : -1;
        x = side * 1.2 * u, y = side * sign * 1.2 * v;
        break;
      }
      case PointSet::rings: {
        const double angle = 2 * std::numbers::pi * u;
        const double radius = label ? 1 + 0.2 * v : 0.5 * std::sqrt(v);
        x = radius * std::cos(angle), y = radius * std::sin(angle);
        break;
      }
    }
    points.inputs(n, 0) = x + normal(engine);
    points.inputs(n, 1) = y + normal(engine);
    points.labels.push_back(label);
  }
  return points;
}

}  // namespace backcheck::experiments
