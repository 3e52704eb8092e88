#include "tests/suite/finding.hpp"

#include <iterator>
#include <ostream>
#include <utility>

namespace backcheck::suite {

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::fail:
      return "FAIL";
    case Verdict::mistrusted:
      return "MISTRUSTED";
    case Verdict::nonfinite:
      return "NONFINITE";
    case Verdict::stochastic:
      return "STOCHASTIC";
  }
  return "?";
}

std::ostream& operator<<(std::ostream& stream, const Finding& finding) {
  return stream << to_string(finding.verdict) << ": " << finding.tensor << ": " << finding.message
                << (finding.case_line.empty() ? "" : "\n  case ") << finding.case_line;
}

Outcome& Outcome::operator+=(Outcome other) {
  for (const auto& [tensor, counts] : other.coverage) {
    coverage[tensor].compared += counts.compared;
    coverage[tensor].nonzero += counts.nonzero;
  }
  findings.insert(findings.end(), std::make_move_iterator(other.findings.begin()),
                  std::make_move_iterator(other.findings.end()));
  return *this;
}

std::vector<Finding> Outcome::judge() const {
  std::vector<Finding> judged = findings;
  Index compared = 0;
  for (const auto& [tensor, counts] : coverage) {
    compared += counts.compared;
    if (counts.compared > 0 && counts.nonzero * 100 < counts.compared) {
      judged.push_back({.tensor = tensor,
                        .message = "only " + std::to_string(counts.nonzero) + " of the " +
                                   std::to_string(counts.compared) + " values wanted were not zero",
                        .verdict = Verdict::mistrusted});
    }
  }
  if (compared == 0) {
    judged.push_back({.tensor = "nothing", .message = "the check compared nothing", .verdict = Verdict::mistrusted});
  }
  return judged;
}

}  // namespace backcheck::suite
