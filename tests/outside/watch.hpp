// Knowing what a layer was doing when it ended its process.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "tests/suite/layer_checks.hpp"

namespace backcheck::outside {

// What the process was doing, in memory that outlives it. Written by watched calls and by the handlers of signals.
struct Place {
  char call[64];  // "forward", "backward", "cost"; empty between calls
  char case_line[1024];
  char access[256];   // of what touched memory that it may not: "output, element 12, of which there are 12"
  char printed[256];  // "forward, case {...}: 'hello'", the first thing written to the standard output
  int signal;         // that ended the process; 0 if none did
};

// What watched calls, and what they throw, are noted in: memory shared with the parent process, and this process's own.
// Null outside a contained process: then nothing is noted.
struct Notes {
  Place* place;
  int standard_output;                           // a file
  std::map<std::string, std::string> thrown_in;  // by line of the case: "forward", the call that threw last
  bool backward_is_unwritten = false;
};
extern Notes* notes;

// What an exception says that stands where nothing has been written yet.
inline constexpr const char* not_written = "not written yet";

// The same cases, whose layer (not its twin) notes each call while it lasts. A backward that is not written yet fills
// its gradients with NaN, so that the output can be checked all the same.
template <Scalar T>
suite::LayerCases<T> watched(suite::LayerCases<T> cases);

// Handlers of the signals that end a process, on a stack of their own: they write to the place, and end the process as
// the signal would have.
void note_signals();

}  // namespace backcheck::outside
