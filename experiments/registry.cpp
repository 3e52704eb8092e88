#include "experiments/registry.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "reference/as_published/claims.hpp"

namespace backcheck::experiments {
namespace {

std::vector<ExperimentFile>& files() {
  static std::vector<ExperimentFile> all;
  return all;
}

std::vector<std::vector<ClaimTest> (*)()>& claim_files() {
  static std::vector<std::vector<ClaimTest> (*)()> all;
  return all;
}

void add_claim(ClaimTest test, Catalogue& catalogue) {
  published::claim(test.claim);
  const auto found = std::find_if(catalogue.begin(), catalogue.end(),
                                  [&](const Experiment& experiment) { return experiment.name == test.experiment; });
  if (found == catalogue.end()) throw std::logic_error(test.claim + " names no experiment: '" + test.experiment + "'");
  found->claims.push_back(std::move(test));
}

}  // namespace

bool register_claims(std::vector<ClaimTest> (*tests)()) {
  claim_files().push_back(tests);
  return true;
}

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
  for (const auto tests : claim_files()) {
    for (ClaimTest& test : tests()) add_claim(std::move(test), catalogue);
  }
  const auto place = [](const Experiment& e) { return std::tuple(e.name.substr(0, 1), e.position, e.name); };
  std::sort(catalogue.begin(), catalogue.end(),
            [&](const Experiment& a, const Experiment& b) { return place(a) < place(b); });
  return catalogue;
}

}  // namespace backcheck::experiments
