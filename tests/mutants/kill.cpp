#include "tests/mutants/kill.hpp"

#include <algorithm>

namespace backcheck::mutants {
namespace {

using suite::Finding;
using suite::Problem;
using Check = suite::Check<double>;

// The first findings of these checks on these problems that name the tensor; collects those that name another.
std::vector<Finding> first_kill(const std::vector<Check>& checks, const std::vector<Problem<double>>& problems,
                                const std::string& tensor, std::vector<Finding>& misnamed) {
  for (const Check& check : checks) {
    for (const Problem<double>& problem : problems) {
      if (!check.applies(problem)) continue;
      std::vector<Finding> right;
      for (Finding& finding : run(check, problem).findings) {
        finding.message = check.name + ": " + finding.message;
        if (finding.tensor == tensor) {
          right.push_back(std::move(finding));
        } else if (check.family == "parity" || check.family == "gradients") {
          misnamed.push_back(std::move(finding));
        }
      }
      if (!right.empty()) return right;
    }
  }
  return {};
}

}  // namespace

std::vector<Finding> judge_mutant(const std::vector<Problem<double>>& problems, const Expected& expected) {
  std::vector<Check> parity, others;
  for (const Check& check : suite::checks<double>()) (check.family == "parity" ? parity : others).push_back(check);

  std::vector<Finding> wrong;
  const std::vector<Finding> with_twin = first_kill(parity, problems, expected.tensor, wrong);
  const std::vector<Finding> alone = first_kill(others, problems, expected.tensor, wrong);
  const auto complain = [&](const std::string& message) {
    wrong.push_back({.tensor = expected.tensor, .message = message, .verdict = suite::Verdict::mistrusted});
  };
  if (with_twin.empty() && alone.empty()) complain("the mutant survived");
  if (expected.found_without_twin && alone.empty()) complain("the mutant survived the checks that need no twin");
  if (!expected.slip.empty()) {
    const auto says = [&](const Finding& finding) { return finding.message.find(expected.slip) != std::string::npos; };
    if (std::none_of(with_twin.begin(), with_twin.end(), says)) {
      complain("the diagnosis does not say '" + expected.slip +
               "': " + (with_twin.empty() ? "nothing was found" : with_twin.front().message));
    }
  }
  return wrong;
}

std::vector<Finding> judge_right_layer(const std::vector<Problem<double>>& problems) {
  suite::Outcome outcome;
  for (const Check& check : suite::checks<double>()) {
    for (const Problem<double>& problem : problems) {
      if (check.applies(problem)) outcome += run(check, problem);
    }
  }
  return outcome.findings;
}

}  // namespace backcheck::mutants
