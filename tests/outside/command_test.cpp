// The command line of tests/verify, and what it writes for programs to read.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "experiments/writing/files.hpp"
#include "tests/outside/colours.hpp"
#include "tests/outside/known_layers.hpp"
#include "tests/outside/verification.hpp"

namespace backcheck::outside {
namespace {

// A rectifier; `factor` of its gradient is 1 where it is right.
std::vector<LayerUnderTest> rectifier(double factor) {
  LayerUnderTest layer{.name = "ReLU", .source = "my_relu.hpp"};
  layer.in_double = known_cases<double, ReLUOptions>([factor](const ReLUOptions& options) {
    suite::Implementation<double> made = suite::implementation_of(reference::ReLU<double>{options});
    made.backward = [right = made.backward, factor](const auto& grad_output, const auto& input, const auto& params,
                                                    const auto& cache, auto& grads) {
      right(grad_output, input, params, cache, grads);
      for (double& g : grads.input) g *= factor;
    };
    return made;
  });
  return {layer};
}

class Command : public ::testing::Test {
 protected:
  struct Ended {
    int status;
    std::string output, error;
  };
  // With a few cases, unless the arguments say otherwise.
  Ended run(std::vector<const char*> arguments, double factor = 1) {
    arguments.insert(arguments.begin(), "verify");
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int status =
        verify_command(static_cast<int>(arguments.size()), arguments.data(), [factor] { return rectifier(factor); });
    const std::string output = ::testing::internal::GetCapturedStdout();
    return {status, output, ::testing::internal::GetCapturedStderr()};
  }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

 private:
  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("backcheck-command-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST(Coloured, MarksVerdictsAndLeavesTheTextAsItIs) {
  const std::string text =
      "my_relu.hpp: ReLU is wrong: 1 of 2 checks passed\n  right: output\n\n  FAIL: grads.input: wrong:\n"
      "    most likely: the sign is wrong\n    case {\"A\", {}, {1}}\nno end of line";
  const std::string shown = coloured(text);
  for (const char* word : {"31m is wrong:", "32mright:", "31mFAIL:", "33mmost likely:", "90mcase"}) {
    EXPECT_NE(shown.find(word), std::string::npos) << word;
  }
  EXPECT_EQ(std::regex_replace(shown, std::regex("\x1b\\[[0-9;]*m"), ""), text);
  EXPECT_EQ(coloured(""), "");
}

TEST_F(Command, UsesColoursWhereTheUserWantsThem) {
  EXPECT_EQ(run({"--case", "Vector"}).output.find('\x1b'), std::string::npos);
  setenv("CLICOLOR_FORCE", "1", 1);
  EXPECT_NE(run({"--case", "Vector"}).output.find("\x1b[1;32m is right:"), std::string::npos);
  setenv("NO_COLOR", "1", 1);
  EXPECT_EQ(run({"--case", "Vector"}).output.find('\x1b'), std::string::npos);
  unsetenv("NO_COLOR"), unsetenv("CLICOLOR_FORCE");
}

TEST_F(Command, ExitsWithZeroForARightLayerAndWithOneForAWrongOne) {
  const Ended right = run({"--brief", "--case", "Vector"});
  EXPECT_EQ(right.status, 0) << right.output;
  EXPECT_EQ(right.output.rfind("my_relu.hpp: ReLU: right (", 0), 0U) << right.output;
  EXPECT_EQ(run({"--brief", "--case", "Vector"}, 2).status, 1);
}

TEST_F(Command, ExitsWithTwoAfterASentenceForArgumentsThatItCannotUse) {
  const auto refused = [&](const std::vector<const char*>& arguments) {
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 2);
    EXPECT_EQ(ended.output, "");
    return ended.error;
  };
  EXPECT_EQ(refused({"--case", "Nowhere"}),
            "backcheck: there is no check with a case 'Nowhere' (tests/verify FILE --list shows all)\n");
  EXPECT_EQ(refused({"--check", "IsPretty"}),
            "backcheck: there is no check 'IsPretty' (tests/verify FILE --list shows all)\n");
  EXPECT_EQ(refused({"--seconds", "0"}), "backcheck: --seconds must be above 0 and at most 86400\n");
  EXPECT_EQ(refused({"--seconds", "nan"}), "backcheck: --seconds must be above 0 and at most 86400\n");
  EXPECT_EQ(refused({"--jobs", "0"}), "backcheck: --jobs must be between 1 and 1024\n");
  EXPECT_EQ(refused({"--memory", "1"}), "backcheck: --memory must be between 64 and 1000000 megabytes\n");
  EXPECT_NE(refused({"--pretty"}).find("--pretty"), std::string::npos);
  EXPECT_NE(refused({"stray"}).find("backcheck: "), std::string::npos);
  EXPECT_NE(refused({"--case", "Vector", "--json", "/dev/null/all.json"}).find("/dev/null"), std::string::npos);
}

TEST_F(Command, ListsChecksAndCasesWithoutRunningAnything) {
  const Ended ended = run({"--list"}, 2);
  EXPECT_EQ(ended.status, 0);
  EXPECT_NE(ended.output.find("    {\"Vector\", {}, {7}}\n"), std::string::npos);
  EXPECT_NE(ended.output.find("    GradientsMatchDualNumbers (gradients)\n"), std::string::npos);
}

TEST_F(Command, WritesJson) {
  run({"--brief", "--case", "Vector", "--json", file("out.json").c_str()}, -1);
  const auto layer = nlohmann::json::parse(writing::read_file(file("out.json"))).at("layers").at(0);
  EXPECT_EQ(layer.at("verdict"), "wrong");
  EXPECT_EQ(layer.at("right"), std::vector<std::string>{"output"});
  EXPECT_EQ(layer.at("wrong"), std::vector<std::string>{"grads.input"});
  EXPECT_NE(layer.at("findings").at(0).at("likely_bug").get<std::string>().find("sign"), std::string::npos);
  EXPECT_EQ(layer.at("findings").at(0).at("repeat").get<std::string>().rfind("tests/verify my_relu.hpp --check ", 0),
            0U);
  EXPECT_FALSE(layer.at("checks").at(0).at("passed").get<bool>());
}

TEST_F(Command, WritesJUnit) {
  run({"--brief", "--case", "Vector", "--junit", file("out.xml").c_str()}, -1);
  const std::string xml = writing::read_file(file("out.xml"));
  EXPECT_NE(xml.find("<testsuite name=\"my_relu.hpp: ReLU\" tests=\""), std::string::npos);
  EXPECT_NE(xml.find("<testcase classname=\"ReLU/double\" name=\"WritesEveryElement\""), std::string::npos);
  EXPECT_NE(xml.find("<failure type=\"FAIL\" message=\"grads.input: wrong in "), std::string::npos);
  EXPECT_NE(xml.find("{&quot;Vector&quot;, {}, {7}}</failure>"), std::string::npos);
}

}  // namespace
}  // namespace backcheck::outside
