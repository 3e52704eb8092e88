#include "experiments/a/plane_boundary.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace backcheck::experiments {

std::vector<double> lead(Network<double>& network, const Points& points) {
  Tensor<double> inputs(Shape{static_cast<Index>(points.size()), 2});
  for (std::size_t n = 0; n < points.size(); ++n) {
    inputs(static_cast<Index>(n), 0) = points[n][0];
    inputs(static_cast<Index>(n), 1) = points[n][1];
  }
  const Tensor<double>& logits = network.forward(inputs);
  std::vector<double> leads;
  for (Index n = 0; n < inputs.shape()[0]; ++n) leads.push_back(logits(n, 1) - logits(n, 0));
  return leads;
}

Points square_grid(double extent, Index resolution) {
  Points points;
  for (Index row = 0; row < resolution; ++row)
    for (Index column = 0; column < resolution; ++column) {
      const double step = 2 * extent / static_cast<double>(resolution - 1);
      points.push_back({-extent + step * static_cast<double>(column), -extent + step * static_cast<double>(row)});
    }
  return points;
}

Points boundary_points(Network<double>& network, double extent) {
  constexpr Index resolution = 121;
  const Points points = square_grid(extent, resolution);
  const std::vector<double> leads = lead(network, points);
  Points negative, positive;  // the ends of each edge that the boundary crosses
  for (Index n = 0; n < resolution * resolution; ++n) {
    for (const Index step : {Index{1}, resolution}) {
      if (step == 1 ? n % resolution == resolution - 1 : n + step >= resolution * resolution) continue;
      const auto here = static_cast<std::size_t>(n), there = static_cast<std::size_t>(n + step);
      if ((leads[here] > 0) == (leads[there] > 0)) continue;
      negative.push_back(points[leads[here] > 0 ? there : here]);
      positive.push_back(points[leads[here] > 0 ? here : there]);
    }
  }
  Points middle(negative.size());
  if (negative.empty()) return middle;
  for (int halving = 0; halving < 48; ++halving) {
    for (std::size_t n = 0; n < middle.size(); ++n) {
      middle[n] = {(negative[n][0] + positive[n][0]) / 2, (negative[n][1] + positive[n][1]) / 2};
    }
    const std::vector<double> leads_between = lead(network, middle);
    for (std::size_t n = 0; n < middle.size(); ++n) (leads_between[n] > 0 ? positive : negative)[n] = middle[n];
  }
  return middle;
}

Index boundary_pieces(Network<double>& network, const Points& boundary) {
  if (boundary.empty()) return 0;
  lead(network, boundary);
  std::set<std::vector<bool>> patterns;
  for (std::size_t n = 0; n < boundary.size(); ++n) {
    std::vector<bool> pattern;
    for (Index layer = 1; layer < network.depth(); layer += 2) {  // the ReLUs
      const Tensor<double>& output = network.output(layer);
      for (Index unit = 0; unit < output.shape()[1]; ++unit) pattern.push_back(output(static_cast<Index>(n), unit) > 0);
    }
    patterns.insert(pattern);
  }
  return static_cast<Index>(patterns.size());
}

double bend(const Points& boundary) {
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0;
  const double count = static_cast<double>(boundary.size());
  for (const auto& [x, y] : boundary) mean_x += x / count, mean_y += y / count;
  for (const auto& [x, y] : boundary) {
    xx += (x - mean_x) * (x - mean_x), xy += (x - mean_x) * (y - mean_y), yy += (y - mean_y) * (y - mean_y);
  }
  const double angle = std::atan2(2 * xy, xx - yy) / 2;  // of the line's direction
  double largest = 0;
  for (const auto& [x, y] : boundary) {
    largest = std::max(largest, std::abs((y - mean_y) * std::cos(angle) - (x - mean_x) * std::sin(angle)));
  }
  return largest;
}

}  // namespace backcheck::experiments
