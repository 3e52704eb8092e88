// Panels of the plane: points of two classes, the class probability, the decision boundary.
#pragma once

#include <string>
#include <vector>

#include "core/network.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/training/training.hpp"

namespace backcheck::experiments {

constexpr double extent = 1.8;  // of the part of the plane that is examined and drawn, in each direction

// A panel without clutter: equal scales, no ticks.
plotting::Panel plane(const std::string& title);
// Panels beside each other.
plotting::Figure plane_figure(std::string name, std::string title, std::string caption,
                              std::vector<plotting::Panel> panels);

// Class 0 is blue, class 1 orange.
plotting::Style point_style(int label, plotting::Marker marker, double size = 1, double width = 1.6);
void add_points(plotting::Panel& panel, const Examples<double>& points, plotting::Marker marker, double size = 1,
                double width = 1.6);
// The points of these sets, by whether the network puts them into the right class.
struct Classified {
  std::vector<plotting::Point> right, wrong;
};
Classified classify(Network<double>& network, const std::vector<Examples<double>>& sets);

// The probability of class 1, light, and the boundary, black.
void add_landscape(plotting::Panel& panel, Network<double>& network);

}  // namespace backcheck::experiments
