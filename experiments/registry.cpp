#include "experiments/registry.hpp"

#include <algorithm>
#include <tuple>

namespace backcheck::experiments {
namespace {

std::vector<ExperimentFile>& files() {
  static std::vector<ExperimentFile> all;
  return all;
}

}  // namespace

bool register_experiment(const ExperimentFile& file) {
  files().push_back(file);
  return true;
}

Catalogue registered_experiments() {
  Catalogue catalogue;
  for (const ExperimentFile& file : files()) {
    Experiment experiment = file.declaration();
    experiment.runs = file.runs;
    experiment.figures = file.figures;
    experiment.findings = file.findings;
    catalogue.push_back(std::move(experiment));
  }
  const auto place = [](const Experiment& e) { return std::tuple(e.name.substr(0, 1), e.position, e.name); };
  std::sort(catalogue.begin(), catalogue.end(),
            [&](const Experiment& a, const Experiment& b) { return place(a) < place(b); });
  return catalogue;
}

}  // namespace backcheck::experiments
