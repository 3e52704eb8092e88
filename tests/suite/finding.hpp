// What a check says of a layer: how much it compared, and what it found wrong.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::suite {

enum class Verdict {
  fail,        // the layer is wrong
  mistrusted,  // the check is: its independent opinions disagree, or it compared nothing, or nothing but zeros
  nonfinite,   // NaN or infinity where a number was due
  stochastic,  // two runs on the same arguments differ
};
std::string to_string(Verdict verdict);

// One wrong tensor of one case, told by its worst element.
struct Finding {
  std::string case_line = {};  // the case, as the line of C++ that declares it
  std::string tensor = {};     // "output", "grads.input", "grads.weight", "grads.bias", "cache", "arguments", "error"
  std::string message = {};    // what was compared with what, in one sentence or a few
  double ours = 0, wanted = 0, bound = 0;
  Verdict verdict = Verdict::fail;
};
std::ostream& operator<<(std::ostream& stream, const Finding& finding);

// How much a check looked at, for each tensor. A check that compared nothing, or nothing but zeros, says nothing.
struct Coverage {
  Index compared = 0, nonzero = 0;
};

struct Outcome {
  std::map<std::string, Coverage> coverage = {};  // by tensor
  std::vector<Finding> findings = {};

  Outcome& operator+=(Outcome other);
  // The findings, and a MISTRUSTED one if nothing was compared or, in some tensor, fewer than one wanted value in a
  // hundred was not zero.
  std::vector<Finding> judge() const;
};

}  // namespace backcheck::suite
