// A small ReLU network, 2-8-8-2, trained on each set of points of the plane with each of two optimisers; figures of the
// networks of seed 1.
#pragma once

#include <string>
#include <vector>

#include "experiments/a/point_sets.hpp"
#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

inline const std::vector<std::string> optimizers{"SGD", "Adam"};

// "rings, SGD"
std::string run_name(PointSet set, const std::string& optimizer);

// They record, after each of 20 epochs, "train loss" while the weights move, "test loss" and "test accuracy" on 40
// other points, and at last the parameters.
std::vector<Run> boundary_runs(const Settings& settings);

plotting::Figure points_figure();                            // the sets
plotting::Figure true_false_figure(const Results& results);  // which points are classified rightly
plotting::Figure boundary_figure(const Results& results);    // the probability of a class and the decision boundary

}  // namespace backcheck::experiments
