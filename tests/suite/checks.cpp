#include "tests/suite/checks.hpp"

#include <exception>
#include <iterator>

namespace backcheck::suite {
namespace {

template <class Checks>
void append(Checks& all, const Checks& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

template <Scalar T>
const std::vector<Check<T>>& checks() {
  static const std::vector<Check<T>> all = [] {
    std::vector<Check<T>> list = parity_checks<T>();
    append(list, contract_checks<T>());
    append(list, identity_checks<T>());
    if constexpr (std::same_as<T, double>) append(list, gradient_checks());
    append(list, determinism_checks<T>());
    return list;
  }();
  return all;
}

template <Scalar T>
Outcome run(const Check<T>& check, const Problem<T>& problem) {
  Outcome outcome;
  try {
    outcome = check.run(problem);
  } catch (const std::exception& error) {
    outcome.coverage["error"] = {1, 1};
    outcome.findings.push_back({.tensor = "error", .message = std::string("threw unexpectedly: ") + error.what()});
  }
  for (Finding& finding : outcome.findings) finding.case_line = problem.case_line;
  return outcome;
}

template const std::vector<Check<float>>& checks();
template const std::vector<Check<double>>& checks();
template Outcome run(const Check<float>&, const Problem<float>&);
template Outcome run(const Check<double>&, const Problem<double>&);

}  // namespace backcheck::suite
