// The experiments that have registered themselves.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

// The functions that the file of an experiment defines.
struct ExperimentFile {
  Experiment (*declaration)();
  std::vector<Run> (*runs)(const Settings&);
  std::vector<plotting::Figure> (*figures)(const Results&);
  writing::Markdown (*findings)(const Results&);
};
// Called while the program starts; returns true so that a constant can hold the call.
bool register_experiment(const ExperimentFile& file);

// All of them, by report and position.
Catalogue registered_experiments();

}  // namespace backcheck::experiments
