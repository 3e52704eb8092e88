#include "tests/suite/failure.hpp"

#include <iterator>
#include <ostream>
#include <utility>

namespace backcheck::suite {

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
