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

// Called likewise by the files with the claims of a report.
bool register_claims(std::vector<ClaimTest> (*tests)());

// All experiments, by report and position, with their claims. Throws std::logic_error where a claim names an experiment
// that there is not.
Catalogue registered_experiments();

}  // namespace backcheck::experiments
