#include "tests/suite/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <utility>

namespace backcheck::suite {
namespace {

class CheckTest : public ::testing::Test {
 public:
  CheckTest(std::string name, std::function<CheckResult()> run, Location location)
      : name_(std::move(name)), run_(std::move(run)), location_(location) {}

 private:
  void TestBody() override {
    const auto [file, line] = location_;
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
      suite_name.c_str(), test_name.c_str(), nullptr, nullptr, location.file, location.line,
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

void register_tests(const std::string& suite_name, const std::vector<LayerCheck>& checks, const Location& location) {
  for (const LayerCheck& check : checks) {
    if (check.applies()) register_test(suite_name, check.name, check.family, check.run, location);
  }
}

}  // namespace backcheck::suite
