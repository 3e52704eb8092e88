// Layers that misbehave: each way to do so has a verdict of its own, and the other checks still run.
#include <gtest/gtest.h>
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "tests/outside/known_layers.hpp"
#include "tests/outside/verification.hpp"

namespace backcheck::outside {
namespace {

using suite::Failure;
using Kind = Failure::Kind;
using Layer = suite::Implementation<double>;

// A right rectifier with one function spoilt, on one case and by a few checks.
struct Spoilt {
  std::function<void(Layer& layer)> spoil;
  Filter filter = {"", "Vector"};
  Limits limits = {.seconds = 5};

  Verification verified() const {
    LayerUnderTest layer{.name = "ReLU", .source = "my_relu.hpp"};
    layer.in_double = known_cases<double, ReLUOptions>([spoil = spoil](const ReLUOptions& options) {
      Layer made = suite::implementation_of(reference::ReLU<double>{options});
      if (spoil) spoil(made);
      return made;
    });
    return verify(layer, filter, limits, 2);
  }
};

void after_forward(Layer& layer, const std::function<void(Tensor<double>& output)>& act) {
  layer.forward = [right = layer.forward, act](const auto& input, const auto& params, const Pass& pass, auto& output,
                                               auto& cache) {
    right(input, params, pass, output, cache);
    act(output);
  };
}

// The fault of this kind; fails where there is none.
Fault fault_of(const Verification& verification, Kind kind) {
  for (const Fault& one : summarize(verification).faults) {
    if (one.failure.kind == kind) return one;
  }
  std::ostringstream text;
  print(text, verification, true);
  ADD_FAILURE() << "no fault of kind " << suite::name_of(kind) << "; " << text.str();
  return {};
}
void expect_in_forward(const Verification& verification, Kind kind, const std::string& says) {
  const Fault found = fault_of(verification, kind);
  EXPECT_EQ(found.failure.tensor, "forward");
  EXPECT_NE(found.failure.message.find(says), std::string::npos) << found.failure.message;
  EXPECT_EQ(found.failure.case_line, "{\"Vector\", {}, {7}}");
  EXPECT_FALSE(verification.is_right());
}

TEST(Containment, FindsNothingInARightLayer) {
  const Verification verification = Spoilt{}.verified();
  std::ostringstream text;
  print(text, verification, true);
  EXPECT_TRUE(verification.is_right()) << text.str();
  EXPECT_EQ(summarize(verification).right, (std::vector<std::string>{"output", "grads.input"}));
}

TEST(Containment, TellsACrashAndWhichTensorWasOverrun) {
  const auto overrun = [](Tensor<double>& output) { output.data()[output.size()] = 1; };
  const Spoilt spoilt{[=](Layer& layer) { after_forward(layer, overrun); }, {"StaysInsideItsTensors", "Vector"}};
  expect_in_forward(spoilt.verified(), Kind::crashed, "element 7 of output was read or written");
}

TEST(Containment, TellsAForgottenResize) {
  const Spoilt spoilt{[](Layer& layer) {
    layer.forward = [](const auto&, const auto&, const Pass&, auto& output, auto&) { output.data()[0] = 1; };
  }};
  expect_in_forward(spoilt.verified(), Kind::crashed, "output is still empty: output.resize(...) must come first");
}

TEST(Containment, EndsAnEndlessLoop) {
  const auto loop = [](Tensor<double>&) {
    for (const auto start = std::clock(); std::clock() >= start;) {
    }
  };
  Spoilt spoilt{[=](Layer& layer) { after_forward(layer, loop); }, {"WritesEveryElement", "Vector"}, {.seconds = 0.3}};
  expect_in_forward(spoilt.verified(), Kind::timed_out, "had not returned when the 0.3 s");
}

TEST(Containment, TellsAnExit) {
  const Spoilt spoilt{[](Layer& layer) { after_forward(layer, [](auto&) { std::exit(3); }); }};
  const Verification verification = spoilt.verified();
  expect_in_forward(verification, Kind::exited, "exit status 3");
  EXPECT_TRUE(summarize(verification).right.empty());  // nothing that it computed was ever seen
}

TEST(Containment, TellsAnExceptionOfAnyType) {
  const Spoilt spoilt{[](Layer& layer) { after_forward(layer, [](auto&) { throw std::runtime_error("no idea"); }); }};
  expect_in_forward(spoilt.verified(), Kind::exception, "threw: no idea");
  const Spoilt other{[](Layer& layer) { after_forward(layer, [](auto&) { throw 42; }); }};
  expect_in_forward(other.verified(), Kind::exception, "not derived from std::exception");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // whose memory cannot be limited
TEST(Containment, LimitsMemory) {
  const auto grow = [](Tensor<double>&) { std::make_unique<Tensor<double>>(Shape{1 << 26}); };
  Spoilt spoilt{[=](Layer& layer) { after_forward(layer, grow); }};
  spoilt.limits.bytes = 256 << 20;
  expect_in_forward(spoilt.verified(), Kind::outgrew, "more memory than");
}
#endif

TEST(Containment, TellsWhatWasPrintedAndWhere) {
  const Spoilt spoilt{[](Layer& layer) { after_forward(layer, [](auto&) { std::cout << "hello\n"; }); }};
  const Verification verification = spoilt.verified();
  const Fault found = fault_of(verification, Kind::wrong);
  EXPECT_EQ(found.check, "ReLU.KeepsQuiet");
  EXPECT_EQ(found.failure.message,
            "forward wrote to the standard output, first in case {\"Vector\", {}, {7}}: 'hello'");
  EXPECT_EQ(summarize(verification).failed, 1);
}

// One check crashes; the others pass.
TEST(Containment, RunsTheOtherChecksAfterACrash) {
  const Spoilt spoilt{[](Layer& layer) {
    layer.backward = [right = layer.backward](const auto& grad_output, const auto& input, const auto& params,
                                              const auto& cache, auto& grads) {
      if (!grads.input.empty() && grads.input.size() != input.size()) std::abort();  // WritesEveryElement, for one
      right(grad_output, input, params, cache, grads);
    };
  }};
  const Summary summary = summarize(spoilt.verified());
  EXPECT_GE(summary.failed, 1);
  EXPECT_LE(summary.failed, 2);
  EXPECT_GT(summary.checks, 10);
}

TEST(Containment, SaysWhatIsNotWrittenYetAndChecksTheRest) {
  const Spoilt spoilt{
      [](Layer& layer) { layer.backward = [](const auto&...) { throw std::logic_error("not written yet"); }; }};
  const Summary summary = summarize(spoilt.verified());
  EXPECT_EQ(summary.not_written, "backward");
  EXPECT_EQ(summary.right, std::vector<std::string>{"output"});
  EXPECT_TRUE(summary.faults.empty());
  const Spoilt nothing{
      [](Layer& layer) { layer.forward = [](const auto&...) { throw std::logic_error("not written yet"); }; }};
  EXPECT_EQ(summarize(nothing.verified()).not_written, "forward");
}

// Finite differences of a wrong forward pass say nothing of the gradients, which the twin says are right.
TEST(Summary, BlamesAWrongOutputOnForwardAlone) {
  const Spoilt spoilt{[](Layer& layer) {
                        after_forward(layer, [](Tensor<double>& output) {
                          for (double& y : output) y *= 2;
                        });
                      },
                      {}};
  const Summary summary = summarize(spoilt.verified());
  EXPECT_EQ(summary.right, std::vector<std::string>{"grads.input"});
  EXPECT_EQ(summary.wrong, std::vector<std::string>{"output"});
}

TEST(Summary, ShowsAnOverviewOfAtMost25Lines) {
  const Spoilt spoilt{[](Layer& layer) {
                        layer.backward = [right = layer.backward](const auto& grad_output, const auto& input,
                                                                  const auto& params, const auto& cache, auto& grads) {
                          right(grad_output, input, params, cache, grads);
                          for (double& g : grads.input) g = -g;
                        };
                      },
                      {}};
  const Verification verification = spoilt.verified();
  std::ostringstream text, brief;
  print(text, verification);
  const std::string lines = text.str();
  EXPECT_LE(std::count(lines.begin(), lines.end(), '\n'), 25) << lines;
  EXPECT_NE(text.str().find("\n  right: output\n  wrong: grads.input\n"), std::string::npos) << text.str();
  EXPECT_NE(text.str().find("most likely: the sign is wrong"), std::string::npos) << text.str();
  EXPECT_NE(text.str().find("repeat with: tests/verify my_relu.hpp --check "), std::string::npos) << text.str();
  print_brief(brief, verification);
  EXPECT_NE(brief.str().find("my_relu.hpp: ReLU: wrong: grads.input; most likely the sign is wrong"), std::string::npos)
      << brief.str();
}

}  // namespace
}  // namespace backcheck::outside
