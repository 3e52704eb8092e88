// The decision boundary of a network with two inputs and two classes.
#pragma once

#include <array>
#include <vector>

#include "core/network.hpp"

namespace backcheck::experiments {

using Points = std::vector<std::array<double, 2>>;

// The points of a grid of `resolution` rows and columns over the square [-extent, extent]^2, row by row.
Points square_grid(double extent, Index resolution);

// How far class 1 is ahead at each point: the difference of the two logits.
std::vector<double> lead(Network<double>& network, const Points& points);

// Points of the boundary in that square: where the lead changes its sign between neighbours on a grid, found by
// bisection.
Points boundary_points(Network<double>& network, double extent);

// The number of straight pieces of the boundary: within one pattern of active and inactive units the network is affine
// and its boundary part of one line. Every other layer, from the second, is a ReLU.
Index boundary_pieces(Network<double>& network, const Points& boundary);

// How far the boundary is from straight: the largest distance of its points from the line that fits them best (total
// least squares), in units of the plane.
double bend(const Points& boundary);

}  // namespace backcheck::experiments
