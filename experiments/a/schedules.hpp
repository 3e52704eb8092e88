// What a learning rate schedule buys: Report A's network, as published and corrected, one epoch of one image an update
// with each of six schedules. The report gives neither its schedule nor the rate that it starts at.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// All schedules of a network start at one rate, about the highest that it stands (as published, not every seed does).
struct ScheduledNetwork {
  std::string name;  // a variant, see variant_named() in variants.hpp
  double start;

  std::string run(const std::string& schedule) const { return name + ", " + schedule; }  // "corrected, step"
  std::vector<std::string> runs() const;                                                 // with all schedules
};
inline const ScheduledNetwork scheduled_as_published{"as published", 0.005}, scheduled_corrected{"corrected", 0.02};

// They record "learning rate" and the mean "loss" of each fiftieth of the epoch, x being the update, and the numbers of
// one_epoch() in epoch.hpp.
std::vector<Run> schedule_runs(const Settings& settings);

// The learning rate and the training loss of the network as published.
plotting::Figure schedules_figure(const Results& results);
// The test accuracies of both networks.
plotting::Figure schedule_results_figure(const Results& results);

}  // namespace backcheck::experiments::report_a
