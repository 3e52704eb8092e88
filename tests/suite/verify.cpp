#include "tests/suite/verify.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "core/random.hpp"
#include "tests/suite/loss.hpp"

namespace backcheck::suite {
namespace {

class CheckTest : public ::testing::Test {
 public:
  CheckTest(std::string name, std::function<std::vector<Finding>()> run)
      : name_(std::move(name)), run_(std::move(run)) {}

 private:
  void TestBody() override {
    const std::vector<Finding> findings = run_();
    for (std::size_t i = 0; i < findings.size() && i < most_shown; ++i) {
      ADD_FAILURE() << name_ << "\n" << findings[i] << "\n  repeat with: tests/run -R '" << name_ << "'";
    }
    if (findings.size() > most_shown) ADD_FAILURE() << "and " << findings.size() - most_shown << " more like these";
  }

  static constexpr std::size_t most_shown = 3;
  std::string name_;
  std::function<std::vector<Finding>()> run_;
};

constexpr int random_cases = 30;

// What the checks find wrong with one problem; nothing if the layer refuses its shape.
template <Scalar T>
std::vector<Finding> first_findings(const Problem<T>& problem) {
  for (const Check<T>& check : checks<T>()) {
    if (!check.applies(problem)) continue;
    Outcome outcome = run(check, problem);
    if (!outcome.findings.empty()) {
      for (Finding& finding : outcome.findings) finding.message = check.name + ": " + finding.message;
      return outcome.findings;
    }
  }
  return {};
}

// Empty where the options or the shape are refused.
template <Scalar T>
std::optional<Problem<T>> accepted(const std::function<Problem<T>(const std::vector<Index>&)>& make,
                                   const std::vector<Index>& drawn) {
  try {
    Problem<T> problem = make(drawn);
    problem.geometry.output_shape(problem.input);
    return problem;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace

void register_test(const std::string& suite_name, const std::string& test_name,
                   std::function<std::vector<Finding>()> run) {
  ::testing::RegisterTest(
      suite_name.c_str(), test_name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
      [name = suite_name + "." + test_name, run = std::move(run)]() -> CheckTest* { return new CheckTest(name, run); });
}

template <Scalar T>
void register_checks(const std::string& suite_name, std::function<Problems<T>()> problems) {
  const Problems<T> all = problems();
  for (const Check<T>& check : checks<T>()) {
    bool applies = false;
    for (const Problem<T>& problem : all) applies = applies || check.applies(problem);
    if (!applies) continue;
    register_test(suite_name, check.name, [&check, problems] {
      Outcome outcome;
      for (const Problem<T>& problem : problems()) {
        if (check.applies(problem)) outcome += run(check, problem);
      }
      return outcome.judge();
    });
  }
}

template <Scalar T>
void register_refusals(const std::string& suite_name,
                       std::function<std::vector<std::pair<Problem<T>, std::string>>()> refusals) {
  register_test(suite_name, "RefusesWhatDoesNotFit", [refusals = std::move(refusals)] {
    Outcome outcome;
    for (const auto& [problem, says] : refusals()) outcome += check_refusal(problem, says);
    return outcome.judge();
  });
}

template <Scalar T>
void register_random(const std::string& suite_name, std::vector<Range> ranges,
                     std::function<Problem<T>(const std::vector<Index>&)> make) {
  register_test(suite_name, "PassesOnRandomCases", [ranges = std::move(ranges), make = std::move(make)] {
    int used = 0;
    for (std::uint64_t k = 0; used < random_cases && k < 20 * random_cases; ++k) {
      std::vector<Index> drawn;
      for (const Range& range : ranges) {
        const std::uint32_t bits = random_bits(mix(1, k), static_cast<std::uint32_t>(drawn.size()));
        drawn.push_back(range.low + bits % (range.high - range.low + 1));
      }
      std::optional<Problem<T>> problem = accepted(make, drawn);
      if (!problem) continue;
      ++used;
      std::vector<Finding> findings = first_findings(*problem);
      if (findings.empty()) continue;
      // Shrink: lower one number at a time, by as much as still fails, until none can be lowered.
      for (bool lowered = true; lowered;) {
        lowered = false;
        for (std::size_t i = 0; i < ranges.size() && !lowered; ++i) {
          for (Index value = ranges[i].low; value < drawn[i] && !lowered; ++value) {
            std::vector<Index> smaller = drawn;
            smaller[i] = value;
            problem = accepted(make, smaller);
            if (!problem) continue;
            std::vector<Finding> still = first_findings(*problem);
            if (still.empty()) continue;
            drawn = smaller, findings = std::move(still), lowered = true;
          }
        }
      }
      return findings;
    }
    Outcome outcome;
    outcome.coverage["cases"] = {used, used};
    return outcome.judge();
  });
}

template <Scalar T>
void register_loss_checks(const std::string& suite_name, const LossProblem<T>& problem) {
  for (const LossCheck<T>& check : loss_checks<T>()) {
    if (!check.applies(problem)) continue;
    register_test(suite_name, check.name, [&check, problem] {
      Outcome outcome;
      for (const LossProblem<T>& one : loss_cases(problem)) outcome += run(check, one);
      return outcome.judge();
    });
  }
}

template void register_loss_checks(const std::string&, const LossProblem<float>&);
template void register_loss_checks(const std::string&, const LossProblem<double>&);
template void register_checks(const std::string&, std::function<Problems<float>()>);
template void register_checks(const std::string&, std::function<Problems<double>()>);
template void register_refusals(const std::string&,
                                std::function<std::vector<std::pair<Problem<float>, std::string>>()>);
template void register_refusals(const std::string&,
                                std::function<std::vector<std::pair<Problem<double>, std::string>>()>);
template void register_random(const std::string&, std::vector<Range>,
                              std::function<Problem<float>(const std::vector<Index>&)>);
template void register_random(const std::string&, std::vector<Range>,
                              std::function<Problem<double>(const std::vector<Index>&)>);

}  // namespace backcheck::suite
