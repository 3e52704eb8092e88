#include "tests/suite/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "core/random.hpp"

namespace backcheck::suite {
namespace {

class CheckTest : public ::testing::Test {
 public:
  CheckTest(std::string name, std::function<CheckResult()> run, Location location)
      : name_(std::move(name)), run_(std::move(run)), location_(location) {}

 private:
  void TestBody() override {
    const char* const file = location_.file_name();
    const int line = static_cast<int>(location_.line());
    const CheckResult result = run_();
    const std::vector<Failure> failures = judge(result);
    for (std::size_t i = 0; i < std::min(failures.size(), most_shown); ++i) {
      ADD_FAILURE_AT(file, line) << name_ << "\n" << failures[i] << "\n  repeat with: tests/run -R '" << name_ << "'";
    }
    if (failures.size() > most_shown) {
      ADD_FAILURE_AT(file, line) << "and " << failures.size() - most_shown << " more like these";
    }
    if (result.skipped == 0) return;
    const std::string skipped = "skipped " + std::to_string(result.skipped) + " of " + std::to_string(result.cases) +
                                " cases, which would take too long";
    RecordProperty("skipped_cases", result.skipped);
    std::cout << "[ CASES    ] " << skipped << std::endl;
    if (result.skipped == result.cases) GTEST_SKIP() << skipped;
  }

  static constexpr std::size_t most_shown = 3;
  std::string name_;
  std::function<CheckResult()> run_;
  Location location_;
};

constexpr int random_cases = 30;

// What the first check that fails says of one case.
template <Scalar T>
std::vector<Failure> first_failures(const LayerCase<T>& layer_case) {
  for (const Check<T>& check : checks<T>()) {
    if (!applies(check, layer_case)) continue;
    CheckResult result = run(check, layer_case);
    for (Failure& failure : result.failures) failure.message = check.name + ": " + failure.message;
    if (!result.failures.empty()) return result.failures;
  }
  return {};
}

// The case of these numbers; empty where the options or the shape are refused.
template <Scalar T>
std::optional<LayerCase<T>> accepted(const LayerCases<T>& all, const std::vector<Index>& drawn) {
  try {
    LayerCase<T> layer_case = all.random_case(drawn);
    layer_case.geometry.output_shape(layer_case.input);
    return layer_case;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

// Lowers one number at a time, as far as still fails, until none can be lowered.
template <Scalar T>
std::vector<Failure> shrunk(const LayerCases<T>& all, std::vector<Index> drawn, std::vector<Failure> failures) {
  const auto lower_one = [&] {
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      for (Index value = all.random_ranges[i].low; value < drawn[i]; ++value) {
        std::vector<Index> smaller = drawn;
        smaller[i] = value;
        const std::optional<LayerCase<T>> layer_case = accepted(all, smaller);
        if (!layer_case) continue;
        std::vector<Failure> still = first_failures(*layer_case);
        if (still.empty()) continue;
        drawn = smaller, failures = std::move(still);
        return true;
      }
    }
    return false;
  };
  while (lower_one()) {
  }
  return failures;
}

template <Scalar T>
CheckResult run_on_random_cases(const LayerCases<T>& all) {
  CheckResult result;
  for (std::uint64_t k = 0; result.cases < random_cases && k < 20 * random_cases; ++k) {
    std::vector<Index> drawn;
    for (const Range& range : all.random_ranges) {
      const std::uint32_t bits = random_bits(mix(1, k), static_cast<std::uint32_t>(drawn.size()));
      drawn.push_back(range.low + bits % (range.high - range.low + 1));
    }
    const std::optional<LayerCase<T>> layer_case = accepted(all, drawn);
    if (!layer_case) continue;
    result += {.coverage = {{"cases", {1, 1}}}, .failures = {}, .cases = 1};
    const std::vector<Failure> failures = first_failures(*layer_case);
    if (failures.empty()) continue;
    result.failures = shrunk(all, drawn, failures);
    break;
  }
  return result;
}

// As gtest_discover_tests() of CMake makes it: "Suite/0.Test" of a typed test becomes "Suite.Test<the type>".
std::string name_in_ctest(const ::testing::TestSuite& tests, int t) {
  const std::string suite = tests.name(), test = tests.GetTestInfo(t)->name();
  if (tests.type_param() == nullptr) return suite + "." + test;
  return suite.substr(0, suite.rfind('/')) + "." + test + "<" + tests.type_param() + ">";
}

std::map<std::string, std::string>& families() {  // by full name of the test
  static std::map<std::string, std::string> all;
  return all;
}

}  // namespace

void register_test(const std::string& suite_name, const std::string& test_name, const std::string& family,
                   std::function<CheckResult()> run, const Location& location) {
  const std::string name = suite_name + "." + test_name;
  families()[name] = family;
  ::testing::RegisterTest(
      suite_name.c_str(), test_name.c_str(), nullptr, nullptr, location.file_name(), static_cast<int>(location.line()),
      [name, run = std::move(run), location]() -> CheckTest* { return new CheckTest(name, run, location); });
}

std::string ctest_labels() {
  std::string commands;
  const auto& program = *::testing::UnitTest::GetInstance();
  for (int s = 0; s < program.total_test_suite_count(); ++s) {
    const auto& tests = *program.GetTestSuite(s);
    for (int t = 0; t < tests.total_test_count(); ++t) {
      const std::string name = std::string(tests.name()) + "." + tests.GetTestInfo(t)->name();
      const auto family = families().find(name);
      commands += "set_tests_properties([==[" + name_in_ctest(tests, t) + "]==] PROPERTIES LABELS \"layers;" +
                  (family == families().end() ? "examples" : family->second) + "\")\n";
    }
  }
  return commands;
}

template <Scalar T>
void register_tests(const std::string& suite_name, const LayerCases<T>& all, const Location& location) {
  const auto add = [&](const std::string& name, const std::string& family, std::function<CheckResult()> run) {
    register_test(suite_name, name, family, std::move(run), location);
  };
  try {
    const std::vector<LayerCase<T>> cases = all.cases();
    for (const Check<T>& check : checks<T>()) {
      if (std::none_of(cases.begin(), cases.end(), [&](const auto& one) { return applies(check, one); })) continue;
      add(check.name, check.family, [&check, all] {
        CheckResult result;
        for (const LayerCase<T>& one : all.cases()) {
          if (applies(check, one)) result += run(check, one);
        }
        return result;
      });
    }
  } catch (const std::exception& error) {  // a slip in the specification must not end the program before main
    add("HasUsableCases", "contract", [what = std::string(error.what())] {
      return CheckResult{.coverage = {{"cases", {1, 1}}},
                         .failures = {{.tensor = "cases", .message = "cannot be made: " + what}}};
    });
  }
  add("RefusesWhatDoesNotFit", "contract", [all] {
    CheckResult result;
    for (const auto& [one, says] : all.refusals()) result += check_refusal(one, says);
    return result;
  });
  if (!all.random_ranges.empty()) add("PassesOnRandomCases", "random", [all] { return run_on_random_cases(all); });
}

template void register_tests(const std::string&, const LayerCases<float>&, const Location&);
template void register_tests(const std::string&, const LayerCases<double>&, const Location&);

}  // namespace backcheck::suite
