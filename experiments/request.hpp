// What the user asked for, and which experiments are meant.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"
#include "experiments/running/jobs.hpp"

namespace backcheck::experiments {

// What a user can ask for and cannot be done; the message is the sentence to show.
class BadInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Request {
  std::vector<std::string> names;  // all experiments where empty
  Settings settings;
  JobOptions jobs;
  std::optional<std::filesystem::path> out, data;
  bool plots_only = false;
  std::filesystem::path reports = "reports";  // where results go without `out`
  std::string options;                        // as typed, for the command that regenerates a report
};

std::string name_of(Effort effort);  // "quick", "standard", "full"

// The experiments that these names mean: each a name, the letter of a report, or a pattern of names as a shell has
// them; all where there is none. Throws BadInput, with the nearest name, where one means nothing.
std::vector<const Experiment*> select(const Catalogue& all, const std::vector<std::string>& names);

}  // namespace backcheck::experiments
