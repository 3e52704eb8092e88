// Which program this is: what its results depend on beside the settings and the data.
#pragma once

#include <string>

namespace backcheck::experiments {

// SHA-256 of the sources that results come from (core/, layers/, reference/, experiments/): the same on every machine.
const std::string& source_checksum();

// SHA-256 of the file of the running program: other sources, another compiler or other flags give another one.
const std::string& program_checksum();

// What may change the last digits of a result without a change of the sources.
struct Build {
  std::string compiler, flags, instruction_set;  // "GNU 12.2.0", "-O3 -march=native -DNDEBUG", "AVX-512"
};
const Build& this_build();
std::string to_text(const Build& build);

}  // namespace backcheck::experiments
