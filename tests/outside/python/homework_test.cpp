// What is said of homework in Python: right, wrong, unfinished, hostile.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <optional>

#include "tests/outside/python/homework_layers.hpp"

namespace backcheck::outside {
namespace {

namespace fs = std::filesystem;
using Kind = suite::Failure::Kind;
using Names = std::vector<std::string>;

const fs::path here = HERE;
const std::vector<fs::path> conventions{here / "conventions/cs231n.json", here / "conventions/eecs598.json"};

class PythonHomework : public ::testing::Test {
 protected:
  PythonHomework() {
    std::string pattern = fs::temp_directory_path() / "backcheck-homework-XXXXXX";
    folder = mkdtemp(pattern.data());
  }
  ~PythonHomework() override { fs::remove_all(folder); }

  fs::path written(const std::string& contents, const std::string& name = "layers.py") const {
    std::ofstream(folder / name) << contents;
    return folder / name;
  }
  static Summary summary_of(const fs::path& file, const std::string& layer, const Filter& filter = {},
                            const std::vector<fs::path>& tables = conventions) {
    const Homework homework(file, tables, 1);
    for (const HomeworkLayer& one : layers_of(homework, "layers.py")) {
      if (one.name == layer && one.layer) return summarize(verify(*one.layer, filter, {}, 1));
    }
    ADD_FAILURE() << "there is no " << layer;
    return {};
  }
  static std::string refusal_of(const fs::path& file, const std::vector<fs::path>& tables = conventions) try {
    const Homework homework(file, tables);
    return "accepted";
  } catch (const Unusable& error) {
    return error.what();
  }
  // The fault about what was called.
  static suite::Failure told_of(const Summary& summary, const std::string& function) {
    for (const Fault& one : summary.faults) {
      if (one.failure.tensor == function) return one.failure;
    }
    ADD_FAILURE() << "nothing is said of " << function;
    return {};
  }
  fs::path folder;
};

// The check that all of these fail, to be quick.
const Filter twin_check{.check = "AgreesWithTwinWithinRounding", .case_name = {}};

// ReLU as it should be, to be followed by what is not.
const std::string right_relu =
    "import numpy as np\n"
    "def relu_forward(x): return np.maximum(0, x), x\n"
    "def relu_backward(dout, cache): return dout * (cache > 0)\n";

TEST_F(PythonHomework, IsRightWhereAllOfItIs) {
  const Homework homework(here / "examples/right.py", conventions);
  EXPECT_EQ(homework.convention(), "CS231n, assignment 2");
  const auto layers = layers_of(homework, "right.py");
  ASSERT_EQ(layers.size(), 6U);
  for (const HomeworkLayer& one : layers) {
    const Verification verification = verify(*one.layer, {}, {}, 1);
    EXPECT_TRUE(verification.is_right()) << one.name;
    EXPECT_GE(summarize(verification).checks, 10) << one.name;
  }
}

TEST_F(PythonHomework, OfPyTorchIsRightWhereAllOfItIs) {
  std::optional<Homework> homework;
  try {
    homework.emplace(here / "examples/torch_right.py", conventions);
  } catch (const Unusable& error) {
    GTEST_SKIP() << error.what();
  }
  EXPECT_EQ(homework->stand_ins(), (Names{"a3_helper", "eecs598"}));
  for (const HomeworkLayer& one : layers_of(*homework, "torch_right.py")) {
    EXPECT_TRUE(one.layer->in_float) << one.name;
    EXPECT_TRUE(verify(*one.layer, twin_check, {}, 1).is_right());
    EXPECT_TRUE(verify(*one.layer, {.check = "GradientsMatchDualNumbers", .case_name = {}}, {}, 1).is_right());
    EXPECT_TRUE(verify(*one.layer, {.check = "LeavesItsArgumentsAlone", .case_name = {}}, {}, 1).is_right());
  }
}

TEST_F(PythonHomework, IsWrongInTheTensorThatIsWrong) {
  const auto wrong = [](const std::string& example, const std::string& layer) {
    return summary_of(here / "examples" / (example + ".py"), layer, twin_check).wrong;
  };
  EXPECT_EQ(wrong("kernel_not_rotated", "Conv2d"), Names{"grads.input"});
  EXPECT_EQ(wrong("missing_batch_sum", "Linear"), Names{"grads.bias"});
  EXPECT_EQ(wrong("mask_not_reused", "Dropout"), Names{"grads.input"});
  EXPECT_EQ(wrong("stride_ignored", "MaxPool2d"), Names{"grads.input"});
}

TEST_F(PythonHomework, NamesTheBug) {
  const Summary summary = summary_of(here / "examples/kernel_not_rotated.py", "Conv2d", twin_check);
  ASSERT_EQ(summary.faults.size(), 1U);
  EXPECT_NE(summary.faults[0].failure.likely_bug.find("rotated"), std::string::npos);
}

TEST_F(PythonHomework, ThatTakesTheRateOfKeepingForThatOfDroppingIsTold) {
  const Summary summary =
      summary_of(here / "examples/keep_and_drop_confused.py", "Dropout", {.check = {}, .case_name = "Fifth"});
  EXPECT_NE(told_of(summary, "dropout_forward").message.find("where a rate of 0.20 was asked for"), std::string::npos);
}

TEST_F(PythonHomework, IsFirstLookedForWhatIsNotThereOrNotWrittenYet) {
  const Homework homework(here / "examples/skeleton.py", conventions, 1);
  for (const HomeworkLayer& one : layers_of(homework, "skeleton.py")) {
    EXPECT_EQ(one.layer.has_value(), one.name != "Conv2d" && one.name != "Dropout");
    if (one.name == "Linear") {
      EXPECT_EQ(summarize(verify(*one.layer, {}, {}, 1)).not_written, "affine_forward");
    }
    if (one.name == "ReLU") {  // forward is right, backward is missing
      const Summary summary = summarize(verify(*one.layer, {}, {}, 1));
      EXPECT_EQ(summary.not_written, "relu_backward");
      EXPECT_EQ(summary.right, Names{"output"});
      EXPECT_EQ(summary.wrong, Names{});
    }
  }
}

TEST_F(PythonHomework, ThatForwardIsWrongIsToldWithoutABackward) {
  const Summary summary = summary_of(written("def relu_forward(x): return x, x\n"), "ReLU");
  EXPECT_EQ(summary.wrong, Names{"output"});
  EXPECT_EQ(told_of(summary, "relu_backward").message, "not defined in the file");
}

TEST_F(PythonHomework, MayNotChangeItsArguments) {
  const fs::path file = written(
      "def relu_forward(x):\n"
      "    x[x < 0] = 0\n"
      "    return x, x.copy()\n"
      "def relu_backward(dout, cache):\n"
      "    dout *= cache > 0\n"
      "    return dout\n");
  const Summary summary = summary_of(file, "ReLU", {.check = "LeavesItsArgumentsAlone", .case_name = {}});
  EXPECT_EQ(summary.wrong, (Names{"grad_output", "input"}));
}

TEST_F(PythonHomework, MayNotChangeItsCache) {
  const fs::path file = written(
      "def relu_forward(x): return x * (x > 0), [x.copy()]\n"
      "def relu_backward(dout, cache):\n"
      "    cache[0] = cache[0] > 0\n"
      "    return dout * cache[0]\n");
  EXPECT_EQ(summary_of(file, "ReLU", {.check = "LeavesItsArgumentsAlone", .case_name = {}}).wrong, Names{"cache"});
}

TEST_F(PythonHomework, MustUseTheSeed) {
  const fs::path file = written(
      "import numpy as np\n"
      "def dropout_forward(x, dropout_param):\n"
      "    mask = (np.random.rand(*x.shape) < dropout_param['p']) / dropout_param['p']\n"
      "    return x * mask, mask\n"
      "def dropout_backward(dout, cache): return dout * cache\n");
  const Summary summary = summary_of(file, "Dropout", {.check = "GivesTheSameBitsEveryRun", .case_name = {}});
  ASSERT_FALSE(summary.faults.empty());
  EXPECT_EQ(summary.faults[0].failure.kind, Kind::stochastic);
}

TEST_F(PythonHomework, MayPrint) {
  EXPECT_TRUE(
      summary_of(written(right_relu + "print('hello')\nimport sys\nsys.__stdout__.write('x' * 100000)\n"), "ReLU")
          .faults.empty());
}

TEST_F(PythonHomework, ComputesInFloatOnlyWhereItKeepsFloat) {
  const Homework keeps(written(right_relu), conventions);
  EXPECT_TRUE(layers_of(keeps, "")[3].layer->in_float);
  const Homework widens(written("import numpy as np\n"
                                "def relu_forward(x): return np.maximum(0, x.astype(float)), x\n"
                                "def relu_backward(dout, cache): return dout * (cache > 0)\n"),
                        conventions);
  EXPECT_FALSE(layers_of(widens, "")[3].layer->in_float);
}

TEST_F(PythonHomework, ThatFailsInOneFunctionIsCheckedInTheOthers) {
  const auto told = [&](const std::string& body) {
    const fs::path file = written(right_relu + "import ctypes, os, sys\ndef softmax_loss(x, y):\n    " + body + "\n");
    const Homework homework(file, conventions, 1);
    std::string said;
    for (const HomeworkLayer& one : layers_of(homework, "layers.py")) {
      if (!one.layer) continue;
      const Summary summary = summarize(verify(*one.layer, twin_check, {}, 1));
      if (one.name == "ReLU") {
        EXPECT_EQ(summary.right, (Names{"output", "grads.input"})) << body;
      }
      if (one.name != "SoftmaxCrossEntropy") continue;
      const suite::Failure failure = told_of(summary, "softmax_loss");
      said = std::string(suite::name_of(failure.kind)) + ": " + failure.message;
    }
    return said;
  };
  EXPECT_EQ(told("return x[99], x"),
            "EXCEPTION: raised IndexError: index 99 is out of bounds for axis 0 with size 1 (layers.py, line 6: return "
            "x[99], x)");
  EXPECT_EQ(told("sys.exit(0)"), "EXCEPTION: called exit() (layers.py, line 6: sys.exit(0))");
  EXPECT_EQ(told("os._exit(3)"), "EXIT: ended the process, with exit status 3");
  EXPECT_EQ(told("ctypes.string_at(0)"), "CRASH: ended the process: Segmentation fault");
  EXPECT_EQ(told("while True: pass"), "TIMEOUT: gave no answer within 1 seconds");
  EXPECT_EQ(told("return 1.0"), "EXCEPTION: returned 1 value, 2 were wanted: output, grad_input");
  EXPECT_EQ(told("return 'low', x"), "EXCEPTION: returned str as output, an array was wanted");
  EXPECT_EQ(told("return softmax_loss(x, y)").rfind("EXCEPTION: raised RecursionError", 0), 0U);
  EXPECT_EQ(told("return 1.0, np.ones(10 ** 12)").rfind("EXCEPTION: raised", 0), 0U);
}

TEST_F(PythonHomework, IsRefusedInOneSentenceWhereItCannotBeImported) {
  const std::string name = (folder / "layers.py").string();
  EXPECT_EQ(refusal_of(folder / "layers.py"), name +
                                                  " cannot be imported: it raised FileNotFoundError: [Errno 2] No such "
                                                  "file or directory: '" +
                                                  name + "'");
  EXPECT_EQ(refusal_of(written("x = 1\n")).rfind(name + " defines none of the functions that are verified: conv_", 0),
            0U);
  EXPECT_EQ(refusal_of(written("def f(:\n")),
            name + " cannot be imported: it raised SyntaxError: invalid syntax (layers.py, line 1)");
  EXPECT_EQ(refusal_of(written("x = 1\nexit()\n")),
            name + " cannot be imported: it called exit() (layers.py, line 2: exit())");
  EXPECT_EQ(refusal_of(written("import torch_that_is_missing\n1 / 0\n")),
            name + " cannot be imported: it raised ZeroDivisionError: division by zero (layers.py, line 2: 1 / 0)");
}

// A stand-in for the environment that ends with the test.
class Python {
 public:
  explicit Python(const std::string& command) { setenv("BACKCHECK_PYTHON", command.c_str(), 1); }
  ~Python() { unsetenv("BACKCHECK_PYTHON"); }
  Python(const Python&) = delete;
  Python& operator=(const Python&) = delete;
};

TEST_F(PythonHomework, NeedsAPythonWithNumPy) {
  const fs::path bare = written("#!/bin/sh\nexec /usr/bin/python3 -S \"$@\"\n", "python");
  fs::permissions(bare, fs::perms::owner_all);
  {
    const Python python(bare.string());
    EXPECT_EQ(refusal_of(written(right_relu)),
              "NumPy (on Debian, the package python3-numpy) is needed and is not installed");
  }
  const Python python("/nowhere/python3");
  EXPECT_EQ(refusal_of(written(right_relu)),
            "/nowhere/python3, to import " + (folder / "layers.py").string() + ", cannot be started");
}

TEST_F(PythonHomework, MayFollowAConventionOfItsOwn) {
  const fs::path table = written(
      R"({"name": "Ours", "arrays": "numpy", "layers": {
           "Linear": {"forward": "Dense.fprop", "arguments": ["bias", {"W": "weight"}, "input"], "returns": ["output"],
                      "backward": "Dense.bprop", "backward_arguments": ["input", "weight", "grad_output"],
                      "backward_returns": ["grad_bias", "grad_weight", "grad_input"]},
           "Sigmoid": {"forward": "logistic", "arguments": ["input"], "returns": ["output"],
                       "backward": "logistic_gradient", "backward_arguments": ["output", "grad_output"],
                       "backward_returns": ["grad_input"]}}})",
      "ours.json");
  const fs::path file = written(
      "import numpy as np\n"
      "class Dense:\n"
      "    def fprop(b, params, x): return x.reshape(len(x), -1) @ params['W'].T + b\n"
      "    def bprop(x, W, g): return g.sum(0), g.T @ x.reshape(len(x), -1), (g @ W).reshape(x.shape)\n"
      "def logistic(x): return 1 / (1 + np.exp(-x))\n"
      "def logistic_gradient(y, g): return g * y * (1 - y)\n");
  EXPECT_EQ(summary_of(file, "Linear", {}, {table}).right,
            (Names{"output", "grads.input", "grads.weight", "grads.bias"}));
  EXPECT_EQ(summary_of(file, "Sigmoid", {}, {table}).right, (Names{"output", "grads.input"}));
}

TEST_F(PythonHomework, IsRefusedInOneSentenceWhereItsConventionIsNone) {
  const auto refused = [&](const std::string& contents) {
    const std::string said = refusal_of(written(right_relu), {written(contents, "ours.json")});
    const std::string name = (folder / "ours.json").string();
    return said.rfind(name, 0) == 0 ? said.substr(name.size()) : said;
  };
  const auto with_relu = [&](const std::string& entry) {
    return refused(R"({"name": "", "arrays": "numpy", "layers": {"ReLU": )" + entry + "}}");
  };
  EXPECT_EQ(refused("{"),
            ": a convention (JSON) was wanted: Expecting property name enclosed in double quotes: line 1 "
            "column 2 (char 1)");
  EXPECT_EQ(refused("[]"), ": a convention must be an object with 'name', 'arrays' and 'layers'");
  EXPECT_EQ(refused(R"({"name": "", "arrays": "jax", "layers": {}})"),
            ": 'arrays' must be \"numpy\" or \"torch\", got \"jax\"");
  EXPECT_EQ(refused(R"({"name": "", "arrays": "numpy", "layers": {"Conv3d": {}}})")
                .rfind(", Conv3d: there is no such layer, there are Conv2d, ", 0),
            0U);
  EXPECT_EQ(with_relu("7"), ", ReLU: an object was wanted, got 7");
  EXPECT_EQ(with_relu("{}"), ", ReLU: 'forward' must be the name of a function");
  EXPECT_EQ(with_relu(R"({"forward": "f", "arguments": "input"})"),
            ", ReLU: 'arguments' must be a list, got \"input\"");
  EXPECT_EQ(with_relu(R"({"forward": "f", "arguments": ["x"]})")
                .rfind(", ReLU: 'arguments' has 'x', which is none of input, ", 0),
            0U);
  EXPECT_EQ(with_relu(R"({"forward": "f", "arguments": [["input"]]})"),
            ", ReLU: 'arguments' must list names, got [\"input\"]");
  EXPECT_EQ(with_relu(R"({"forward": "f", "arguments": ["input"], "returns": ["output"]})"),
            ", ReLU: no function returns 'grad_input'");
  EXPECT_EQ(with_relu(R"({"forward": "f", "argument": []})").rfind(", ReLU: 'argument' is none of forward, ", 0), 0U);
  EXPECT_EQ(refusal_of(written(right_relu), {folder / "nowhere.json"}),
            (folder / "nowhere.json").string() + ": a convention (JSON) was wanted: No such file or directory");
}

}  // namespace
}  // namespace backcheck::outside
