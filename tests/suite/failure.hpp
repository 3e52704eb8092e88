// What a check says of a layer: how much it compared, and what it found wrong.
#pragma once

#include <iosfwd>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::suite {

// Which mistakes would have given a wrong tensor as it is, every element of it.
struct Diagnosis {
  Index elements = 0;                         // values that are not zero in the right tensor; 0: nobody looked
  double explained = 0;                       // this share of the squared error, at least; 0: not measured
  std::vector<std::string> known = {};        // mistakes known of this layer
  std::vector<std::string> transformed = {};  // ways to spoil any tensor
  std::vector<std::pair<std::string, std::string>> pairs = {};  // two at once; looked for where none does it alone
};

// One wrong tensor of one case, told by its worst element.
struct Failure {
  enum class Kind {
    wrong,       // the layer is
    mistrusted,  // the check is: its independent opinions disagree, or it compared nothing, or nothing but zeros
    nonfinite,   // NaN or infinity where a number was due
    stochastic,  // two runs on the same arguments differ
    // What ended the check before it could compare anything:
    exception,  // thrown where none was due
    crashed,    // a signal, such as that of a segmentation fault
    exited,     // the process was ended by exit() or the like
    timed_out,  // the limit of time
    outgrew,    // the limit of memory
  };

  std::string case_line = {};  // the case, as the line of C++ that declares it
  std::string tensor = {};     // "output", "grads.input", "grads.weight", "grads.bias", "cache", "weight", "error", ...
  std::string message = {};    // what was compared with what, in one sentence or a few
  std::string likely_bug = {};  // the known mistake that explains it, where there is one
  double ours = 0, wanted = 0, bound = 0;
  Kind kind = Kind::wrong;
  Diagnosis diagnosis = {};
};
const char* name_of(Failure::Kind kind);  // "FAIL", "MISTRUSTED", ...
std::ostream& operator<<(std::ostream& stream, const Failure& failure);

// Thrown by a layer that is called elsewhere: a call that came to nothing, by the name of what was called, and what
// became of it.
struct CallFailed : std::runtime_error {
  CallFailed(const std::string& function, const std::string& what, Failure::Kind how = Failure::Kind::exception)
      : std::runtime_error(what), call(function), kind(how) {}
  std::string call;
  Failure::Kind kind;
};

// Gives the failures of one check the name that fits all cases in which their tensor is wrong: one mistake, or two at
// once. None where no name does, or where fewer than three numbers that are not zero speak for it: a single number has
// a simple ratio to another by chance.
void settle(std::vector<Failure>& failures);

// How much a check looked at, for each tensor. A check that compared nothing, or nothing but zeros, says nothing.
struct Coverage {
  Index compared = 0, nonzero = 0;
};

struct CheckResult {
  std::map<std::string, Coverage> coverage = {};  // by tensor
  std::vector<Failure> failures = {};
  int cases = 0, skipped = 0;  // those skipped would take too long

  CheckResult& operator+=(CheckResult other);
};

// The failures, and a MISTRUSTED one if nothing was compared, though not every case was skipped, or if in some tensor
// fewer than one wanted value in a hundred was not zero.
std::vector<Failure> judge(const CheckResult& result);

}  // namespace backcheck::suite
