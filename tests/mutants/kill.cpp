#include "tests/mutants/kill.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace backcheck::mutants {
namespace {

using suite::CheckResult;
using suite::Failure;
using suite::LayerCase;
using Check = suite::Check<double>;

constexpr int cases_enough = 12;  // in which a tensor is wrong, to name the bug

bool is_gradient(const std::string& tensor) { return tensor.rfind("grads.", 0) == 0 || tensor == "grad_logits"; }

bool needs_twin(const Check& check) { return check.family == "parity"; }

// What one check says of all cases, until the tensor was found wrong in `enough` of them.
std::vector<Failure> failures_of(const Check& check, const Cases& cases, const std::string& tensor, int enough) {
  std::vector<Failure> failures;
  int found = 0;
  for (const LayerCase<double>& one : cases) {
    if (!applies(check, one)) continue;
    bool here = false;
    for (Failure& failure : run(check, one).failures) {
      failure.message = check.name + ": " + failure.message;
      here = here || failure.tensor == tensor;
      failures.push_back(std::move(failure));
    }
    found += here;
    if (found == enough) break;
  }
  settle(failures);
  return failures;
}

// The failures of the first check of this kind that finds the tensor wrong and has a name for it, or else of the first
// that finds it wrong.
std::vector<Failure> first_kill(bool with_twin, const Cases& cases, const std::string& tensor,
                                std::vector<Failure>& misnamed) {
  std::vector<Failure> first;
  for (const Check& check : suite::checks<double>()) {
    if (needs_twin(check) != with_twin) continue;
    std::vector<Failure> failures = failures_of(check, cases, tensor, cases_enough);
    const auto is_about_it = [&](const Failure& failure) { return failure.tensor == tensor; };
    // Where the output is wrong, an identity cannot tell whether it or a gradient is to blame; the twin can.
    if (is_gradient(tensor) && misnamed.empty()) {
      std::copy_if(failures.begin(), failures.end(), std::back_inserter(misnamed), std::not_fn(is_about_it));
    }
    std::erase_if(failures, std::not_fn(is_about_it));
    if (std::any_of(failures.begin(), failures.end(), [](const Failure& one) { return !one.likely_bug.empty(); })) {
      return failures;
    }
    if (first.empty()) first = std::move(failures);
  }
  return first;
}

}  // namespace

std::vector<std::string> names_given(const Cases& cases, const std::string& tensor) {
  std::vector<std::string> names;
  for (const bool with_twin : {true, false}) {
    std::vector<Failure> misnamed;
    for (const Failure& failure : first_kill(with_twin, cases, tensor, misnamed)) {
      if (!failure.likely_bug.empty() && std::find(names.begin(), names.end(), failure.likely_bug) == names.end()) {
        names.push_back(failure.likely_bug);
      }
    }
  }
  return names;
}

CheckResult judge_mutant(const Cases& cases, const Bug& expected) {
  CheckResult result{.coverage = {{expected.tensor, {1, 1}}}};
  const std::vector<Failure> with_twin = first_kill(true, cases, expected.tensor, result.failures);
  const std::vector<Failure> alone = first_kill(false, cases, expected.tensor, result.failures);
  const auto complain = [&](const std::string& message) {
    result.failures.push_back({.tensor = expected.tensor, .message = message, .kind = Failure::Kind::mistrusted});
  };
  if (with_twin.empty() && alone.empty()) complain("the mutant survived");
  if (expected.found_without_twin && alone.empty()) complain("the mutant survived the checks that need no twin");
  bool named = false;
  for (const std::vector<Failure>* failures : {&with_twin, &alone}) {
    for (const Failure& failure : *failures) {
      if (failure.likely_bug.empty()) continue;
      if (failure.likely_bug.rfind(expected.says, 0) == 0) {
        named = true;
      } else {
        complain("it is called '" + failure.likely_bug + "' instead of '" + expected.says + "': " + failure.message);
        return result;
      }
    }
  }
  if (!named) complain("it has no name; '" + expected.says + "' was expected");
  return result;
}

std::vector<Registered>& registry() {
  static std::vector<Registered> all;
  return all;
}

CheckResult judge_right_layer(const Cases& cases) {
  CheckResult result;
  for (const Check& check : suite::checks<double>()) {
    for (const LayerCase<double>& one : cases) {
      if (applies(check, one)) result += run(check, one);
    }
  }
  return result;
}

}  // namespace backcheck::mutants
