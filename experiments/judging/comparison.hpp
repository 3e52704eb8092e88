// How a published number is compared with ours: data, in the declaration of an experiment.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace backcheck::experiments {

enum class Verdict { exact, within, near, differs, explained, unexplained, unknowable, artefact, no_data };

// Where in the results the counterpart of a published number is found.
struct Query {
  std::string run, quantity;
  std::optional<double> x = {};  // the largest one recorded, by default
  double scale = 1;              // 100 where the report prints percent and we record a fraction
  std::string settings = {};     // which choice of the unstated settings this is; by default its run
};

struct Comparison {
  std::string number = {};  // its id in reference/as_published/numbers.hpp: "A-20/test-accuracy"
  // Our counterparts. One: judged by its interval over seeds. Several: each is one choice of the settings that the
  // report leaves open, and what explains one number of a run has to explain all of them. A published list is compared
  // entry by entry with our values at x = 0, 1, 2, ...
  std::vector<Query> ours = {};
  std::string assumed = {};        // the settings assumed where the report is silent
  std::string published_run = {};  // the run of the report that gave the number; by default those of an item are of one
  // For a deterministic number or a list: the largest absolute difference that still counts as exact.
  std::optional<double> tolerance = {};
  // A magnitude, such as a round-off error: judged by the interval of the logarithms of our values.
  bool logarithmic = false;
  // A verdict that no measurement of ours can change: artefact, no_data, or unknowable (a time on hardware that is not
  // named). Otherwise the rule in verdict.hpp decides.
  std::optional<Verdict> settled = {};
  std::string flag = {};   // what is wrong with the number beside its value: "filed under the wrong heading"
  std::string cause = {};  // why it differs, is an artefact or unknowable; tested, not guessed
};

// The same quantity in several runs.
std::vector<Query> in_runs(const std::vector<std::string>& runs, const std::string& quantity,
                           std::optional<double> x = {}, double scale = 1);

// How several published numbers are compared: alike, but for where ours are found.
std::vector<Comparison> compare_each(const std::vector<std::string>& numbers, const Comparison& common,
                                     const std::function<std::vector<Query>(const std::string& number)>& ours);

}  // namespace backcheck::experiments
