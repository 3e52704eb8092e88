#include "tests/outside/verification.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "tests/outside/watch.hpp"

namespace backcheck::outside {
namespace {

using suite::CheckResult;
using suite::Failure;
using suite::LayerCheck;
using Kind = Failure::Kind;

template <class Cases>
void keep_case(Cases& cases, const std::string& name) {
  if (name.empty()) return;
  std::erase_if(cases.cases, [&](const auto& one) { return one.name != name; });
  std::erase_if(cases.refusals, [&](const auto& one) { return one.first.name != name; });
  if (name != "Random") cases.random_ranges.clear();
}

// Whether the layer's numbers were compared, and are not those wanted.
bool is_about_numbers(Kind kind) {
  return kind == Kind::wrong || kind == Kind::mistrusted || kind == Kind::nonfinite || kind == Kind::stochastic;
}

// Whether the twin, which is right, has another tensor of this name.
bool differs_from_twin(const Verification& verification, const std::string& tensor) {
  for (const CheckRecord& record : verification.checks) {
    if (record.family != "parity") continue;
    for (const Failure& failure : record.result.failures) {
      if (failure.tensor == tensor && is_about_numbers(failure.kind)) return true;
    }
  }
  return false;
}

// Whether a gradient is held against the layer's own forward pass: where that is wrong, this says nothing of gradients.
bool asks_forward(const CheckRecord& record) {
  return record.family == "identities" || record.check.find("MatchesFiniteDifferences") != std::string::npos;
}

}  // namespace

bool Verification::is_right() const {
  return std::all_of(checks.begin(), checks.end(), [](const auto& one) { return one.result.failures.empty(); });
}

Verification verify(const LayerUnderTest& layer, const Filter& filter, const Limits& limits, int jobs) {
  const std::string command = layer.command.empty() ? "tests/verify " + layer.source : layer.command;
  Verification verification{layer.name, layer.source, command, {}};
  const auto run = [&](const std::string& name, std::vector<LayerCheck> checks) {
    if (!filter.check.empty()) std::erase_if(checks, [&](const LayerCheck& one) { return one.name != filter.check; });
    auto records = layer.run ? layer.run(name, checks) : run_contained(name, checks, limits, jobs);
    for (CheckRecord& record : records) {
      verification.checks.push_back(std::move(record));
    }
  };
  const auto run_in = [&](const std::string& number, auto cases) {
    keep_case(cases, filter.case_name);
    run(layer.name + "/" + number, suite::checks_of(watched(cases)));
  };
  if (layer.in_double) run_in("double", *layer.in_double);
  if (layer.in_float) run_in("float", *layer.in_float);
  run(layer.name, layer.more_checks);

  for (const CheckRecord& record : verification.checks) {
    if (record.printed.empty()) continue;
    verification.checks.push_back({.layer = layer.name,
                                   .check = "KeepsQuiet",
                                   .family = "contract",
                                   .result = {.failures = {{.tensor = "standard output", .message = record.printed}}}});
    break;
  }
  return verification;
}

Summary summarize(const Verification& verification) {
  Summary summary;
  std::set<std::string> seen, wrong;
  std::vector<std::string> unwritten;
  const bool output_is_wrong = differs_from_twin(verification, "output") || differs_from_twin(verification, "loss");
  for (const CheckRecord& record : verification.checks) {
    if (!record.applies) continue;
    ++summary.checks;
    summary.failed += !record.result.failures.empty();
    summary.cases_skipped = std::max(summary.cases_skipped, record.result.skipped);
    const bool runs_the_layer = record.check != "FiniteDifferencesMatchDualNumbers";  // of the textbook alone
    for (const auto& [tensor, counts] : record.result.coverage) {
      if (!runs_the_layer) break;
      if (counts.compared > 1 || counts.nonzero > 1) seen.insert(tensor);
    }
    for (const Failure& failure : record.result.failures) {
      if (failure.message == not_written) {
        if (std::find(unwritten.begin(), unwritten.end(), failure.tensor) == unwritten.end()) {
          unwritten.push_back(failure.tensor);
        }
        continue;
      }
      if (output_is_wrong && failure.tensor.rfind("grad", 0) == 0 && asks_forward(record)) continue;
      if (is_about_numbers(failure.kind)) wrong.insert(failure.tensor);
      // The first of its kind, unless a later one of the same tensor has a name for it.
      const auto same = [&](const Fault& one) {
        return one.failure.tensor == failure.tensor &&
               is_about_numbers(one.failure.kind) == is_about_numbers(failure.kind) &&
               (is_about_numbers(failure.kind) || one.failure.kind == failure.kind);
      };
      const Fault fault{failure, record.layer + "." + record.check};
      const auto found = std::find_if(summary.faults.begin(), summary.faults.end(), same);
      if (found == summary.faults.end()) {
        summary.faults.push_back(fault);
      } else if ((found->failure.likely_bug.empty() && !failure.likely_bug.empty()) ||
                 (found->failure.kind == Kind::mistrusted && failure.kind != Kind::mistrusted)) {
        *found = fault;
      }
    }
  }
  // What ended the process first, for the rest may follow from it.
  std::stable_partition(summary.faults.begin(), summary.faults.end(),
                        [](const Fault& one) { return !is_about_numbers(one.failure.kind); });
  if (std::find(unwritten.begin(), unwritten.end(), "forward") !=
      unwritten.end()) {  // then there is nothing to compare
    seen.clear(), wrong.clear();
    summary.faults.clear();
  }
  for (const std::string& one : unwritten) summary.not_written += (summary.not_written.empty() ? "" : " and ") + one;
  for (const char* tensor : {"output", "loss", "grads.input", "grad_logits", "grads.weight", "grads.bias"}) {
    if (wrong.count(tensor)) summary.wrong.push_back(tensor);
    if (seen.count(tensor) && !wrong.count(tensor)) summary.right.push_back(tensor);
  }
  for (const std::string& tensor : wrong) {
    if (std::find(summary.wrong.begin(), summary.wrong.end(), tensor) == summary.wrong.end()) {
      summary.wrong.push_back(tensor);
    }
  }
  return summary;
}

}  // namespace backcheck::outside
