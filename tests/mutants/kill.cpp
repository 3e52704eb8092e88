#include "tests/mutants/kill.hpp"

#include <algorithm>

namespace backcheck::mutants {
namespace {

using suite::Finding;
using suite::Problem;
using Check = suite::Check<double>;

// The first findings of these checks on these problems that name the tensor; keeps one that names another although it
// is a gradient that is wrong. (Where the output is, an identity cannot tell whether it or a gradient is to blame; the
// twin can.)
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
        } else if (tensor.rfind("grads.", 0) == 0 && misnamed.empty()) {
          misnamed.push_back(std::move(finding));
        }
      }
      if (!right.empty()) return right;
    }
  }
  return {};
}

// Whether any of these checks gives the bug this name on any of these problems.
bool is_diagnosed(const std::vector<Check>& checks, const std::vector<Problem<double>>& problems,
                  const std::string& slip) {
  for (const Check& check : checks) {
    for (const Problem<double>& problem : problems) {
      if (!check.applies(problem)) continue;
      for (const Finding& finding : run(check, problem).findings) {
        if (finding.message.find(slip) != std::string::npos) return true;
      }
    }
  }
  return false;
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
  if (!expected.slip.empty() && !is_diagnosed(parity, problems, expected.slip)) {
    complain("the diagnosis never says '" + expected.slip + "'");
  }
  return wrong;
}

std::vector<Registered>& registry() {
  static std::vector<Registered> all;
  return all;
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
