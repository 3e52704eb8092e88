#include "tests/mutants/kill.hpp"

namespace backcheck::mutants {
namespace {

using suite::CheckResult;
using suite::Failure;
using suite::LayerCase;
using Check = suite::Check<double>;

bool is_gradient(const std::string& tensor) { return tensor.rfind("grads.", 0) == 0 || tensor == "grad_logits"; }

// What the first of these checks that names the tensor says of it; keeps in `misnamed` what names another although it
// is a gradient that is wrong. (Where the output is, an identity cannot tell whether it or a gradient is to blame; the
// twin can.)
std::vector<Failure> first_kill(const std::vector<Check>& checks, const std::vector<LayerCase<double>>& cases,
                                const std::string& tensor, std::vector<Failure>& misnamed) {
  for (const Check& check : checks) {
    for (const LayerCase<double>& one : cases) {
      if (!applies(check, one)) continue;
      std::vector<Failure> right;
      for (Failure& failure : run(check, one).failures) {
        failure.message = check.name + ": " + failure.message;
        if (failure.tensor == tensor) {
          right.push_back(std::move(failure));
        } else if (is_gradient(tensor) && misnamed.empty()) {
          misnamed.push_back(std::move(failure));
        }
      }
      if (!right.empty()) return right;
    }
  }
  return {};
}

// Whether any of these checks gives the bug this name in any of these cases.
bool is_diagnosed(const std::vector<Check>& checks, const std::vector<LayerCase<double>>& cases,
                  const std::string& diagnosis) {
  for (const Check& check : checks) {
    for (const LayerCase<double>& one : cases) {
      if (!applies(check, one)) continue;
      for (const Failure& failure : run(check, one).failures) {
        if (failure.likely_bug.find(diagnosis) != std::string::npos) return true;
      }
    }
  }
  return false;
}

}  // namespace

CheckResult judge_mutant(const std::vector<LayerCase<double>>& cases, const CommonMutant& expected) {
  std::vector<Check> parity, others;
  for (const Check& check : suite::checks<double>()) (check.family == "parity" ? parity : others).push_back(check);

  CheckResult result{.coverage = {{expected.tensor, {1, 1}}}};
  const std::vector<Failure> with_twin = first_kill(parity, cases, expected.tensor, result.failures);
  const std::vector<Failure> alone = first_kill(others, cases, expected.tensor, result.failures);
  const auto complain = [&](const std::string& message) {
    result.failures.push_back({.tensor = expected.tensor, .message = message, .kind = Failure::Kind::mistrusted});
  };
  if (with_twin.empty() && alone.empty()) complain("the mutant survived");
  if (expected.found_without_twin && alone.empty()) complain("the mutant survived the checks that need no twin");
  if (!expected.diagnosis.empty() && !is_diagnosed(parity, cases, expected.diagnosis)) {
    complain("the diagnosis never says '" + expected.diagnosis + "'");
  }
  return result;
}

std::vector<Registered>& registry() {
  static std::vector<Registered> all;
  return all;
}

CheckResult judge_right_layer(const std::vector<LayerCase<double>>& cases) {
  CheckResult result;
  for (const Check& check : suite::checks<double>()) {
    for (const LayerCase<double>& one : cases) {
      if (applies(check, one)) result += run(check, one);
    }
  }
  return result;
}

}  // namespace backcheck::mutants
