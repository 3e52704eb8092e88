#include "tests/suite/failure.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <ostream>
#include <set>
#include <utility>

namespace backcheck::suite {
namespace {

template <class Name>
void keep_those_in(std::vector<Name>& kept, const std::vector<Name>& others) {
  std::erase_if(kept, [&](const Name& one) { return std::find(others.begin(), others.end(), one) == others.end(); });
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Whether these two mistakes explain the tensor: one where the other has no effect, or both.
bool explains(const std::pair<std::string, std::string>& pair, const Diagnosis& diagnosis) {
  const auto alone = [&](const std::string& name) {
    return contains(diagnosis.known, name) || contains(diagnosis.transformed, name);
  };
  return alone(pair.first) || alone(pair.second) ||
         std::find(diagnosis.pairs.begin(), diagnosis.pairs.end(), pair) != diagnosis.pairs.end();
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; or ") + name;
  return text;
}

// The name that fits all of these; empty if there is none.
std::string common_name(const std::vector<const Diagnosis*>& all) {
  Index elements = 0;
  double explained = 1;
  std::vector<std::string> known = all[0]->known, transformed = all[0]->transformed;
  std::set<std::pair<std::string, std::string>> pairs;
  for (const Diagnosis* one : all) {
    elements += one->elements;
    explained = std::min(explained, one->explained);
    keep_those_in(known, one->known);
    keep_those_in(transformed, one->transformed);
    pairs.insert(one->pairs.begin(), one->pairs.end());
  }
  if (elements < 3) return {};
  std::string name = joined(known.empty() ? transformed : known);
  if (name.empty()) {
    std::vector<std::string> both;
    for (const auto& pair : pairs) {
      if (std::all_of(all.begin(), all.end(), [&](const Diagnosis* one) { return explains(pair, *one); })) {
        both.push_back(pair.first + ", and " + pair.second);
      }
    }
    if (both.empty()) return {};
    name = "two mistakes at once: " + joined(both);
  }
  if (explained == 0) return name;
  char share[64];
  std::snprintf(share, sizeof share, " (explains %.2f %% of the error)", 100 * explained);
  return name + share;
}

}  // namespace

void settle(std::vector<Failure>& failures) {
  std::map<std::string, std::vector<const Diagnosis*>> by_tensor;
  for (const Failure& failure : failures) {
    if (failure.diagnosis.elements > 0) by_tensor[failure.tensor].push_back(&failure.diagnosis);
  }
  for (const auto& [tensor, diagnoses] : by_tensor) {
    const std::string name = common_name(diagnoses);
    for (Failure& failure : failures) {
      if (failure.tensor == tensor) failure.likely_bug = name;
    }
  }
}

const char* name_of(Failure::Kind kind) {
  switch (kind) {
    case Failure::Kind::wrong:
      return "FAIL";
    case Failure::Kind::mistrusted:
      return "MISTRUSTED";
    case Failure::Kind::nonfinite:
      return "NONFINITE";
    case Failure::Kind::stochastic:
      return "STOCHASTIC";
    case Failure::Kind::exception:
      return "EXCEPTION";
    case Failure::Kind::crashed:
      return "CRASH";
    case Failure::Kind::exited:
      return "EXIT";
    case Failure::Kind::timed_out:
      return "TIMEOUT";
    case Failure::Kind::outgrew:
      return "MEMORY";
  }
  return "?";
}

std::ostream& operator<<(std::ostream& stream, const Failure& failure) {
  return stream << name_of(failure.kind) << ": " << failure.tensor << ": " << failure.message
                << (failure.likely_bug.empty() ? "" : "\n  most likely: ") << failure.likely_bug
                << (failure.case_line.empty() ? "" : "\n  case ") << failure.case_line;
}

CheckResult& CheckResult::operator+=(CheckResult other) {
  for (const auto& [tensor, counts] : other.coverage) {
    coverage[tensor].compared += counts.compared;
    coverage[tensor].nonzero += counts.nonzero;
  }
  failures.insert(failures.end(), std::make_move_iterator(other.failures.begin()),
                  std::make_move_iterator(other.failures.end()));
  cases += other.cases;
  skipped += other.skipped;
  return *this;
}

std::vector<Failure> judge(const CheckResult& result) {
  std::vector<Failure> judged = result.failures;
  Index compared = 0;
  for (const auto& [tensor, counts] : result.coverage) {
    compared += counts.compared;
    if (counts.compared > 0 && counts.nonzero * 100 < counts.compared) {
      judged.push_back({.tensor = tensor,
                        .message = "only " + std::to_string(counts.nonzero) + " of the " +
                                   std::to_string(counts.compared) + " values wanted were not zero",
                        .kind = Failure::Kind::mistrusted});
    }
  }
  if (compared == 0 && (result.cases == 0 || result.skipped < result.cases)) {
    judged.push_back({.tensor = "nothing", .message = "the check compared nothing", .kind = Failure::Kind::mistrusted});
  }
  return judged;
}

}  // namespace backcheck::suite
