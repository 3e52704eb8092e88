// How the results of an experiment came about: manifest.json.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::experiments {

struct DataUsed {
  std::string label, provenance, sha256;  // provenance "none" where no data set is needed
};
struct SecondsTaken {
  double jobs = 0, wall = 0;  // of all jobs together; of the whole invocation until the summary
};
struct Manifest {
  std::string experiment, command, effort, twin;
  std::vector<std::uint64_t> seeds;
  std::optional<Index> seeds_option, epochs_option;  // where the user overrode those of the experiment
  Index jobs = 0;
  int threads = 1;
  std::string compiler, flags, instruction_set;  // of the program that wrote the results
  std::string source_sha256, program_sha256;     // of its sources, and of its file
  // The builds of the programs that ran the jobs. Where there are several, the last digits may differ from those of
  // a single build.
  std::vector<std::string> builds;
  DataUsed data;
  SecondsTaken seconds;
};

// Results of a lower rank never replace those of a higher. What counts most is where the data come from (synthetic,
// unverified, a lossy copy, then verified or none needed), then the effort, then that the user has not overridden seeds
// or epochs; a quick run ranks below all.
int rank_of(const Manifest& manifest);

// Empty where the folder has none. Throws std::runtime_error naming the file where it is none of ours.
std::optional<Manifest> load_manifest(const std::filesystem::path& folder);
std::string to_json_text(const Manifest& manifest);

}  // namespace backcheck::experiments
