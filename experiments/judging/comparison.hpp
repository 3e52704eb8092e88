// How a published number is compared with ours: data, in the declaration of an experiment.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace backcheck::experiments {

enum class Verdict { exact, within, near, differs, artefact, mislabelled, underdetermined, no_data };

// Where in the results the counterpart of a published number is found.
struct Query {
  std::string run, quantity;
  std::optional<double> x = {};  // the largest one recorded, by default
  double scale = 1;              // 100 where the report prints percent and we record a fraction
};

struct Comparison {
  std::string number = {};  // its id in reference/as_published/numbers.hpp: "A-20/test-accuracy"
  // Our counterparts. One: judged by its interval over seeds. Several: each is one choice of the settings that the
  // report leaves open. A published list is compared entry by entry with our values at x = 0, 1, 2, ...
  std::vector<Query> ours = {};
  std::string assumed = {};  // the settings assumed where the report is silent
  // For a deterministic number or a list: the largest absolute difference that still counts as exact.
  std::optional<double> tolerance = {};
  // A magnitude, such as a round-off error: judged by the interval of the logarithms of our values.
  bool logarithmic = false;
  // A verdict that no measurement of ours can change: artefact, mislabelled, no_data, or underdetermined (a time on
  // hardware that is not named). Otherwise the rule in verdict.hpp decides.
  std::optional<Verdict> settled = {};
  std::string cause = {};  // why it differs, is an artefact, is mislabelled or underdetermined; tested, not guessed
};

// The same quantity in several runs.
std::vector<Query> in_runs(const std::vector<std::string>& runs, const std::string& quantity,
                           std::optional<double> x = {}, double scale = 1);

// How several published numbers are compared: alike, but for where ours are found.
std::vector<Comparison> compare_each(const std::vector<std::string>& numbers, const Comparison& common,
                                     const std::function<std::vector<Query>(const std::string& number)>& ours);

}  // namespace backcheck::experiments
