// Verifying layers that are not to be trusted, and saying what came of it. In three lines:
//
//   LayerUnderTest layer{.name = "Conv2d", .source = "my_conv.hpp"};
//   layer.in_double = known_cases<double, Conv2dOptions>(make);      (known_layers.hpp, or suite::layer_cases_of())
//   return verify_command(argc, argv, [&] { return std::vector{layer}; });
//
// or, without a command line, verify() and one of the printers.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "tests/outside/containment.hpp"

namespace backcheck::outside {

// What to verify: the cases of a layer in one or both number types.
struct LayerUnderTest {
  std::string name;    // "Conv2d"
  std::string source;  // the file that it stands in, for people: "my_conv.hpp"
  std::optional<suite::LayerCases<float>> in_float = {};
  std::optional<suite::LayerCases<double>> in_double = {};
  std::vector<suite::LayerCheck> more_checks = {};  // of this layer alone, whatever its number type
  std::string command = {};                         // that verifies it; "tests/verify my_conv.hpp" where this is empty
  // What runs the checks of a layer that is contained already; run_contained() where this is empty.
  std::function<std::vector<CheckRecord>(const std::string& layer, const std::vector<suite::LayerCheck>& checks)> run =
      {};
};

// The checks and cases asked for; empty: all.
struct Filter {
  std::string check, case_name;
};

struct Verification {
  std::string name, source, command;
  std::vector<CheckRecord> checks;

  bool is_right() const;
};

// Runs every check in a process of its own (containment.hpp). What the layer writes to the standard output is told by a
// check of its own, KeepsQuiet.
Verification verify(const LayerUnderTest& layer, const Filter& filter, const Limits& limits, int jobs);

// What went wrong in a few words: one entry for each tensor that is wrong, and each other way to go wrong.
struct Fault {
  suite::Failure failure;  // the most telling one
  std::string check;       // "Conv2d/double.GradientsMatchDualNumbers"
};
struct Summary {
  std::vector<std::string> right, wrong;  // tensors
  std::vector<Fault> faults;              // in order of importance
  std::string not_written;                // "forward and backward", where they say so; then nothing else is a fault
  int checks = 0, failed = 0, cases_skipped = 0;
};
Summary summarize(const Verification& verification);

// At most 25 lines; with `everything`, all failures.
void print(std::ostream& stream, const Verification& verification, bool everything = false);
void print_brief(std::ostream& stream, const Verification& verification);  // one line
std::string json_of(const std::vector<Verification>& verifications);
std::string junit_of(const std::vector<Verification>& verifications);

// The command: --brief, --all, --list, --json FILE, --junit FILE, --check NAME, --case NAME, --seconds S, --memory MB,
// --jobs N. Returns the exit status: 0 all layers are right, 1 one is wrong, 2 not checked, after one clear sentence.
using LayersUnderTest = std::function<std::vector<LayerUnderTest>()>;
int verify_command(int argc, const char* const* argv, const LayersUnderTest& layers);

}  // namespace backcheck::outside
